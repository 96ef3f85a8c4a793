import { safeArea } from '../../compose/face/safe-area.js';
import { Controller } from '../../controller.js';
import type { Region } from '../../geometry/region.js';
import { CheckedKernels } from '../../kernels/checked-kernels.js';
import type { PanelModel } from '../../panel/model.js';
import type { Platform } from '../../platform/platform.js';
import { PiuScreen } from '../piu-screen.js';
import { PiuFace } from './face.js';
import { FaceFeed } from './face-feed.js';
import { FaceSettings } from './settings.js';
import { FaceStatus } from './status.js';

const ROUND_INSET = 0.09;

/** A firmware whose own picture is the Piu face. */
export interface LaunchedFace {
  /** To be started as any other. */
  readonly controller: Controller;
  readonly screen: PiuScreen;
  readonly face: PiuFace;
  readonly status: FaceStatus;
  readonly settings: FaceSettings;
}

/**
 * Builds the firmware with Verso as Piu's screen and the face on it; a host's stream and the always-on face go before it.
 * `onScreen` is handed the screen before Piu is.
 */
export function launchPiuFace(
  platform: Platform,
  model: PanelModel,
  onScreen?: (screen: PiuScreen) => void,
): LaunchedFace {
  const { clock, memory } = platform;
  const { width, height } = model;
  const kernels = new CheckedKernels(platform.kernels);
  const screen = new PiuScreen({ clock, memory, kernels, width, height });
  onScreen?.(screen);
  catchFaults(screen);
  const status = new FaceStatus();
  const feed = new FaceFeed(screen, status);
  const controller = new Controller(feed.wrap(platform), model, [screen]);
  const settings = new FaceSettings(controller.governor.brightness, true);
  feed.attach(controller, settings, platform);
  // Piu draws on the screen it finds here when its application is made.
  (globalThis as unknown as { screen: PiuScreen }).screen = screen;
  const face = new PiuFace({ status, settings, clock, memory, width, height, safe: pageRegion(model) });
  return { controller, screen, face, status, settings };
}

/**
 * An exception in a behavior ends the machine, as Piu's C calls it where nothing catches. The SDK's abort hook, which
 * manifests/piu-face.json asks for, hands it to the screen instead; all other ends stay what they are.
 */
function catchFaults(screen: PiuScreen): void {
  (globalThis as { abort?: (reason: string, error: unknown) => boolean }).abort = (reason, error) => {
    if (reason !== 'unhandled exception') return true;
    screen.fail(error);
    return false;
  };
}

/** Where a page is seen whole: beside the lenses; on a round glass what it takes that its corners are not cut. */
export function pageRegion(model: PanelModel): Region {
  const { width, height, cornerRadius, unsafe } = model;
  const safe = safeArea(
    width,
    height,
    unsafe.filter((region) => region.kind === 'lens'),
  );
  if (width !== height || cornerRadius * 2 < width) return safe;
  const inset = Math.round(width * ROUND_INSET);
  return { left: inset, top: inset, right: width - inset, bottom: height - inset };
}
