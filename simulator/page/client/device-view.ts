import type { DeviceFacts } from '../live-messages.js';
import { byId } from './dom.js';
import { lensMarkup } from './lens.js';
import { shellOf } from './shells.js';

const stage = byId('stage');

/** Draws the device around its glass, as large as the stage allows with whole pixels. */
export function layOut(device: DeviceFacts): void {
  const density = window.devicePixelRatio || 1;
  const offer = stage.querySelector('.offer')?.clientHeight ?? 130;
  const { width, height } = device;
  // A shell's margins grow with the glass, so they are asked at scale 1 and scaled.
  const unit = shellOf(device, width, height, device.cornerRadius);
  const tall = (stage.clientHeight - offer - 34) / (height + unit.top + unit.bottom);
  const room = stage.clientWidth - 24;
  const wide = room / (width + unit.left + unit.right);
  // Whole pixels, unless a dense screen would waste room on them: there a fraction is not seen. A narrow page lets the
  // shell run out at its left and scales the glass down.
  const fit = Math.min(wide, tall);
  const whole = Math.floor(fit * density) / density;
  const best = Math.max(fit, Math.min(tall, room / (width + unit.leastLeft + unit.right)));
  const scale = whole > 0 && (density === 1 || whole > best * 0.85) ? whole : Math.min(1, best);
  const shell = shellOf(device, width * scale, height * scale, device.cornerRadius * scale);
  const free = stage.clientHeight - offer - 34 - (shell.top + height * scale + shell.bottom);
  const spare = stage.clientWidth - (shell.left + width * scale + shell.right);
  const shift = spare >= 0 ? (shell.left - shell.right) / 2 : (stage.clientWidth - width * scale) / 2 - shell.right - 8;
  const box = byId('device');
  box.style.setProperty('--glass-width', `${width * scale}px`);
  box.style.setProperty('--glass-height', `${height * scale}px`);
  box.style.setProperty('--glass-radius', `${device.cornerRadius * scale}px`);
  box.style.setProperty('--shift', `${Math.round(shift)}px`);
  box.style.setProperty('--top', `${Math.round(shell.top + 14 + Math.max(0, free * 0.42))}px`);
  byId('pixels').classList.toggle('reduced', scale !== whole);
  const view = `viewBox="0 0 ${width * scale} ${height * scale}"`;
  byId('shell').innerHTML = `<svg ${view}>${shell.markup}</svg>`;
  const lenses = device.unsafe
    .filter((region) => region.kind === 'lens')
    .map(({ left, top, right, bottom }) =>
      lensMarkup(
        ((left + right) / 2) * scale,
        ((top + bottom) / 2) * scale,
        (Math.min(right - left, bottom - top) / 2) * scale * 0.97,
      ),
    );
  byId('lenses').innerHTML = `<svg ${view}>${lenses.join('')}</svg>`;
}
