/** Asks until the answer is yes; fails the test with `what` after `millis`. */
export async function until(what: string, ask: () => boolean | Promise<boolean>, millis = 20_000): Promise<void> {
  const end = Date.now() + millis;
  while (!(await ask())) {
    if (Date.now() > end) throw new Error(`not within ${millis} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
