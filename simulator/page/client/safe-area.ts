import type { Region } from '../../../firmware/geometry/region.js';
import type { DeviceFacts } from '../live-messages.js';

type Glass = Pick<DeviceFacts, 'width' | 'height' | 'unsafe'>;

/** The largest of the four bands beside the lenses: where a subject can stand whole. */
export function safeArea(glass: Glass): Region {
  const whole = { left: 0, top: 0, right: glass.width, bottom: glass.height };
  const lenses = glass.unsafe.filter((region) => region.kind === 'lens');
  if (lenses.length === 0) return whole;
  const bands: Region[] = [
    { ...whole, left: Math.max(...lenses.map((lens) => lens.right)) },
    { ...whole, right: Math.min(...lenses.map((lens) => lens.left)) },
    { ...whole, top: Math.max(...lenses.map((lens) => lens.bottom)) },
    { ...whole, bottom: Math.min(...lenses.map((lens) => lens.top)) },
  ];
  const size = (band: Region) => Math.max(0, band.right - band.left) * Math.max(0, band.bottom - band.top);
  return bands.reduce((best, band) => (size(band) > size(best) ? band : best));
}
