#!/usr/bin/env node
// Runs the TypeScript sources as they are, from any folder and whatever tsconfig.json lies there.
import { register } from 'tsx/esm/api';

// Whoever reads along (head, less) may have seen enough.
process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' ? 0 : 1));
register({ tsconfig: false });
const { main } = await import('./main.js');
process.exitCode = await main(process.argv.slice(2));
