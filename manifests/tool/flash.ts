import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { boardOf } from './boards.js';
import { BuildFault, runCommand } from './build-fault.js';
import { mcconfig, outputOf } from './mcconfig.js';
import { checkPluggedIn } from './plugged-in.js';
import { thisWorld } from './world.js';

// npm run flash -- BOARD
runCommand(() => {
  const world = thisWorld();
  const board = boardOf(process.argv.slice(2), 'flash');
  if (board.toolchain === 'linux')
    throw new BuildFault('The board "linux" is a program and is not flashed: try "npm start -- --engine xs".');
  if (!existsSync(join(outputOf(board), board.artifact[1])))
    throw new BuildFault(`${board.name} has not been built: run "npm run build -- ${board.name}" first.`);
  checkPluggedIn(board, world);
  if (mcconfig(board, 'deploy', world) !== 0)
    throw new BuildFault(
      `${board.name} has not been flashed: hold its BOOT button while you plug it in, and try again.`,
    );
});
