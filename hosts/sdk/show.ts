import type { FrameShown } from './device-types.js';
import { DeviceLostError, LinkError } from './errors.js';
import { type FrameDevice, FrameStream } from './frame-stream.js';
import type { Picture } from './picture.js';

/** How a picture is shown. */
export interface ShowOptions {
  /**
   * Steps (0..15) a pixel may be off in what is sent first; the exact picture follows at once. For slow lines.
   */
  readonly tolerance?: number;
  /** Whether the exact picture follows; true where absent. */
  readonly refine?: boolean;
  /** Called when a frame sets out, with its bytes on the line. */
  readonly onSend?: (lineBytes: number) => void;
}

const mostTries = 3;

/** Shows a picture of the panel's size; resolves when the beam has drawn it on the glass. Throws `LinkError` where it cannot. */
export async function show(device: FrameDevice, picture: Picture, options: ShowOptions = {}): Promise<void> {
  const { tolerance = 0, refine = true, onSend } = options;
  const stream = new FrameStream(device, tolerance);
  await showThrough(stream, picture, tolerance, onSend);
  if (tolerance > 0 && refine) await showThrough(stream, picture, 0, onSend);
}

async function showThrough(
  stream: FrameStream,
  picture: Picture,
  tolerance: number,
  onSend: ShowOptions['onSend'],
): Promise<void> {
  let last: FrameShown | undefined;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const sent = stream.present(picture, { tolerance });
    onSend?.(sent.lineBytes);
    last = await sent.shown;
    if (last.state === 'shown') return;
    if (last.state === 'dropped' && (last.cause === 'dark' || last.cause === 'lost')) break;
  }
  throw failureOf(last);
}

function failureOf(outcome: FrameShown | undefined): LinkError {
  const cause = outcome?.state === 'dropped' ? outcome.cause : 'needKey';
  if (cause === 'dark') {
    return new LinkError('The device has the picture, but its glass is dark: wake it with "verso power active".');
  }
  if (cause === 'lost') {
    return new DeviceLostError('The device went away before the glass had the picture: check the cable and try again.');
  }
  return new LinkError(`The device refused the picture ${mostTries} times (${cause}): start it anew and try again.`);
}
