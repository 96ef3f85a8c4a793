import test from 'ava';
import { boardNamed, boards } from '../../firmware/panel/boards.js';
import type { Board } from '../../firmware/platform/board.js';
import type { FrameMemory } from '../../firmware/platform/memory.js';
import { Mode } from '../../firmware/power/modes.js';
import type { FrameMessage } from '../../hosts/sdk/device-types.js';
import { Simulation } from '../../simulator/headless/simulation.js';
import { Random } from '../../simulator/random.js';
import { VirtualLine } from '../../simulator/serial/virtual-line.js';
import { HostRig } from '../support/link/host-rig.js';

const board = boardNamed('waveshare-rp2350-lcd-1.69');
const whole = { left: 0, top: 0, right: 240, bottom: 280 };
/** What the linker leaves of an RP2350's SRAM (docs/BOARDS.md), less what manifests/rp2.json gives the engine. */
const RP2350_FRAME_MEMORY = 480_256 - 98_304;

function device(it: Board = board) {
  const simulation = new Simulation({ panel: it.panel, board: it, seed: 3 });
  simulation.clock.runForMillis(400);
  return simulation;
}

function hostOf(simulation: Simulation): HostRig {
  const { clock } = simulation;
  const wire = { bytesPerSecond: 800_000, latencyMicros: 500, chunkBytes: 64 };
  const host = new HostRig(clock, new VirtualLine(clock, simulation.ports[0]!, { toDevice: wire, toHost: wire }), 71);
  host.greet();
  while (host.info === null) clock.runForMillis(1);
  return host;
}

function noise(seed: number, region = whole): FrameMessage {
  const random = new Random(seed);
  const bytes = 2 * (region.right - region.left) * (region.bottom - region.top);
  return { kind: 'region', region, codec: 0, data: Uint8Array.from({ length: bytes }, () => random.below(256)) };
}

function show(simulation: Simulation, host: HostRig, messages: FrameMessage[], key: boolean) {
  const log = host.sendFrame(messages, { key });
  for (let wait = 0; log.shown === null && log.accepted?.state !== 'needKey' && wait < 3000; wait += 1) {
    simulation.clock.runForMillis(1);
  }
  return log;
}

test('the firmware of a board with two surfaces has room on an RP2350', (t) => {
  let left = RP2350_FRAME_MEMORY;
  const counted = (memory: FrameMemory): FrameMemory => ({
    allocate(bytes) {
      left -= Math.ceil(bytes / 8) * 8 + 8;
      return memory.allocate(bytes);
    },
  });
  new Simulation({
    panel: board.panel,
    board,
    wrap: (platform) => {
      const { flash: _flash, crypto: _crypto, ...rest } = platform;
      // One line, as the board has.
      return { ...rest, ports: platform.ports.slice(0, 1), memory: counted(platform.memory) };
    },
  });
  t.true(left >= 0, `${-left} bytes too many`);
  t.log(`${left} bytes are left`);
});

test('it says that it shows nothing over a stream', (t) => {
  t.true(hostOf(device()).info!.features.includes('noOverlay'));
  for (const it of boards) if (it.twoSurfaces === true) t.false(it.te, it.name);
});

test('when the host goes, the glass is that of a board that no host has visited', (t) => {
  const alone = device();
  alone.clock.runUntil(4_000_000);
  const expected = alone.glass();
  const simulation = device();
  const host = hostOf(simulation);
  t.is(show(simulation, host, [noise(1)], true).shown?.state, 'shown');
  t.is(show(simulation, host, [noise(2, { left: 9, top: 9, right: 99, bottom: 99 })], false).shown?.state, 'shown');
  // A frame of which the last part never comes: what it wrote into back goes as well.
  const cut = host.sendFrame([noise(3), noise(4)], { key: true });
  simulation.clock.runForMillis(100);
  t.not(cut.accepted?.state, 'accepted');
  host.bye(false);
  simulation.clock.runUntil(4_000_000);
  t.is(simulation.glass().filter((pixel, at) => pixel !== expected[at]).length, 0);
});

test('a picture that something else was shown over does not come back, and the next frame must stand alone', (t) => {
  const simulation = device();
  const host = hostOf(simulation);
  const { controller, clock } = simulation;
  t.is(show(simulation, host, [noise(1)], true).shown?.state, 'shown');
  t.is(controller.compositor.holder?.name, 'host');
  controller.governor.wishMode(Mode.aod, false, clock.time);
  clock.runForMillis(3000);
  t.not(controller.compositor.holder?.name, 'host');
  controller.governor.wishMode(Mode.active, false, clock.time);
  clock.runForMillis(1000);
  t.is(
    show(simulation, host, [noise(2, { left: 9, top: 9, right: 99, bottom: 99 })], false).accepted?.state,
    'needKey',
  );
  t.is(show(simulation, host, [noise(5)], true).shown?.state, 'shown');
  t.is(controller.faults, 0);
});
