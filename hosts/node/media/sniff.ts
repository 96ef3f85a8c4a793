/** Whether a file that starts like this is an animated PNG: its animation control chunk comes before the image data. */
export function isApng(head: Uint8Array): boolean {
  if (!startsWith(head, 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return false;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  for (let at = 8; at + 8 <= head.length; at += 12 + view.getUint32(at)) {
    const type = textAt(head, at + 4, 4);
    if (type === 'acTL') return true;
    if (type === 'IDAT') return false;
  }
  return false;
}

const stillBrands = ['avif', 'avis', 'heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'];

/** Whether a file that starts like this is a video container: MP4, QuickTime, WebM, Matroska, AVI, FLV, Ogg, MPEG, ASF. */
export function isVideo(head: Uint8Array): boolean {
  const box = textAt(head, 4, 4);
  if (box === 'ftyp') return !stillBrands.includes(textAt(head, 8, 4));
  return (
    ['moov', 'mdat', 'wide', 'free', 'skip'].includes(box) ||
    startsWith(head, 0, [0x1a, 0x45, 0xdf, 0xa3]) ||
    (textAt(head, 0, 4) === 'RIFF' && textAt(head, 8, 4) === 'AVI ') ||
    textAt(head, 0, 3) === 'FLV' ||
    textAt(head, 0, 4) === 'OggS' ||
    startsWith(head, 0, [0, 0, 1, 0xba]) ||
    startsWith(head, 0, [0, 0, 1, 0xb3]) ||
    (head[0] === 0x47 && head[188] === 0x47 && head[376] === 0x47) ||
    startsWith(head, 0, [0x30, 0x26, 0xb2, 0x75])
  );
}

/** Bytes as Latin-1 text. */
export function textAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}

function startsWith(bytes: Uint8Array, at: number, wanted: readonly number[]): boolean {
  return wanted.every((byte, index) => bytes[at + index] === byte);
}
