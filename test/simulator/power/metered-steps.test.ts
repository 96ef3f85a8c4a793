import test from 'ava';
import { CpuMeter } from '../../../simulator/headless/cpu-meter.js';
import { energyModel } from '../../../simulator/power/energy-model.js';
import { readBaseline } from '../../xs/budgets.js';

test('the energy model charges the engine steps that XS was metered to take', (t) => {
  const { wakeSteps, frameSteps, packFrameSteps, windowSteps, packetSteps } = energyModel.processor;
  const { wake, frame, packFrame, window, packetPx565 } = readBaseline();
  t.deepEqual(
    { wakeSteps, frameSteps, packFrameSteps, windowSteps, packetSteps },
    { wakeSteps: wake, frameSteps: frame, packFrameSteps: packFrame, windowSteps: window, packetSteps: packetPx565 },
  );
});

test('a frame of a pack is charged as one, and any other as any other', (t) => {
  for (const isPack of [false, true]) {
    let frames = 0;
    const meter = new CpuMeter(() => ({ packets: 0, frames, windows: 0, isPack }));
    meter.begin();
    frames = 3;
    const { frame, packFrame } = readBaseline();
    t.is(meter.spent, 3 * (isPack ? packFrame! : frame!) * energyModel.processor.engineStepMicros);
  }
});
