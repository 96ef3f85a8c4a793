/** Piu has no call that draws everything; a change of the application's state invalidates the whole of it. */
export function repaintPiu(): void {
  const { application } = globalThis as { application?: { state: number } };
  if (application === undefined) return;
  application.state += 1;
  application.state -= 1;
}
