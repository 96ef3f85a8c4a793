import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { MOST_WINDOWS } from '../../../firmware/damage/cover.js';
import { boardNamed } from '../../../firmware/panel/boards.js';
import { panelModel } from '../../../firmware/panel/models/registry.js';
import { Simulation } from '../../../simulator/headless/simulation.js';
import { VirtualPanel } from '../../../simulator/panel/virtual-panel.js';
import { naivePacket } from '../../support/link/naive-packets.js';
import { mcuHost } from '../../support/mcu-host.js';
import { scratchFolder } from '../../support/scratch.js';
import { wiringOf } from './wiring-of.js';

/** Memory in use at the end, as the executable prints it. */
interface Figures {
  readonly chunks: number;
  readonly slots: number;
  readonly frames: number;
}

function run(t: ExecutionContext, executable: string, manifest: string, seconds: number, words: string[] = []) {
  const folder = scratchFolder(t);
  const [bus, line] = ['bus', 'line'].map((name) => join(folder, name)) as [string, string];
  const input = JSON.stringify(wiringOf(manifest));
  const ran = spawnSync(executable, ['run', bus, line, `${seconds}`, ...words], { input, encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(ran.stderr);
  return { bus: readFileSync(bus), line: readFileSync(line), figures: JSON.parse(ran.stdout) as Figures };
}

/** The strict panel after the bytes that went over its wires. */
function panelAfter(manifest: string, bytes: Buffer): VirtualPanel {
  const board = boardNamed(wiringOf(manifest).board);
  const model = panelModel(board.panel);
  const panel = new VirtualPanel({ model, framing: board.framing, clockHz: board.clockHz });
  let isSelected = false;
  for (let at = 0; at < bytes.length; ) {
    const when = bytes.readDoubleLE(at);
    const [wires, data, length] = [bytes[at + 8]!, bytes[at + 9]!, bytes.readUInt32LE(at + 10)];
    at += 14;
    if (wires === 255) panel.reset(data === 1, when);
    else if (wires === 0) panel.deselect(when);
    else {
      if (!isSelected) panel.select(when);
      panel.send(bytes.subarray(at, at + length), 0, length, when, 8e6 / board.clockHz / wires, wires, data === 1);
    }
    isSelected = wires !== 0 && wires !== 255;
    at += length;
  }
  return panel;
}

test('the firmware on XS, through the glue of the MCUs, shows on a strict panel what the simulator shows', (t) => {
  const executable = mcuHost(t);
  if (executable === null) return;
  const manifest = 'waveshare-rp2350-lcd-1.69';
  const board = boardNamed(wiringOf(manifest).board);
  const simulation = new Simulation({ panel: board.panel, board });
  simulation.clock.runUntil(2_000_000);
  const panel = panelAfter(manifest, run(t, executable, manifest, 2).bus);
  t.deepEqual(panel.lookFullBrightness(2_000_000), simulation.glass());
  t.is(panel.warnings.count, simulation.panel.warnings.count);
});

test('a board with TE, four wires and a supply on I2C lights up as well', (t) => {
  const executable = mcuHost(t);
  if (executable === null) return;
  const manifest = 'waveshare-amoled-2.06';
  const { bus, figures } = run(t, executable, manifest, 3);
  const glass = panelAfter(manifest, bus).lookFullBrightness(3_000_000);
  t.true(glass.filter((pixel) => pixel !== 0).length > 5000);
  t.log(`in use: ${figures.chunks} bytes of chunks, ${figures.slots} slots, ${figures.frames} of frame memory`);
  // What manifests/esp32.json gives the engine; chunks here are of 64 bits, and larger.
  t.true(figures.chunks < 78_848 / 2 && figures.slots < 4928 / 2);
});

test('a host that greets is answered with the name of the panel', (t) => {
  const executable = mcuHost(t);
  if (executable === null) return;
  const hello = join(scratchFolder(t), 'hello');
  writeFileSync(hello, naivePacket({ type: 0x01, payload: [9, 0, 0, 0, 1, 1] }));
  const { line } = run(t, executable, 'waveshare-amoled-2.06', 1, [hello, '0.5']);
  t.true(line.includes('co5300-410x502'));
});

test('natives throw on what they cannot do, and do nothing', (t) => {
  const executable = mcuHost(t);
  if (executable === null) return;
  const open = ['busOpen', 2, 40e6, 4, 12, 11, 4, 5, 6, 7, 255, 8, 13];
  const write = (change: Record<number, unknown>) => {
    const words = ['busWrite', 'frame 16', 1, 'frame 800', 20, 20, 40, 0];
    return words.map((word, at) => change[at] ?? word);
  };
  const calls: readonly (readonly [readonly unknown[], RegExp])[] = [
    [['busCommand', 0x11, 'frame 4', 0], /the bus is not open/],
    [write({}), /the bus is not open/],
    [['busOpen', 2, 40e6, 3, 12, 11, 4, 5, 6, 7, 255, 8, 13], /RangeError: a bus has one data wire or four/],
    [['busOpen', 2, 40e6, 4, 256, 11, 4, 5, 6, 7, 255, 8, 13], /RangeError: no pin/],
    [['busOpen', 2, 40e6, 4], /RangeError: argument 3 is missing/],
    [open, /^$/],
    [open, /the bus is open already/],
    [['busCommand', 256, 'frame 4', 0], /RangeError: no command/],
    [['busCommand', 0x2a, 'frame 3', 4], /RangeError: 4 bytes from 0 leave the buffer of 3/],
    [['busCommand', 0x2a, 'frame 40', 33], /RangeError: too many parameters/],
    [['busCommand', 0x2a, 'detached', 4], /TypeError/],
    [['busCommand', 0x2a, 'words 8', 4], /TypeError/],
    // Windows of zeros are empty.
    [write({}), /RangeError: a window is empty or leaves the surface/],
    [write({ 2: 0 }), /RangeError: 0 windows/],
    [write({ 2: MOST_WINDOWS + 1, 1: 'frame 4000' }), new RegExp(`RangeError: ${MOST_WINDOWS + 1} windows`)],
    [write({ 2: 3 }), /RangeError: 24 bytes from 0 leave the buffer of 16/],
    [write({ 3: 'frame 799' }), /RangeError: 20 rows of 40 bytes from 0 leave the buffer of 799/],
    [write({ 3: 'buffer 800' }), /TypeError: the surface is not in frame memory/],
    [write({ 3: 'detached' }), /TypeError/],
    [write({ 6: 39 }), /RangeError: rows run into one another/],
    [write({ 7: 'soon' }), /RangeError: no start/],
    [write({ 4: 0x10000 }), /RangeError: no surface/],
    [['busOrigin', 0x10000, 0], /RangeError: no origin/],
    [['linkRead', 7], /TypeError/],
    [['linkWrite', 'frame 8', 4, 5], /RangeError: 5 bytes from 4 leave the buffer of 8/],
    [['alarm', Number.NaN], /RangeError/],
    [['alarm'], /RangeError: no time/],
    [['rest', 2], /RangeError: memory does not outlast deep sleep/],
    [['processorClock', 33], /RangeError: no clock of 33 MHz/],
    [['pinWrite', 64, 1], /RangeError: no pin 64/],
    [['pinRead', 99], /RangeError/],
    [['i2cWrite', 0x34, 0x90, 256], /RangeError: no register of a byte/],
    [['deviceId', 'frame 7'], /RangeError: 8 bytes from 0 leave the buffer of 7/],
    [['listen', 7], /TypeError: no function to call/],
    [['listen', 'function'], /^$/],
    [['listen', 'function'], /somebody listens already/],
  ];
  const input = JSON.stringify(calls.map(([call]) => call.map((word) => (Number.isNaN(word) ? 'nan' : word))));
  const { status, stdout, stderr } = spawnSync(executable, ['probe'], { input, encoding: 'utf8' });
  t.is(status, 0, stderr);
  const thrown = JSON.parse(stdout) as string[];
  for (const [at, [call, expected]] of calls.entries()) t.regex(thrown[at]!, expected, JSON.stringify(call));
});
