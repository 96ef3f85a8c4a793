import { PX565_BOX, PX565_STATE_BYTES } from '../state-sizes.js';
import { addDelta, hashOf, packDelta, predict, SMALL_DELTAS } from './px565-pixel.js';
import { get16, put16 } from './state-words.js';

/** Where the state keeps what: the places of `struct Px565` in px565-decode.c. Pixels are kept as numbers. */
const WIDTH = 0;
const HEIGHT = 2;
/** Pixels still to come in this row. */
const RIGHT = 4;
/** Rows still to come, this one included. */
const ROWS = 6;
const LAST = 8;
const REFERENCE = 10;
const FAILED = 11;
const LITERALS = 12;
const HELD_COUNT = 13;
const HELD = 14;
const INDEX = 20;
const BOX_LEFT = PX565_BOX;
const BOX_TOP = PX565_BOX + 2;
const BOX_RIGHT = PX565_BOX + 4;
const BOX_BOTTOM = PX565_BOX + 6;

/** The twin of px565-decode.c; see `Kernels.px565Begin`. */
export function px565Begin(state: Uint8Array, stateAt: number, width: number, height: number, reference: number): void {
  state.fill(0, stateAt, stateAt + PX565_STATE_BYTES);
  put16(state, stateAt + WIDTH, width);
  put16(state, stateAt + HEIGHT, height);
  put16(state, stateAt + RIGHT, width);
  put16(state, stateAt + ROWS, width === 0 ? 0 : height);
  state[stateAt + REFERENCE] = reference === 0 ? 0 : 1;
  put16(state, stateAt + BOX_LEFT, 0xffff);
  put16(state, stateAt + BOX_TOP, 0xffff);
}

/**
 * The twin of px565-decode.c; see `Kernels.px565Decode`. Each byte joins the held ones; when they are a whole operation
 * it is carried out. An operation that is not allowed, or does not fit into what is left of the region, writes nothing.
 */
export function px565Decode(
  state: Uint8Array,
  stateAt: number,
  from: Uint8Array,
  fromAt: number,
  length: number,
  to: Uint8Array,
  toAt: number,
  stride: number,
): number {
  for (let at = fromAt; at < fromAt + length && state[stateAt + FAILED] === 0; at++) {
    const held = state[stateAt + HELD_COUNT]!;
    state[stateAt + HELD + held] = from[at]!;
    state[stateAt + HELD_COUNT] = held + 1;
    if (pixelsLeft(state, stateAt) === 0) {
      state[stateAt + FAILED] = 1;
    } else if (held + 1 === bytesNeeded(state, stateAt)) {
      state[stateAt + HELD_COUNT] = 0;
      state[stateAt + FAILED] = carryOut(state, stateAt, to, toAt, stride) ? 0 : 1;
    }
  }
  if (state[stateAt + FAILED] !== 0) return -1;
  return pixelsLeft(state, stateAt) === 0 ? 1 : 0;
}

function pixelsLeft(state: Uint8Array, at: number): number {
  const rows = get16(state, at + ROWS);
  return rows === 0 ? 0 : (rows - 1) * get16(state, at + WIDTH) + get16(state, at + RIGHT);
}

/** Pixels from the left edge, and rows from the top, to the present place. */
function column(state: Uint8Array, at: number): number {
  return get16(state, at + WIDTH) - get16(state, at + RIGHT);
}

function row(state: Uint8Array, at: number): number {
  return get16(state, at + HEIGHT) - get16(state, at + ROWS);
}

/** Bytes of the held operation, as far as those that are there tell. */
function bytesNeeded(state: Uint8Array, at: number): number {
  if (state[at + LITERALS]! > 0) return 2;
  const op = state[at + HELD]!;
  if (op >= 0x20 && op < 0x40) return 2;
  if (op >= 0xe0 && op < 0xf0) return 2;
  if (op === 0xcf || op === 0xdf || op === 0xf7) {
    return state[at + HELD_COUNT]! >= 2 && state[at + HELD + 1] === 255 ? 4 : 2;
  }
  return 1;
}

/** Carries out the held operation; answers whether it was allowed and fitted. */
function carryOut(state: Uint8Array, at: number, to: Uint8Array, toAt: number, stride: number): boolean {
  const op = state[at + HELD]!;
  const second = state[at + HELD + 1]!;
  if (state[at + LITERALS]! > 0) {
    state[at + LITERALS]! -= 1;
    putPixel(state, at, to, toAt, stride, (op << 8) | second);
    insert(state, at);
    return true;
  }
  const left = pixelsLeft(state, at);
  if (op < 0x20) {
    putPixel(state, at, to, toAt, stride, get16(state, at + INDEX + 2 * op));
  } else if (op < 0x40) {
    const green = (op & 31) - 16;
    const half = green >> 1;
    putDelta(state, at, to, toAt, stride, packDelta(half - 8 + (second >> 4), green, half - 8 + (second & 15)));
    insert(state, at);
  } else if (op < 0x80) {
    putDelta(state, at, to, toAt, stride, packDelta(((op >> 4) & 3) - 2, ((op >> 2) & 3) - 2, (op & 3) - 2));
    insert(state, at);
  } else if (op < 0xc0) {
    if (left < 2) return false;
    putDelta(state, at, to, toAt, stride, SMALL_DELTAS[(op >> 3) & 7]!);
    putDelta(state, at, to, toAt, stride, SMALL_DELTAS[op & 7]!);
  } else if (op >= 0xe0 && op < 0xf0) {
    if (left < 3) return false;
    putDelta(state, at, to, toAt, stride, SMALL_DELTAS[op & 15]!);
    putDelta(state, at, to, toAt, stride, SMALL_DELTAS[second >> 4]!);
    putDelta(state, at, to, toAt, stride, SMALL_DELTAS[second & 15]!);
  } else if (op >= 0xf8) {
    const literals = op - 0xf7;
    if (literals > left) return false;
    state[at + LITERALS] = literals;
  } else {
    return carryOutRun(state, at, to, toAt, stride, op, second, left);
  }
  return true;
}

/** RUN, UP and SKIP. */
function carryOutRun(
  state: Uint8Array,
  at: number,
  to: Uint8Array,
  toAt: number,
  stride: number,
  op: number,
  second: number,
  left: number,
): boolean {
  let count = op < 0xf0 ? (op & 15) + 1 : op - 0xef;
  if (op === 0xcf || op === 0xdf || op === 0xf7) {
    count += second;
    if (second === 255) count += get16(state, at + HELD + 2);
  }
  if (count > left) return false;
  if (op >= 0xf0 && state[at + REFERENCE] === 0) return false;
  if (op >= 0xd0 && op < 0xf0 && row(state, at) === 0) return false;
  for (; count > 0; count--) {
    let pixel = get16(state, at + LAST);
    if (op >= 0xd0) {
      const place = toAt + (row(state, at) - (op < 0xe0 ? 1 : 0)) * stride + 2 * column(state, at);
      pixel = (to[place]! << 8) | to[place + 1]!;
    }
    if (op >= 0xf0) movePast(state, at, pixel);
    else putPixel(state, at, to, toAt, stride, pixel);
  }
  return true;
}

/** Writes one pixel predicted and corrected by `delta`. */
function putDelta(state: Uint8Array, at: number, to: Uint8Array, toAt: number, stride: number, delta: number): void {
  const x = column(state, at);
  const y = row(state, at);
  const last = get16(state, at + LAST);
  let predicted = last;
  if (y > 0) {
    const above = toAt + (y - 1) * stride + 2 * x;
    const up = (to[above]! << 8) | to[above + 1]!;
    predicted = x === 0 ? up : predict(last, up, (to[above - 2]! << 8) | to[above - 1]!);
  }
  putPixel(state, at, to, toAt, stride, addDelta(predicted, delta));
}

/** Writes one pixel at the present place, which moves on. */
function putPixel(state: Uint8Array, at: number, to: Uint8Array, toAt: number, stride: number, pixel: number): void {
  const place = toAt + row(state, at) * stride + 2 * column(state, at);
  to[place] = pixel >> 8;
  to[place + 1] = pixel & 255;
  put16(state, at + BOX_LEFT, Math.min(get16(state, at + BOX_LEFT), column(state, at)));
  put16(state, at + BOX_TOP, Math.min(get16(state, at + BOX_TOP), row(state, at)));
  put16(state, at + BOX_RIGHT, Math.max(get16(state, at + BOX_RIGHT), column(state, at) + 1));
  put16(state, at + BOX_BOTTOM, row(state, at) + 1);
  movePast(state, at, pixel);
}

/** The present place, which has `pixel`, moves on. */
function movePast(state: Uint8Array, at: number, pixel: number): void {
  put16(state, at + LAST, pixel);
  const right = get16(state, at + RIGHT) - 1;
  put16(state, at + RIGHT, right === 0 ? get16(state, at + WIDTH) : right);
  if (right === 0) put16(state, at + ROWS, get16(state, at + ROWS) - 1);
}

function insert(state: Uint8Array, at: number): void {
  const last = get16(state, at + LAST);
  put16(state, at + INDEX + 2 * hashOf(last), last);
}
