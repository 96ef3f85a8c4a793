import test from 'ava';
import { tcpEndpoint } from '../../../hosts/node/tcp-endpoint.js';
import { connect } from '../../../hosts/sdk/device.js';
import { readOptions } from '../../../simulator/options.js';
import { startSimulator } from '../../../simulator/simulator.js';
import { PACK_PANEL, panelPack } from '../../support/packs/pack-bench.js';
import { faceColour, testKey } from '../../support/packs/store-pack.js';
import { scratchFolder } from '../../support/scratch.js';
import { until } from '../../support/until.js';

test('a pack is there again when the simulator is started again, as it was installed over its line', async (t) => {
  const options = {
    ...readOptions(['--headless', '--link', 'tcp:0', '--panel', PACK_PANEL.panel, '--flash', scratchFolder(t)]),
    http: 0,
  };
  const first = await startSimulator(options);
  t.deepEqual(first.notes, []);
  const port = Number(/\d+$/.exec(first.links[0]!)![0]);
  const device = await connect(tcpEndpoint('127.0.0.1', port));
  const key = testKey();
  await device.packs.addKey(key.publicKey);
  await device.packs.install(panelPack({ id: 5, signer: key }));
  await device.close();
  first.close();
  const { stage, close } = await startSimulator(options);
  t.teardown(close);
  const middle = (PACK_PANEL.height / 2) * PACK_PANEL.width + PACK_PANEL.width / 2;
  await until('the face', () => stage.simulation.glass()[middle] === faceColour(5, 1, 0));
  t.is(stage.simulation.controller.packs?.store.shelf.packs.length, 1);
});
