import test from 'ava';
import { SparkLine } from '../../../hosts/cli/spark-line.js';

test('a plot shows its last values, the newest to the right, from the lowest bar to the highest', (t) => {
  const plot = new SparkLine(4, 100);
  t.is(plot.toString(), '    ');
  for (const value of [50, 0, 13, 100]) plot.add(value);
  t.is(plot.toString(), '▅▁▂█');
  plot.add(200);
  t.is(plot.toString(), '▁▁▅█');
});
