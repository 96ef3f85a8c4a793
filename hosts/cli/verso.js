#!/usr/bin/env node
// Runs the TypeScript sources as they are, from any folder and whatever tsconfig.json lies there.
import { register } from 'tsx/esm/api';

register({ tsconfig: false });
const { main } = await import('./main.js');
process.exitCode = await main(process.argv.slice(2));
