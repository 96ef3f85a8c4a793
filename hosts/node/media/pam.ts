import type { Image } from '../../studio/image.js';

/** No header is longer. */
const mostHeader = 1024;

/** Pictures with four bytes a pixel out of a stream of PAM files (netpbm, "pam"), in whatever pieces it comes. */
export async function* readPam(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Image> {
  let header = '';
  let size: { width: number; height: number } | undefined;
  let rgba = new Uint8Array(0);
  let filled = 0;
  for await (const bytes of stream) {
    for (let at = 0; at < bytes.length; ) {
      if (size === undefined) {
        header += String.fromCharCode(bytes[at++]!);
        if (header.length > mostHeader) throw new RangeError('this is no stream of pictures');
        if (!header.endsWith('ENDHDR\n')) continue;
        size = sizeIn(header);
        rgba = new Uint8Array(4 * size.width * size.height);
        filled = 0;
        header = '';
        continue;
      }
      const taken = Math.min(bytes.length - at, rgba.length - filled);
      rgba.set(bytes.subarray(at, at + taken), filled);
      at += taken;
      filled += taken;
      if (filled < rgba.length) continue;
      yield { ...size, rgba };
      size = undefined;
    }
  }
}

function sizeIn(header: string): { width: number; height: number } {
  const [width, height] = ['WIDTH', 'HEIGHT'].map((name) =>
    Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(header)?.[1]),
  );
  if (!width || !height) throw new RangeError('a picture of the stream has no size');
  return { width, height };
}
