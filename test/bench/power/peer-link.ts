import { HostStream } from '../../../firmware/compose/host-stream.js';
import { FrameDecoder, FrameEvent } from '../../../firmware/decode/frame-decoder.js';
import { CheckedKernels } from '../../../firmware/kernels/checked-kernels.js';
import { DeviceLink } from '../../../firmware/link/device-link.js';
import { DisplayResult, type LinkHandler } from '../../../firmware/link/link-handler.js';
import { Codec, GlassShape } from '../../../firmware/link/messages.js';
import { LARGEST_PAYLOAD } from '../../../firmware/link/packet.js';
import type { Platform } from '../../../firmware/platform/platform.js';
import type { PeerScene } from './peer-loop.js';

/** A peer that takes a host's frames: the same packets and the same codec, decoded when its loop looks at the line. */
export function peerLink({ ports, kernels, memory, deviceId, board, clock }: Platform): PeerScene {
  const checked = new CheckedKernels(kernels);
  const [width, height] = [410, 502];
  const decoder = new FrameDecoder(memory, checked, width, height);
  const stream = new HostStream(decoder, checked);
  const handler: Partial<LinkHandler> = {
    sessionOpened: () => decoder.reset(),
    sessionClosed: () => decoder.reset(),
    display(packet, now) {
      const event = decoder.message(packet);
      if (event === FrameEvent.none) return DisplayResult.ok;
      if (event !== FrameEvent.accepted) return DisplayResult.refused;
      stream.accepted();
      link.frameAccepted(decoder.frameId);
      link.frameShown(decoder.frameId, now, now, now, now);
      return DisplayResult.ok;
    },
    pixels: (packet) => (decoder.message(packet) === FrameEvent.none ? DisplayResult.ok : DisplayResult.refused),
    displayRestart: () => decoder.abandon(),
  };
  const link: DeviceLink = new DeviceLink({
    ports,
    kernels: checked,
    memory,
    // This bench's host asks for nothing but frames.
    handler: handler as LinkHandler,
    info: {
      deviceId,
      panel: board.panel,
      address: '',
      firmwareVersion: 'peer',
      width,
      height,
      rotation: 0,
      shape: GlassShape.rectangle,
      cornerRadius: 0,
      unsafe: [],
      codecs: (1 << Codec.raw) | (1 << Codec.px565),
      features: 0,
      largestPayload: LARGEST_PAYLOAD,
    },
  });
  return {
    sources: [stream],
    poll(now) {
      link.readable(now);
      if (link.wakeAt <= now) link.step(clock.now());
      return link.counters.packetsGood + link.counters.packetsBad;
    },
  };
}
