import test from 'ava';
import { Controller } from '../../firmware/controller.js';
import { FaceFeed } from '../../firmware/device/piu-face/face-feed.js';
import { FaceSettings } from '../../firmware/device/piu-face/settings.js';
import { FaceStatus, LinkState } from '../../firmware/device/piu-face/status.js';
import { PiuScreen } from '../../firmware/device/piu-screen.js';
import { CheckedKernels } from '../../firmware/kernels/checked-kernels.js';
import { InputKind } from '../../firmware/platform/inputs.js';
import { Simulation } from '../../simulator/headless/simulation.js';
import { VirtualLine } from '../../simulator/serial/virtual-line.js';
import { FakeProgram } from '../support/fake-program.js';
import { HostRig } from '../support/link/host-rig.js';
import { smallBoard, smallPanel } from '../support/power/small-panel.js';

/** A device whose face is fed, with a program made by hand in Piu's place. */
function fed() {
  const status = new FaceStatus();
  const settings = new FaceSettings(255, true);
  const { width, height } = smallPanel;
  let program: FakeProgram | undefined;
  let controller: Controller | undefined;
  const simulation = new Simulation({
    model: smallPanel,
    board: smallBoard,
    firmware: (platform, model) => {
      const { clock, memory } = platform;
      const kernels = new CheckedKernels(platform.kernels);
      const screen = new PiuScreen({ clock, memory, kernels, width, height, repaint: () => program?.repaint() });
      program = new FakeProgram(screen, platform);
      const feed = new FaceFeed(screen, status);
      controller = new Controller(feed.wrap(platform), model, [screen]);
      feed.attach(controller, settings, platform);
      screen.context = program;
      return controller;
    },
  });
  simulation.clock.runForMillis(300);
  return { simulation, status, settings, program: program!, controller: controller! };
}

test('readings reach the firmware and the face', (t) => {
  const { simulation, status, controller } = fed();
  t.is(status.battery, -1);
  simulation.press(InputKind.battery, 42);
  simulation.press(InputKind.charger, 1);
  simulation.clock.runForMillis(10);
  t.deepEqual([status.battery, status.charging], [42, true]);
  t.deepEqual([controller.governor.world.battery, controller.governor.world.charging], [42, true]);
  for (const value of [101, -1, 70_000]) simulation.press(InputKind.battery, value);
  simulation.clock.runForMillis(10);
  t.is(status.battery, 42);
});

test('a finger that comes, moves and goes is one touch for the program, where it was last', (t) => {
  const { simulation, program } = fed();
  const at = (x: number, y: number): number => x + y * 0x10000;
  for (const value of [-1, at(10, 20), at(15, 150), -1, -1]) {
    simulation.press(InputKind.touch, value);
    simulation.clock.runForMillis(40);
  }
  t.deepEqual(program.touches, ['began 0 10 20', 'moved 0 15 150', 'ended 0 15 150']);
});

test('the face knows when a host comes, streams and goes', (t) => {
  const { simulation, status } = fed();
  const heard: LinkState[] = [];
  status.onChange = () => heard.push(status.link);
  const line = new VirtualLine(simulation.clock, simulation.ports[0]!, { toDevice: { bytesPerSecond: 800_000 } });
  const host = new HostRig(simulation.clock, line, 1);
  host.greet();
  simulation.clock.runForMillis(50);
  t.is(status.link, LinkState.linked);
  const region = { left: 0, top: 0, right: smallPanel.width, bottom: smallPanel.height };
  host.sendFrame([{ kind: 'fill', region, colour: 1 }], { key: true });
  simulation.clock.runForMillis(100);
  host.bye(false);
  simulation.clock.runForMillis(100);
  t.is(status.link, LinkState.alone);
  t.is(heard[0], LinkState.linked);
  t.is(heard.at(-1), LinkState.alone);
});

test('what is set on the face is carried out', (t) => {
  const { simulation, settings, controller } = fed();
  const { governor } = controller;
  settings.setBrightness(2);
  t.is(governor.brightness, 41);
  settings.setNight(false);
  t.is(governor.world.nightFrom, governor.world.nightUntil);
  settings.setNight(true);
  t.deepEqual([governor.world.nightFrom, governor.world.nightUntil], [22 * 60, 7 * 60]);
  settings.setSeconds(true);
  simulation.clock.runForMillis(100);
  t.is(simulation.mode, 'active');
});
