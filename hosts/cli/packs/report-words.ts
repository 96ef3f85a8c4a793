import { PackReason } from '../../../firmware/link/pack-messages.js';
import type { PackFault } from '../../../firmware/packs/pack-fault.js';
import { packSentence } from '../../sdk/pack-sentences.js';
import type { PackReport, PartReport } from '../../studio/inspect.js';
import { columns, kilobytes } from '../terminal.js';

/** What is in a pack, for a person. */
export function reportWords(report: PackReport): string {
  const { name, author, licence, version, panel, signedBy, parts, faces } = report;
  const lines = [
    `${name || '(no name)'}${author === '' ? '' : ` by ${author}`}, version ${version}, ${licence || 'no licence told'}`,
    `for a panel of ${panel.width} x ${panel.height}${panel.shape === 'round' ? ', round' : ''}; ${kilobytes(report.bytes)}; ${signedBy === null ? 'not signed' : `signed by ${signedBy}`}`,
    '',
    columns(parts.map((part) => [`  ${KINDS[part.kind]}`, kilobytes(part.bytes), sizeWords(part)])),
    '',
  ];
  for (const { name: face, decodedBytes, litPixels } of faces) {
    const lit = (100 * (litPixels ?? 0)) / (panel.width * panel.height);
    const quiet =
      litPixels === null
        ? "the device's own always-on face"
        : `always on: at most ${lit.toFixed(1)} % of the pixels lit`;
    lines.push(`  face "${face}": ${kilobytes(decodedBytes)} in memory; ${quiet}`);
  }
  return lines.join('\n').trimEnd();
}

/** Why a device would refuse it. */
export function faultWords(fault: PackFault): string {
  return packSentence(PackReason.structure + fault);
}

const KINDS: Readonly<Record<PartReport['kind'], string>> = {
  manifest: 'description',
  wall: 'still',
  animation: 'animation',
  sprites: 'letters',
  alwaysOn: 'always-on layer',
  thumbnail: 'thumbnail',
};

function sizeWords({ width, height, frames, seconds = 0, loops }: PartReport): string {
  if (width === 0) return '';
  const size = `${width} x ${height}`;
  if (frames === undefined) return size;
  return `${size}, ${frames} pictures, ${seconds.toFixed(1)} s${loops ? ', turns' : ''}`;
}
