import { lineFaults, lineRates } from '../line-options.js';
import type { DeviceFacts } from '../live-messages.js';
import { byId, element } from './dom.js';
import type { Choice } from './host/host-messages.js';

const panel = byId<HTMLSelectElement>('panel');
const rate = byId<HTMLSelectElement>('rate');
const faults = byId<HTMLSelectElement>('faults');
const fit = byId<HTMLSelectElement>('fit');
const tolerance = byId<HTMLSelectElement>('tolerance');

/** How pictures are to be sent. */
export function chosen(device: DeviceFacts): Choice {
  return { device, fit: fit.value, tolerance: Number(tolerance.value) };
}

/** Calls `changed` when what plays should be sent in another way. */
export function onTolerance(changed: () => void): void {
  tolerance.addEventListener('change', changed);
}

/** Sends what is chosen to the simulator; `refused` gets its sentence where it will not. */
export function wireControls(refused: (sentence: string) => void): void {
  for (const { rate: value, label } of lineRates)
    rate.append(element('option', { value: String(value), textContent: label }));
  for (const name of lineFaults) faults.append(element('option', { textContent: name }));
  const send = async (path: string, body: unknown) => {
    const answer = await fetch(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
    if (!answer.ok) refused(await answer.text());
  };
  panel.addEventListener('change', () => void send('/panel', { panel: panel.value }));
  const line = () => void send('/line', { rate: Number(rate.value), faults: faults.value });
  rate.addEventListener('change', line);
  faults.addEventListener('change', line);
}

/** Shows what holds now. */
export function showControls(device: DeviceFacts): void {
  if (panel.options.length !== device.panels.length)
    panel.replaceChildren(...device.panels.map((name) => element('option', { textContent: name })));
  panel.value = device.panel;
  const known = [...rate.options].some((option) => Number(option.value) === device.line.rate);
  if (!known)
    rate.append(element('option', { value: String(device.line.rate), textContent: `${device.line.rate / 1000} KB/s` }));
  rate.value = String(device.line.rate);
  faults.value = device.line.faults;
}

/** The commands to try next, each with a button that copies it. */
export function showCommands(commands: readonly string[]): void {
  byId('commands').replaceChildren(
    ...commands.map((command) => {
      const copy = element('button', { type: 'button', textContent: 'copy', ariaLabel: `Copy: ${command}` });
      copy.addEventListener('click', async () => {
        await navigator.clipboard.writeText(command);
        copy.textContent = 'copied';
        setTimeout(() => {
          copy.textContent = 'copy';
        }, 1200);
      });
      return element('div', { className: 'command' }, element('code', { textContent: command }), copy);
    }),
  );
}
