/**
 * What is wrong with a GIF that ends inside a block, or undefined (GIF89a, 15-26). Decoders take such a file for a shorter
 * animation; only a missing trailer is forgiven.
 */
export function gifFault(file: Uint8Array): string | undefined {
  const ended = `it ends in the middle, after ${file.length} bytes`;
  if (file.length < 13) return ended;
  let at = 13 + colourTableBytes(file[10]!);
  while (at < file.length) {
    const block = file[at]!;
    if (block === 0x3b) return undefined;
    if (block === 0x21) at += 2;
    else if (block === 0x2c && at + 9 < file.length) at += 11 + colourTableBytes(file[at + 9]!);
    else return block === 0x2c ? ended : `what stands at byte ${at} is no GIF block`;
    // Data sub-blocks, each behind its length, up to one of length 0.
    while (at < file.length && file[at] !== 0) at += 1 + file[at]!;
    if (at >= file.length) return ended;
    at += 1;
  }
  return at > file.length ? ended : undefined;
}

function colourTableBytes(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1);
}
