/** A signal that Ctrl-C or a TERM gives once; a second one ends the program at once, as it would anyway. */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => controller.abort());
  return controller.signal;
}
