import { panelModels } from '../../firmware/panel/models/registry.js';
import { lineFaults } from '../page/line-options.js';
import type { LiveFeed } from '../page/live-feed.js';
import { streamMedia } from '../page/media-stream.js';
import { rehearse } from '../page/rehearse.js';
import { powerOf } from '../power/power-report.js';
import type { Stage } from '../stage.js';
import { answer, HttpError, readJson } from './answer.js';
import { glassPng } from './glass-png.js';
import type { Route } from './server.js';

/** What the simulator answers over HTTP, with or without a page. */
export function apiRoutes(stage: Stage, feed: LiveFeed): Map<string, Route> {
  return new Map<string, Route>([
    [
      'GET /glass.png',
      async (_request, response) => {
        stage.catchUp();
        const { simulation } = stage;
        const { width, height } = simulation.model;
        answer(response, 'image/png', await glassPng(simulation.glass(), width, height));
      },
    ],
    [
      'GET /stats.json',
      (_request, response) => {
        stage.catchUp();
        const { simulation } = stage;
        const { kind: _kind, ...figures } = feed.figures();
        const statistics = simulation.statistics();
        const power = powerOf(simulation, figures.power);
        const all = { model: simulation.model.name, ...statistics, power, line: stage.line, figures };
        answer(response, 'application/json', `${JSON.stringify(all, null, 2)}\n`);
      },
    ],
    [
      'POST /panel',
      async (request, response) => {
        const { panel } = await readJson(request);
        if (!panelModels.some(({ name }) => name === panel)) throw new HttpError(400, unknownPanel(panel));
        stage.setPanel(String(panel));
        answer(response, 'text/plain', '');
      },
    ],
    [
      'POST /line',
      async (request, response) => {
        const { rate = stage.line.rate, faults = stage.line.faults } = await readJson(request);
        if (typeof rate !== 'number' || !(rate === 0 || (rate >= 100 && rate <= 1e9)))
          throw new HttpError(400, 'The rate is bytes a second, at least 100, or 0 for no limit.');
        const named = lineFaults.find((name) => name === faults);
        if (named === undefined) throw new HttpError(400, `The faults are one of: ${lineFaults.join(', ')}.`);
        stage.setLine({ rate, faults: named });
        answer(response, 'text/plain', '');
      },
    ],
    [
      'POST /record',
      async (request, response) => {
        const { on } = await readJson(request);
        if (on === true) {
          feed.record();
          return answer(response, 'text/plain', '');
        }
        const gif = await feed.stopRecording();
        if (gif === null) throw new HttpError(409, 'Nothing is being recorded: it was not started, or grew too long.');
        answer(response, 'image/gif', gif);
      },
    ],
    ['POST /media', streamMedia],
    ['POST /rehearse', rehearse],
  ]);
}

/** The sentence for a panel that nobody knows. */
export function unknownPanel(panel: unknown): string {
  return `There is no panel "${String(panel)}": use one of ${panelModels.map(({ name }) => name).join(', ')}.`;
}
