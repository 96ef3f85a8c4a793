import test from 'ava';
import { energyModel } from '../../../simulator/power/energy-model.js';
import { readBaseline } from '../../xs/budgets.js';

test('the energy model charges the engine steps that XS was metered to take', (t) => {
  const { wakeSteps, frameSteps, windowSteps, packetSteps } = energyModel.processor;
  const { wake, frame, window, packetPx565 } = readBaseline();
  t.deepEqual(
    { wakeSteps, frameSteps, windowSteps, packetSteps },
    { wakeSteps: wake, frameSteps: frame, windowSteps: window, packetSteps: packetPx565 },
  );
});
