/** The twin of stuff.c; see `Kernels.stuff`. */
export function stuff(from: Uint8Array, fromAt: number, length: number, to: Uint8Array, toAt: number): number {
  to[toAt] = 0;
  let codeAt = toAt + 1;
  let at = toAt + 2;
  let run = 1;
  const end = fromAt + length;
  for (let index = fromAt; index < end; index++) {
    const byte = from[index]!;
    if (byte !== 0) {
      to[at++] = byte;
      run += 1;
      if (run !== 255 || index + 1 === end) continue;
    }
    to[codeAt] = run;
    codeAt = at++;
    run = 1;
  }
  to[codeAt] = run;
  to[at++] = 0;
  return at - toAt;
}
