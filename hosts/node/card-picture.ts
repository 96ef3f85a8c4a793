import makeQrCode from 'qrcode-generator';
import sharp from 'sharp';
import { MOST_CARD_PIXELS, MOST_CARD_SIDE } from '../../firmware/link/face-messages.js';
import type { Picture } from '../sdk/picture.js';
import { StudioError } from '../studio/image.js';
import { toPicture } from '../studio/to-rgb565.js';

/** The glass a card is for. */
export interface CardGlass {
  readonly width: number;
  readonly height: number;
}

/** Letters of a card, pixels; smaller ones are tried where a text is long. */
const sizes = [26, 20, 16] as const;
const padding = 20;
const ground = { r: 26, g: 30, b: 46 };
/** Of a code's quiet zone, modules (ISO/IEC 18004, 9.1). */
const quiet = 4;
/** No scanner reads smaller modules, pixels. */
const leastModule = 2;

/** A title and a text on a dark card, in any script the system has letters for. Throws StudioError where it is too long. */
export async function textCard(title: string, text: string, glass: CardGlass): Promise<Picture> {
  const width = Math.min(360, MOST_CARD_SIDE, glass.width - 32);
  const most = Math.min(MOST_CARD_SIDE, glass.height - 32, Math.floor(MOST_CARD_PIXELS / width));
  for (const size of sizes) {
    const words = await lettering(title, text, size, width - 2 * padding);
    if (words.info.height + 2 * padding > most || words.info.width + 2 * padding > width) continue;
    const height = words.info.height + 2 * padding;
    const input = { input: words.data, left: padding, top: padding };
    const rgb = await sharp({ create: { width, height, channels: 3, background: ground } })
      .composite([input])
      .removeAlpha()
      .raw()
      .toBuffer();
    return toPicture(rgb, width, height, false);
  }
  throw new StudioError('This is too long for a card: say it in fewer words.');
}

/** A text as a QR code, dark on light, as large as a card may be. Throws StudioError where it is too long. */
export function codeCard(text: string, glass: CardGlass): Picture {
  makeQrCode.stringToBytes = (each) => [...new TextEncoder().encode(each)];
  const code = makeQrCode(0, 'M');
  const modules = ((): number => {
    try {
      code.addData(text);
      code.make();
      return code.getModuleCount() + 2 * quiet;
    } catch (cause) {
      throw new StudioError('This is too long for a code: shorten it.', { cause });
    }
  })();
  const room = Math.min(glass.width, glass.height, MOST_CARD_SIDE, Math.floor(Math.sqrt(MOST_CARD_PIXELS)));
  const scale = Math.floor(room / modules);
  if (scale < leastModule) throw new StudioError('This is too long for a code on this glass: shorten it.');
  const side = modules * scale;
  const rgb = new Uint8Array(3 * side * side).fill(255);
  for (let at = 0; at < side * side; at += 1) {
    const [row, column] = [Math.floor(at / side / scale) - quiet, Math.floor((at % side) / scale) - quiet];
    const isInside = row >= 0 && column >= 0 && row < modules - 2 * quiet && column < modules - 2 * quiet;
    if (isInside && code.isDark(row, column)) rgb.fill(0, 3 * at, 3 * at + 3);
  }
  return toPicture(rgb, side, side, false);
}

async function lettering(title: string, text: string, size: number, width: number) {
  const lines = [
    ...(title === '' ? [] : [`<span foreground="#9fb4ff" weight="bold">${escaped(title)}</span>`]),
    ...(text === '' ? [] : [`<span foreground="#ffffff">${escaped(text)}</span>`]),
  ];
  const options = {
    text: lines.join('\n'),
    font: `sans ${size}`,
    dpi: 72,
    rgba: true,
    width,
    wrap: 'word-char',
  } as const;
  return sharp({ text: options }).png().toBuffer({ resolveWithObject: true });
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
