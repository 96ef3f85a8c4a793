import type { DeviceFacts } from '../live-messages.js';
import { byId } from './dom.js';

const crop = byId<SVGSVGElement>('crop');

/** Draws what will be seen of a picture: the glass's outline, without lenses and corners. */
export function paintCrop(device: DeviceFacts): void {
  const { width, height, cornerRadius } = device;
  const lenses = device.unsafe
    .filter((region) => region.kind === 'lens')
    .map(
      ({ left, top, right, bottom }) =>
        `<ellipse cx="${(left + right) / 2}" cy="${(top + bottom) / 2}" rx="${(right - left) / 2 + 4}" ry="${(bottom - top) / 2 + 4}"/>`,
    )
    .join('');
  const inset = Math.min(width, height) * 0.02;
  const frame = `x="${inset}" y="${inset}" width="${width - inset * 2}" height="${height - inset * 2}" rx="${Math.max(4, cornerRadius - inset)}"`;
  crop.setAttribute('viewBox', `0 0 ${width} ${height}`);
  crop.innerHTML = `
    <rect width="${width}" height="${height}" fill="#06070bb8"/>
    <g fill="none" stroke="#fff" stroke-width="${width / 180}" stroke-dasharray="${width / 32} ${width / 44}" stroke-linecap="round">
      <rect ${frame}/><g stroke="#ffd48a">${lenses}</g>
    </g>
    <path d="M${width / 2} ${height / 2 - 34}v44m-19 -19l19 19l19 -19" fill="none" stroke="#fff" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/>
    <text x="${width / 2}" y="${height / 2 + 52}" text-anchor="middle" fill="#fff" font-size="${Math.max(15, width / 24)}" font-weight="600">Drop it</text>`;
}

/** Takes files from anywhere on the page: dropped, chosen, pasted. */
export function takeFiles(take: (file: File) => void): void {
  const root = document.documentElement;
  const input = byId<HTMLInputElement>('file');
  const first = (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (file) take(file);
  };
  byId('choose').addEventListener('click', () => input.click());
  input.addEventListener('change', () => {
    first(input.files);
    input.value = '';
  });
  window.addEventListener('paste', (event) => first(event.clipboardData?.files));
  window.addEventListener('dragover', (event) => {
    event.preventDefault();
    root.classList.add('dropping');
  });
  window.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) root.classList.remove('dropping');
  });
  window.addEventListener('drop', (event) => {
    event.preventDefault();
    root.classList.remove('dropping');
    first(event.dataTransfer?.files);
  });
}
