import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { boardOf, type NamedBoard } from './boards.js';
import { BuildFault, runCommand } from './build-fault.js';
import { mcconfig, outputOf } from './mcconfig.js';
import { thisWorld, type World } from './world.js';

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

/** Throws `BuildFault` where nothing is plugged in that could be the board. */
function checkPluggedIn({ name, toolchain }: NamedBoard, { env, devices }: World): void {
  const port = env.UPLOAD_PORT;
  if (port !== undefined && !existsSync(port))
    throw new BuildFault(`Nothing is plugged in at ${port}, where UPLOAD_PORT points.`);
  if (port !== undefined || toolchain !== 'esp32') return;
  const ports = readdirSync(devices).filter((device) => /^(ttyACM|ttyUSB|cu\.usb)/.test(device));
  if (ports.length === 0) throw new BuildFault(`${name} is not plugged in: the system shows no USB serial port.`);
}
