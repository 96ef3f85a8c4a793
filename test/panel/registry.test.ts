import test from 'ava';
import { boardFor, boardNamed, boards } from '../../firmware/panel/boards.js';
import { send, waitMillis } from '../../firmware/panel/init-step.js';
import { defaultPanelModel, panelModel, panelModels } from '../../firmware/panel/models/registry.js';

test('an unknown model throws at once and names those that are known', (t) => {
  t.throws(() => panelModel('co5301'), { instanceOf: RangeError, message: /"co5301".*co5300-410x502.*phone-904x572/ });
  t.throws(() => boardFor('co5301'), { instanceOf: RangeError });
  t.throws(() => boardNamed('nothing'), { instanceOf: RangeError, message: /"nothing".*waveshare-2\.06/ });
});

test('the default is co5300-410x502, and it is the first of the registry', (t) => {
  t.is(panelModels[0], defaultPanelModel);
  t.is(defaultPanelModel.name, 'co5300-410x502');
});

test('names are unique and say the size', (t) => {
  t.is(new Set(panelModels.map(({ name }) => name)).size, panelModels.length);
  for (const { name, width, height } of panelModels) t.true(name.endsWith(`${width}x${height}`));
});

test('glass sizes and origins are those of the boards', (t) => {
  const facts = panelModels.map(({ name, width, height, origin }) => [name, width, height, origin.x, origin.y]);
  t.deepEqual(facts, [
    ['co5300-410x502', 410, 502, 22, 0],
    ['co5300-466x466', 466, 466, 6, 0],
    ['co5300-480x480', 480, 480, 0, 0],
    ['co5300-368x448', 368, 448, 16, 0],
    ['co5300-280x456', 280, 456, 20, 0],
    ['sh8601-368x448', 368, 448, 0, 0],
    ['rm690b0-450x600', 450, 600, 16, 0],
    ['rm67162-240x536', 240, 536, 0, 0],
    ['st7789-240x280', 240, 280, 0, 20],
    ['phone-904x572', 904, 572, 0, 0],
  ]);
});

test('every model has a devkit with TE wired, on a bus its panel is rated for', (t) => {
  for (const model of panelModels) {
    const board = boardFor(model.name);
    t.is(board.panel, model.name);
    t.true(board.te);
    t.true(board.clockHz <= model.clock.ratedHz);
    t.is(board.windowCycles, board.framing === 'qspi' ? 160 : 88);
  }
  t.is(boardFor('phone-904x572').clockHz, 160_000_000);
  t.is(boardFor('co5300-410x502').clockHz, 40_000_000);
});

test('every board carries a registered model; where TE is not wired it says so', (t) => {
  for (const board of boards) t.notThrows(() => panelModel(board.panel));
  t.is(new Set(boards.map(({ name }) => name)).size, boards.length);
  t.true(boardNamed('waveshare-2.06').te);
  t.false(boardNamed('waveshare-1.8-v1').te);
  t.is(boardNamed('lilygo-1.91-plus').framing, 'spi');
});

test('the phone’s lenses and rounded corners are unsafe, and lenses cover about 30 % of its left side', (t) => {
  const { unsafe, width, height } = panelModel('phone-904x572');
  t.is(unsafe.filter(({ kind }) => kind === 'corner').length, 4);
  const lenses = unsafe.filter(({ kind }) => kind === 'lens');
  t.is(lenses.length, 2);
  t.true(lenses.every(({ right }) => right <= width * 0.3));
  t.true(lenses.every(({ top, bottom }) => top >= 0 && bottom <= height));
});

test('a command is made of bytes and a wait of milliseconds, and neither can be taken for the other', (t) => {
  t.deepEqual(send(0xff, 1), { kind: 'send', code: 0xff, params: [1] });
  t.deepEqual(waitMillis(255), { kind: 'wait', millis: 255 });
  for (const bad of [-1, 256, 1.5, Number.NaN]) t.throws(() => send(0x51, bad), { instanceOf: RangeError });
  for (const bad of [-1, 0, 1.5, Number.NaN]) t.throws(() => waitMillis(bad), { instanceOf: RangeError });
});
