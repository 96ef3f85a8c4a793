import { crc32, deflateSync } from 'node:zlib';

/** A frame of an APNG to be written: RGBA bytes and the fields of its fcTL. */
export interface WrittenFrame {
  left: number;
  top: number;
  width: number;
  height: number;
  /** Delay as a fraction of a second. */
  delay: readonly [number, number];
  dispose: 0 | 1 | 2;
  blend: 0 | 1;
  rgba: readonly number[];
}

/** Writes an APNG by hand (PNG specification, third edition); the first frame is the still picture, too. */
export function writeApng(width: number, height: number, frames: readonly WrittenFrame[]): Buffer {
  const chunks = [
    chunk('IHDR', [u32(width), u32(height), Buffer.from([8, 6, 0, 0, 0])]),
    chunk('acTL', [u32(frames.length), u32(0)]),
  ];
  let sequence = 0;
  for (const [index, frame] of frames.entries()) {
    const { left, top, delay, dispose, blend } = frame;
    const place = [frame.width, frame.height, left, top].map(u32);
    chunks.push(
      chunk('fcTL', [u32(sequence++), ...place, u16(delay[0]), u16(delay[1]), Buffer.from([dispose, blend])]),
    );
    const rows: Buffer[] = [];
    for (let y = 0; y < frame.height; y += 1) {
      rows.push(Buffer.from([0, ...frame.rgba.slice(4 * y * frame.width, 4 * (y + 1) * frame.width)]));
    }
    const data = deflateSync(Buffer.concat(rows));
    chunks.push(index === 0 ? chunk('IDAT', [data]) : chunk('fdAT', [u32(sequence++), data]));
  }
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks, chunk('IEND', [])]);
}

function chunk(type: string, parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), ...parts]);
  return Buffer.concat([u32(body.length - 4), body, u32(crc32(body))]);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
