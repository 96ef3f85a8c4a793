import { MessageType } from '../../firmware/link/messages.js';
import { PackData } from '../../firmware/link/pack-messages.js';
import { PACKET_OVERHEAD, PacketClass, stuffedBytes, WHOLE, writeU32 } from '../../firmware/link/packet.js';
import { type Outgoing, SequenceSender } from './sequence-sender.js';

/** Who waits for what goes out in class reliable. */
export interface ReliableListener {
  /** So many bytes of payload are acknowledged. */
  progress(bytes: number): void;
  /** All of it is, or (`false`) the session ended before. */
  end(isDone: boolean): void;
}

interface Job {
  readonly packets: Iterator<Outgoing, void>;
  readonly listener: ReliableListener;
  /** Bytes of payload of each packet that is not acknowledged, oldest first. */
  readonly open: number[];
  acknowledged: number;
  isRead: boolean;
}

/** What goes out in class reliable: one job after another, each a row of packets. */
export class ReliableStream {
  /** The most bytes a packet takes on the line. */
  readonly largestPacket: number;
  readonly #sender: SequenceSender;
  #jobs: Job[] = [];
  #peeked: Outgoing | null = null;

  constructor(session: number, window: number, largest: number) {
    this.#sender = new SequenceSender(PacketClass.reliable, session, window);
    this.largestPacket = stuffedBytes(largest + PACKET_OVERHEAD);
  }

  /** Packets that went out again. */
  get resent(): number {
    return this.#sender.resent;
  }

  get isOutstanding(): boolean {
    return this.#sender.isOutstanding;
  }

  get isIdle(): boolean {
    return this.#jobs.length === 0;
  }

  get progressAt(): number {
    return this.#sender.progressAt;
  }

  get onLine(): number {
    return this.#sender.onLine;
  }

  /** Queues packets, which are made as they go. */
  add(packets: Iterable<Outgoing>, listener: ReliableListener): void {
    this.#jobs.push({ packets: packets[Symbol.iterator](), listener, open: [], acknowledged: 0, isRead: false });
  }

  /** The next packet for the line; `null` where nothing may go now. */
  next(now: number): Uint8Array | null {
    const again = this.#sender.resend(now);
    if (again !== null) return again;
    const packet = this.#peek();
    if (packet === null || !this.#sender.admits(packet.payload.length)) return null;
    this.#peeked = null;
    this.#jobs[0]!.open.push(packet.payload.length);
    return this.#sender.send(packet, now);
  }

  acknowledge(next: number, credit: number, now: number): void {
    const before = this.#sender.base;
    if (!this.#sender.acknowledge(next, credit, now)) return;
    const job = this.#jobs[0];
    if (job === undefined) return;
    for (let count = (next - before) & 0xffff; count > 0; count -= 1) job.acknowledged += job.open.shift() ?? 0;
    job.listener.progress(job.acknowledged);
    this.#peek();
    this.#endWhereDone(job);
  }

  /** NAK: `next` is missing, as `seen` showed. */
  missing(next: number, seen: number, quickest: number, now: number): void {
    this.#sender.missing(next, seen, quickest, now);
  }

  /** The answer to a PING that was sent when `onLine` was `vouch`. */
  vouched(vouch: number, now: number): void {
    this.#sender.vouched(vouch, now);
  }

  /** The session is over. */
  close(): void {
    const jobs = this.#jobs;
    this.#jobs = [];
    for (const { listener } of jobs) listener.end(false);
  }

  /** Only one job's packets are out at a time: the next one begins when all of this one is acknowledged. */
  #peek(): Outgoing | null {
    const job = this.#jobs[0];
    if (job === undefined || job.isRead) return this.#peeked;
    this.#peeked ??= job.packets.next().value ?? null;
    if (this.#peeked === null) {
      job.isRead = true;
      this.#endWhereDone(job);
    }
    return this.#peeked;
  }

  #endWhereDone(job: Job): void {
    if (!job.isRead || job.open.length > 0 || this.#jobs[0] !== job) return;
    this.#jobs.shift();
    job.listener.end(true);
  }
}

/** PACK_DATA for a file from `offset` on. */
export function* packDataPackets(file: Uint8Array, offset: number, largest: number): Generator<Outgoing, void> {
  const most = largest - PackData.bytes;
  for (let at = offset; at < file.length; at += most) {
    const data = file.subarray(at, at + most);
    const payload = new Uint8Array(PackData.bytes + data.length);
    writeU32(payload, PackData.offset, at);
    payload.set(data, PackData.bytes);
    yield { type: MessageType.packData, flags: WHOLE, payload };
  }
}
