import { copyFileSync, existsSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { boardOf } from './boards.js';
import { BuildFault, runCommand } from './build-fault.js';
import { mcconfig, outputOf } from './mcconfig.js';
import { root, thisWorld } from './world.js';

// npm run build -- BOARD
runCommand(() => {
  const board = boardOf(process.argv.slice(2), 'build');
  if (mcconfig(board, 'build', thisWorld()) !== 0)
    throw new BuildFault(`${board.name} has not been built: the first error above says why.`);
  const [made, name] = board.artifact.map((path) => join(outputOf(board), path)) as [string, string];
  if (!existsSync(made)) throw new BuildFault(`The build made no ${relative(root, made)}.`);
  copyFileSync(made, name);
  console.log(`${relative(root, name)}: ${statSync(name).size} bytes`);
});
