import test from 'ava';
import { energyModel } from '../../../simulator/power/energy-model.js';
import { figures, readBaseline } from '../../xs/budgets.js';

/** What was metered; the budget of what takes more than that, until it does not any more. */
function charged(name: string): number {
  const metered = readBaseline()[name]!;
  return Math.min(metered, figures.find((figure) => figure.name === name)?.budget ?? metered);
}

test('the energy model charges the engine steps that XS was metered to take, and budgets where they are exceeded', (t) => {
  const { wakeSteps, frameSteps, windowSteps, packetSteps } = energyModel.processor;
  t.is(wakeSteps, charged('wake'));
  t.is(frameSteps, charged('frame'));
  t.is(windowSteps, charged('window'));
  t.is(packetSteps, charged('packetPx565'));
});
