/** Name identifiers of OpenType's "name" table. */
const FAMILY = 1;
const STYLE = 2;

/**
 * The name by which Pango will know the font in a TrueType or OpenType file: family and style (OpenType 1.9, "name" table).
 * Undefined where the bytes are no such file. Of a collection the first font.
 */
export function fontFamily(file: Uint8Array): string | undefined {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  try {
    const start = tagAt(view, 0) === 'ttcf' ? view.getUint32(12) : 0;
    if (!['\0\x01\0\0', 'OTTO', 'true'].includes(tagAt(view, start))) return undefined;
    for (let table = 0; table < view.getUint16(start + 4); table += 1) {
      const at = start + 12 + 16 * table;
      if (tagAt(view, at) !== 'name') continue;
      const names = view.getUint32(at + 8);
      const style = nameAt(view, names, STYLE);
      return [nameAt(view, names, FAMILY), style === 'Regular' ? '' : style].filter(Boolean).join(' ') || undefined;
    }
  } catch (failure) {
    if (!(failure instanceof RangeError)) throw failure;
  }
  return undefined;
}

/** A name as Windows (UTF-16), or else as the Macintosh (one byte a letter) has it. */
function nameAt(view: DataView, table: number, wanted: number): string | undefined {
  const strings = table + view.getUint16(table + 4);
  let found: string | undefined;
  for (let index = 0; index < view.getUint16(table + 2); index += 1) {
    const at = table + 6 + 12 * index;
    if (view.getUint16(at + 6) !== wanted) continue;
    const isWide = view.getUint16(at) !== 1;
    const [length, offset] = [view.getUint16(at + 8), view.getUint16(at + 10)];
    let name = '';
    for (let byte = 0; byte < length; byte += isWide ? 2 : 1) {
      const place = strings + offset + byte;
      name += String.fromCharCode(isWide ? view.getUint16(place) : view.getUint8(place));
    }
    if (isWide) return name;
    found ??= name;
  }
  return found;
}

function tagAt(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((byte) => view.getUint8(at + byte)));
}
