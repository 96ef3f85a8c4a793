import { readdirSync, readFileSync } from 'node:fs';
import test from 'ava';
import { checkedWiring } from '../../../firmware/device/mcu/wiring.js';
import { boardNamed } from '../../../firmware/panel/boards.js';

const folder = new URL('../../../manifests/boards/', import.meta.url);
const manifests = readdirSync(folder).filter((name) => name !== 'linux');

function configOf(name: string): { wiring: Record<string, unknown> } {
  const text = readFileSync(new URL(`${name}/manifest.json`, folder), 'utf8');
  return (JSON.parse(text) as { config: { wiring: Record<string, unknown> } }).config;
}

for (const name of manifests) {
  test(`${name}: its wires are those of a board that is known, and no pin has two uses`, (t) => {
    const wiring = checkedWiring(configOf(name).wiring);
    const board = boardNamed(wiring.board);
    t.is(wiring.bus.data.length, board.framing === 'qspi' ? 4 : 1);
    t.is(wiring.bus.te !== undefined, board.te);
    const { select, clock, data, command, reset, te } = wiring.bus;
    const rail = wiring.rail?.kind === 'pin' ? wiring.rail.pin : undefined;
    const single = [wiring.backlight, wiring.button, wiring.i2c?.data, wiring.i2c?.clock, rail];
    const pins = [select, clock, ...data, command, reset, te, ...single].filter((pin) => pin !== undefined);
    t.deepEqual(pins, [...new Set(pins)]);
    // GPIO26 to 37 of an ESP32-S3 with octal PSRAM belong to its memories; LilyGO's watch has a quad one and uses 37.
    if (wiring.mcu === 'esp32s3')
      t.deepEqual(
        pins.filter((pin) => pin! >= 26 && pin! <= 36),
        [],
      );
    else t.true(pins.every((pin) => pin! < 30));
  });
}

test('a wiring that is none says which field is wrong', (t) => {
  const good = configOf('waveshare-amoled-2.06').wiring as { bus: object };
  const wrong: readonly (readonly [unknown, string])[] = [
    [undefined, 'wiring is missing'],
    [{ ...good, board: 7 }, 'wiring.board is no name'],
    [{ ...good, mcu: 'esp8266' }, 'wiring.mcu is none that is known'],
    [{ ...good, bus: { ...good.bus, clock: 64 } }, 'wiring.bus.clock is no number of a pin'],
    [{ ...good, bus: { ...good.bus, data: [1, 2] } }, 'wiring.bus.data is not 1 or 4 pins'],
    [{ ...good, bus: { ...good.bus, data: [1] } }, 'wiring.bus.command is no number of a pin'],
    [{ ...good, bus: { ...good.bus, te: 'x' } }, 'wiring.bus.te is no number of a pin'],
    [{ ...good, i2c: undefined }, 'wiring.rail needs wiring.i2c'],
    [{ ...good, rail: { kind: 'axp2101', output: 'aldo9' } }, 'wiring.rail.output is none of an AXP2101'],
    [{ ...good, rail: { kind: 'fuse' } }, 'wiring.rail.kind is none that is known'],
    [{ ...good, buton: 0 }, 'wiring has no field "buton"'],
  ];
  for (const [wiring, message] of wrong) t.throws(() => checkedWiring(wiring), { instanceOf: RangeError, message });
});
