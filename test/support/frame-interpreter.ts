import { referenceKernels } from '../../firmware/kernels/reference/reference-kernels.js';
import { PX565_STATE_BYTES } from '../../firmware/kernels/state-sizes.js';
import type { FrameMessage } from '../../hosts/sdk/device-types.js';

/** Draws messages pixel by pixel onto a picture, as PROTOCOL.md says a device does. Throws on whatever it would refuse. */
export function drawMessages(
  pixels: Uint8Array,
  width: number,
  height: number,
  messages: readonly FrameMessage[],
  isKey: boolean,
): void {
  for (const message of messages) {
    if (message.kind === 'copy') {
      const { left, top, right, bottom } = message.source;
      const before = pixels.slice();
      check(left, top, right, bottom, width, height);
      check(message.x, message.y, message.x + right - left, message.y + bottom - top, width, height);
      for (let y = top; y < bottom; y += 1) {
        for (let x = left; x < right; x += 1) {
          const from = 2 * (y * width + x);
          const to = 2 * ((message.y + y - top) * width + message.x + x - left);
          pixels[to] = before[from]!;
          pixels[to + 1] = before[from + 1]!;
        }
      }
      continue;
    }
    const { left, top, right, bottom } = message.region;
    check(left, top, right, bottom, width, height);
    const at = 2 * (top * width + left);
    if (message.kind === 'region' && message.codec === 1) {
      const state = new Uint8Array(PX565_STATE_BYTES);
      referenceKernels.px565Begin(state, 0, right - left, bottom - top, isKey ? 0 : 1);
      const { data } = message;
      const result = referenceKernels.px565Decode(state, 0, data, 0, data.length, pixels, at, 2 * width);
      if (result !== 1) throw new Error(`the region does not decode: ${result}`);
      continue;
    }
    for (let y = top, from = 0; y < bottom; y += 1) {
      for (let x = left; x < right; x += 1, from += 2) {
        const to = 2 * (y * width + x);
        pixels[to] = message.kind === 'fill' ? message.colour >> 8 : message.data[from]!;
        pixels[to + 1] = message.kind === 'fill' ? message.colour & 255 : message.data[from + 1]!;
      }
    }
  }
}

function check(left: number, top: number, right: number, bottom: number, width: number, height: number): void {
  const isInside = left >= 0 && top >= 0 && left < right && top < bottom && right <= width && bottom <= height;
  if (!isInside) throw new Error(`[${left}, ${top}, ${right}, ${bottom}] is no region of ${width} x ${height}`);
}
