import test from 'ava';
import { CheckedKernels } from '../../firmware/kernels/checked-kernels.js';
import { referenceKernels } from '../../firmware/kernels/reference/reference-kernels.js';

const kernels = new CheckedKernels(referenceKernels);
const buffer = new ArrayBuffer(4096);
const to = new Uint8Array(buffer, 0, 1000);
const from = new Uint8Array(buffer, 1000, 1000);
const alpha = new Uint8Array(buffer, 2000, 500);
const state = new Uint8Array(buffer, 2560, 128);
const whole = new Uint8Array(buffer);

type Call = () => unknown;

/** For each kernel: the widest calls that are allowed, and one call beyond each bound with the word its error must name. */
const cases: Record<string, { good: Call[]; bad: [Call, RegExp][] }> = {
  copyRows: {
    good: [
      () => kernels.copyRows(to, 0, 100, from, 0, 100, 100, 10),
      () => kernels.copyRows(to, 900, 0, from, 900, 0, 100, 1),
      () => kernels.copyRows(to, 1000, 0, from, 1000, 0, 0, 0),
      () => kernels.copyRows(whole, 0, 100, whole, 50, 100, 50, 10),
    ],
    bad: [
      [() => kernels.copyRows(to, 1, 100, from, 0, 100, 100, 10), /copyRows: to/],
      [() => kernels.copyRows(to, 0, 100, from, 1, 100, 100, 10), /copyRows: from/],
      [() => kernels.copyRows(to, -1, 100, from, 0, 100, 100, 5), /copyRows: to/],
      [() => kernels.copyRows(to, 0.5, 100, from, 0, 100, 100, 5), /copyRows: to/],
      [() => kernels.copyRows(to, Number.NaN, 100, from, 0, 100, 100, 5), /copyRows: to/],
      [() => kernels.copyRows(to, 0, 99, from, 0, 100, 100, 5), /copyRows: to.*stride/],
      [() => kernels.copyRows(to, 0, 100, from, 0, 99, 100, 5), /copyRows: from.*stride/],
      [() => kernels.copyRows(to, 0, 100, from, 0, 100, -1, 5), /copyRows/],
      [() => kernels.copyRows(to, 0, 100, from, 0, 100, 100, 1.5), /copyRows/],
      [() => kernels.copyRows(to, 0, 100, from, 0, 100, 100, 2 ** 33), /copyRows/],
      [() => kernels.copyRows(whole, 0, 100, whole, 99, 100, 50, 10), /copyRows: to and from overlap/],
      [() => kernels.copyRows(whole, 0, 100, whole, 499, 50, 50, 10), /copyRows: to and from overlap/],
      [() => kernels.copyRows(whole, 0, 100, whole, 49, 100, 50, 10), /copyRows: to and from overlap/],
      [() => kernels.copyRows(whole, 0, 0, whole, 99, 0, 100, 1), /copyRows: to and from overlap/],
    ],
  },
  pourRows: {
    good: [
      () => kernels.pourRows(to, 0, 100, 100, 0, from, 0, 1000),
      () => kernels.pourRows(to, 0, 110, 100, 850, from, 100, 50),
      () => kernels.pourRows(to, 900, 100, 100, 0, from, 1000, 0),
      () => kernels.pourRows(whole, 0, 100, 100, 0, whole, 1000, 1000),
    ],
    bad: [
      [() => kernels.pourRows(to, 0, 100, 100, 1, from, 0, 1000), /pourRows: to/],
      [() => kernels.pourRows(to, 0, 110, 100, 851, from, 100, 50), /pourRows: to/],
      [() => kernels.pourRows(to, 0, 99, 100, 0, from, 0, 101), /pourRows: to.*stride/],
      [() => kernels.pourRows(to, -1, 100, 100, 0, from, 0, 10), /pourRows: to/],
      [() => kernels.pourRows(to, 0, 100, 0, 0, from, 0, 10), /pourRows: rowBytes/],
      [() => kernels.pourRows(to, 0, 100, 100, -1, from, 0, 10), /pourRows: done/],
      [() => kernels.pourRows(to, 0, 100, 100, 0, from, 1, 1000), /pourRows: from/],
      [() => kernels.pourRows(whole, 0, 100, 100, 0, whole, 999, 1000), /pourRows: to and from overlap/],
    ],
  },
  moveRows: {
    good: [() => kernels.moveRows(to, 0, 10, 100, 90, 10), () => kernels.moveRows(to, 10, 0, 100, 90, 10)],
    bad: [
      [() => kernels.moveRows(to, 11, 0, 100, 90, 10), /moveRows: toAt/],
      [() => kernels.moveRows(to, 0, 11, 100, 90, 10), /moveRows: fromAt/],
      [() => kernels.moveRows(to, 0, 10, 89, 90, 10), /moveRows.*stride/],
    ],
  },
  fillRows: {
    good: [() => kernels.fillRows(to, 0, 100, 50, 10, 0xffff)],
    bad: [
      [() => kernels.fillRows(to, 0, 100, 50, 11, 0), /fillRows: to/],
      [() => kernels.fillRows(to, 0, 99, 50, 2, 0), /fillRows: to.*stride/],
      [() => kernels.fillRows(to, 0, 100, 50, 10, 0x10000), /fillRows: colour/],
      [() => kernels.fillRows(to, 0, 100, -1, 10, 0), /fillRows/],
    ],
  },
  blendRows: {
    good: [
      () => kernels.blendRows(to, 0, 100, from, 0, 100, alpha, 0, 50, 50, 10),
      () => kernels.blendRows(to, 0, 100, from, 900, 0, alpha, 0, 50, 50, 10),
    ],
    bad: [
      [() => kernels.blendRows(to, 1, 100, from, 0, 100, alpha, 0, 50, 50, 10), /blendRows: to/],
      [() => kernels.blendRows(to, 0, 100, from, 1, 100, alpha, 0, 50, 50, 10), /blendRows: from/],
      [() => kernels.blendRows(to, 0, 100, from, 901, 0, alpha, 0, 50, 50, 10), /blendRows: from/],
      [() => kernels.blendRows(to, 0, 100, from, 0, 100, alpha, 1, 50, 50, 10), /blendRows: alpha/],
      [() => kernels.blendRows(to, 0, 100, from, 0, 100, alpha, 0, 49, 50, 10), /blendRows: alpha.*stride/],
      [() => kernels.blendRows(to, 0, 100, to, 50, 100, alpha, 0, 50, 50, 5), /blendRows: to and from overlap/],
      [() => kernels.blendRows(to, 0, 100, from, 0, 100, to, 50, 50, 50, 5), /blendRows: to and alpha overlap/],
    ],
  },
  blendBits: {
    good: [
      () => kernels.blendBits(to, 0, 100, from, 0, 100, alpha, 0, 50, 50, 4, 50, 10),
      () => kernels.blendBits(to, 0, 100, from, 900, 0, alpha, 0, 25, 0, 4, 50, 10),
      () => kernels.blendBits(to, 0, 100, from, 0, 100, alpha, 493, 7, 6, 1, 50, 1),
      () => kernels.blendBits(to, 0, 100, from, 0, 100, alpha, 487, 13, 0, 2, 50, 1),
    ],
    bad: [
      [() => kernels.blendBits(to, 1, 100, from, 0, 100, alpha, 0, 50, 0, 4, 50, 10), /blendBits: to/],
      [() => kernels.blendBits(to, 0, 100, from, 1, 100, alpha, 0, 50, 0, 4, 50, 10), /blendBits: from/],
      [() => kernels.blendBits(to, 0, 100, from, 0, 100, alpha, 26, 50, 0, 4, 50, 10), /blendBits: alpha/],
      [() => kernels.blendBits(to, 0, 100, from, 0, 100, alpha, 494, 7, 0, 1, 50, 1), /blendBits: alpha/],
      [() => kernels.blendBits(to, 0, 100, from, 0, 100, alpha, 493, 7, 7, 1, 50, 1), /blendBits: alpha/],
      [() => kernels.blendBits(to, 0, 100, from, 0, 100, alpha, 0, 24, 0, 4, 50, 10), /blendBits: alpha.*stride/],
      [() => kernels.blendBits(to, 0, 100, from, 0, 100, alpha, 0, 50, 0, 3, 50, 10), /blendBits: bits/],
      [() => kernels.blendBits(to, 0, 100, from, 0, 100, alpha, 0, 50, -1, 4, 50, 10), /blendBits: skip/],
      [() => kernels.blendBits(to, 0, 100, to, 50, 100, alpha, 0, 50, 0, 4, 50, 5), /blendBits: to and from overlap/],
      [() => kernels.blendBits(to, 0, 100, from, 0, 100, to, 50, 50, 0, 4, 50, 5), /blendBits: to and alpha overlap/],
    ],
  },
  strokeLine: {
    good: [
      () => kernels.strokeLine(to, 0, 50, 50, 20, -8191, 8191, 8191, -8191, 4096),
      () => kernels.strokeLine(to, 950, 0, 50, 1, 0, 0, 8, 8, 0),
    ],
    bad: [
      [() => kernels.strokeLine(to, 1, 50, 50, 20, 0, 0, 8, 8, 16), /strokeLine: mask/],
      [() => kernels.strokeLine(to, 0, 49, 50, 20, 0, 0, 8, 8, 16), /strokeLine: mask.*stride/],
      [() => kernels.strokeLine(to, 0, 0, 1025, 0, 0, 0, 8, 8, 16), /strokeLine: pixels/],
      [() => kernels.strokeLine(to, 0, 0, 0, 1025, 0, 0, 8, 8, 16), /strokeLine: rows/],
      [() => kernels.strokeLine(to, 0, 50, 50, 20, -8192, 0, 8, 8, 16), /strokeLine: x0/],
      [() => kernels.strokeLine(to, 0, 50, 50, 20, 0, 8192, 8, 8, 16), /strokeLine: y0/],
      [() => kernels.strokeLine(to, 0, 50, 50, 20, 0, 0, 0.5, 8, 16), /strokeLine: x1/],
      [() => kernels.strokeLine(to, 0, 50, 50, 20, 0, 0, 8, Number.NaN, 16), /strokeLine: y1/],
      [() => kernels.strokeLine(to, 0, 50, 50, 20, 0, 0, 8, 8, 4097), /strokeLine: radius/],
    ],
  },
  diffBox: {
    good: [() => kernels.diffBox(to, 0, 100, from, 0, 100, 50, 10, state, 0)],
    bad: [
      [() => kernels.diffBox(to, 1, 100, from, 0, 100, 50, 10, state, 0), /diffBox: a/],
      [() => kernels.diffBox(to, 0, 100, from, 0, 101, 50, 10, state, 0), /diffBox: b/],
      [() => kernels.diffBox(to, 0, 100, from, 0, 100, 65536, 1, state, 0), /diffBox: pixels/],
      [() => kernels.diffBox(to, 0, 0, from, 0, 0, 0, 65536, state, 0), /diffBox: rows/],
      [() => kernels.diffBox(to, 0, 100, from, 0, 100, 50, 10, state, 121), /diffBox: box/],
      [() => kernels.diffBox(to, 0, 100, from, 0, 100, 50, 10, state, 1), /diffBox: box.*aligned/],
    ],
  },
  px565Begin: {
    good: [() => kernels.px565Begin(state, 36, 65535, 65535, 1)],
    bad: [
      [() => kernels.px565Begin(state, 40, 1, 1, 0), /px565Begin: state/],
      [() => kernels.px565Begin(state, 2, 1, 1, 0), /px565Begin: state.*aligned/],
      [() => kernels.px565Begin(state, 0, 0, 1, 0), /px565Begin: width/],
      [() => kernels.px565Begin(state, 0, 1, 65536, 0), /px565Begin: height/],
      [() => kernels.px565Begin(state, 0, 1, 1, 2), /px565Begin: reference/],
    ],
  },
  px565Decode: {
    good: [() => begun(50, 10, () => kernels.px565Decode(state, 0, from, 0, 1000, to, 0, 100))],
    bad: [
      [() => begun(50, 10, () => kernels.px565Decode(state, 0, from, 1, 1000, to, 0, 100)), /px565Decode: from/],
      [() => begun(50, 10, () => kernels.px565Decode(state, 0, from, 0, -1, to, 0, 100)), /px565Decode: from/],
      [() => begun(50, 11, () => kernels.px565Decode(state, 0, from, 0, 9, to, 0, 100)), /px565Decode: to/],
      [() => begun(51, 2, () => kernels.px565Decode(state, 0, from, 0, 9, to, 0, 100)), /px565Decode: to.*stride/],
      [() => begun(50, 10, () => kernels.px565Decode(state, 48, from, 0, 9, to, 0, 100)), /px565Decode: state/],
      [() => begun(50, 10, () => kernels.px565Decode(state, 0, whole, 999, 9, to, 0, 100)), /to and from overlap/],
      [() => begun(50, 10, () => kernels.px565Decode(state, 0, from, 0, 9, whole, 2000, 100)), /to and state overlap/],
    ],
  },
  unstuff: {
    good: [() => kernels.unstuff(state, 108, from, 0, 1000, to, 0, 1000)],
    bad: [
      [() => kernels.unstuff(state, 112, from, 0, 9, to, 0, 9), /unstuff: state/],
      [() => kernels.unstuff(state, 1, from, 0, 9, to, 0, 9), /unstuff: state.*aligned/],
      [() => kernels.unstuff(state, 0, from, 992, 9, to, 0, 9), /unstuff: from/],
      [() => kernels.unstuff(state, 0, from, 0, 9, to, 992, 9), /unstuff: to/],
      [() => kernels.unstuff(state, 0, to, 0, 9, to, 8, 9), /unstuff: to and from overlap/],
      [() => kernels.unstuff(state, 0, from, 0, 9, whole, 2552, 9), /unstuff: to and state overlap/],
    ],
  },
  crc32: {
    good: [() => kernels.crc32(0xffffffff, from, 0, 1000)],
    bad: [
      [() => kernels.crc32(-1, from, 0, 10), /crc32: crc/],
      [() => kernels.crc32(0, from, 1, 1000), /crc32: from/],
      [() => kernels.crc32(0, from, 0, 1.5), /crc32: from/],
    ],
  },
};

/** Begins a region first, so that the decoder has bounds to hold. */
function begun(width: number, height: number, call: Call): unknown {
  kernels.px565Begin(state, 0, width, height, 0);
  return call();
}

for (const [kernel, { good, bad }] of Object.entries(cases)) {
  test(`${kernel} is carried out up to each bound and thrown beyond it`, (t) => {
    for (const call of good) t.notThrows(call, String(call));
    for (const [call, message] of bad) t.throws(call, { instanceOf: RangeError, message }, String(call));
  });
}
