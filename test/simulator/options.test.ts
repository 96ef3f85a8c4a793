import test from 'ava';
import { readOptions, UsageError } from '../../simulator/options.js';

test('without options: the default panel, a page on 8080, TCP and a pty', (t) => {
  t.deepEqual(readOptions([]), {
    headless: false,
    panel: 'co5300-410x502',
    http: 8080,
    link: null,
    seed: 1,
    engine: 'node',
    flash: null,
    open: false,
  });
});

test('every option is understood', (t) => {
  const args = [
    '--headless',
    '--panel',
    'phone-904x572',
    '--http',
    '9000',
    '--link',
    'tcp:7000',
    '--seed',
    '42',
    '--engine',
    'xs',
    '--flash',
    'here',
    '--open',
  ];
  t.deepEqual(readOptions(args), {
    headless: true,
    panel: 'phone-904x572',
    http: 9000,
    link: { kind: 'tcp', port: 7000 },
    seed: 42,
    engine: 'xs',
    flash: 'here',
    open: true,
  });
  t.deepEqual(readOptions(['--link', 'serial:/dev/ttyACM0']).link, {
    kind: 'serial',
    path: '/dev/ttyACM0',
    baud: 115200,
  });
  t.deepEqual(readOptions(['--link', 'serial:/dev/pts/4@921600']).link, {
    kind: 'serial',
    path: '/dev/pts/4',
    baud: 921600,
  });
});

test('flash is kept where nothing is said about it, and nowhere for --flash none', (t) => {
  t.is(readOptions([], '/state').flash, '/state');
  t.is(readOptions(['--flash', 'none'], '/state').flash, null);
});

for (const [args, words] of [
  [['--pannel', 'x'], /--pannel/],
  [['extra'], /extra/],
  [['--panel', 'nokia'], /no panel "nokia".*co5300-410x502/],
  [['--http', '-1'], /--http/],
  [['--http', '70000'], /65535/],
  [['--seed', 'dice'], /--seed.*"dice"/],
  [['--engine', 'v8'], /node or xs, not "v8"/],
  [['--link', 'usb:3'], /tcp:PORT or serial:PATH/],
] as const)
  test(`${args.join(' ')} is refused in one sentence`, (t) => {
    const error = t.throws(() => readOptions(args), { instanceOf: UsageError, message: words });
    t.false(error.message.includes('\n'));
  });
