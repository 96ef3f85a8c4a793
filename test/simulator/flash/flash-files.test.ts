import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { FlashFiles } from '../../../simulator/flash/flash-files.js';
import { scratchFolder } from '../../support/scratch.js';

function cells(files: FlashFiles, panel: string, at: number, count: number): number[] {
  const bytes = new Uint8Array(count);
  files.of(panel).read(at, bytes, 0, count);
  return [...bytes];
}

test('what was written to a panel’s flash is there when its file is opened again, and no other panel has it', (t) => {
  const folder = scratchFolder(t);
  const files = new FlashFiles(folder);
  t.is(files.trouble, null);
  files.of('one').program(8000, Uint8Array.of(1, 2, 3));
  t.deepEqual(cells(files, 'two', 8000, 3), [255, 255, 255]);
  files.close();
  t.false(existsSync(join(folder, 'two.flash')), 'who writes nothing leaves no file');
  const again = new FlashFiles(folder);
  t.deepEqual(cells(again, 'one', 7999, 5), [255, 1, 2, 3, 255]);
  again.of('one').erase(1);
  again.close();
  const bytes = readFileSync(join(folder, 'one.flash'));
  t.is(bytes.length, 8 * 1024 * 1024);
  t.true(bytes.every((byte) => byte === 255));
});

test('while another simulator has the folder its flash is not touched, and this one says so', (t) => {
  const folder = scratchFolder(t);
  const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
  t.teardown(() => other.kill());
  writeFileSync(join(folder, 'lock'), String(other.pid));
  const files = new FlashFiles(folder);
  t.is(files.trouble, 'another simulator has the flash kept here');
  files.of('one').program(0, Uint8Array.of(0));
  files.close();
  t.false(existsSync(join(folder, 'one.flash')));
  t.true(existsSync(join(folder, 'lock')));
});

test('the lock of a simulator that is gone holds nobody up', async (t) => {
  const folder = scratchFolder(t);
  const gone = spawn(process.execPath, ['-e', '']);
  await new Promise((resolve) => gone.on('close', resolve));
  writeFileSync(join(folder, 'lock'), String(gone.pid));
  t.is(new FlashFiles(folder).trouble, null);
});

test('a folder that cannot be is a sentence, and flash works all the same', (t) => {
  const folder = scratchFolder(t);
  writeFileSync(join(folder, 'file'), '');
  const files = new FlashFiles(join(folder, 'file', 'below'));
  t.regex(files.trouble ?? '', /^flash cannot be kept in /);
  files.of('one').program(0, Uint8Array.of(7));
  t.deepEqual(cells(files, 'one', 0, 1), [7]);
});
