import type { Presenter } from './blit/presenter.js';
import type { Compositor } from './compose/compositor.js';
import type { HostStream } from './compose/host-stream.js';
import type { FrameDecoder } from './decode/frame-decoder.js';
import type { SwapChain } from './surface/swap-chain.js';

export interface StreamInBackParts {
  readonly decoder: FrameDecoder;
  readonly stream: HostStream;
  readonly compositor: Compositor;
  readonly presenter: Presenter;
  readonly chain: SwapChain;
}

/**
 * A host's frames on a board with two surfaces: they are decoded straight into back. While one is open nobody else draws and
 * nothing is swapped; one that fails is taken back from front.
 */
export class StreamInBack {
  readonly #parts: StreamInBackParts;

  constructor(parts: StreamInBackParts) {
    this.#parts = parts;
  }

  /**
   * A frame is about to be decoded. What waits in back is presented, where the bus is free, or else goes: a host that sends
   * without a pause would never see a frame otherwise. Answers the host's frame that goes, or 0.
   */
  open(now: number): number {
    const { decoder, compositor, stream, chain, presenter } = this.#parts;
    if (chain.isOpen) return 0;
    if (chain.waiting) presenter.step(now);
    const dropped = presenter.withdraw();
    // Who drew since the last frame drew over it.
    if (compositor.holder !== stream) decoder.reset();
    chain.open();
    return dropped;
  }

  /** The frame is whole. Answers false where something else has the glass: then it is taken back. */
  close(): boolean {
    const { decoder, compositor, stream, chain } = this.#parts;
    if (compositor.foremost === stream) {
      chain.close();
      return true;
    }
    this.restore();
    stream.release();
    decoder.reset();
    return false;
  }

  /** Takes back what a frame that failed has written. */
  restore(): void {
    const { decoder, compositor, stream, chain } = this.#parts;
    if (!chain.isOpen) return;
    if (chain.giveUp()) decoder.restore(chain.front);
    else this.forget();
    if (compositor.holder !== stream) decoder.reset();
  }

  /** Nobody knows what back holds: it is copied from front again, and what was drawn there is lost to everybody. */
  forget(): void {
    const { decoder, compositor, stream, chain } = this.#parts;
    chain.forgetBack();
    decoder.reset();
    // A host's picture stays on the glass; whoever else drew shall do it again.
    if (compositor.holder !== stream) compositor.holder = undefined;
  }
}
