import { COUNTERS, LEDGER_MODES } from '../../firmware/power/ledger.js';
import type { Mode } from '../../firmware/power/modes.js';
import type { FirmwareState, LedgerBooks } from '../headless/running-firmware.js';
import type { MessageReader } from './message-reader.js';
import type { MessageWriter } from './message-writer.js';

/** What a simulator wants to know of its firmware; changed in place. */
export class EngineStatus {
  readonly presenter = { counts: { presented: 0, unslotted: 0, windows: 0 } };
  readonly chain = { replaced: 0 };
  readonly compositor = { frames: 0 };
  readonly link = { counters: { bytesReceived: 0, packetsGood: 0, packetsBad: 0, sessions: 0 } };
  readonly governor: { mode: Mode } = { mode: 0 };
  wakes = 0;
  kernelMicros = 0;
}

/** The fields of a `status` message: how `firmware` stands, and its ledger's books. */
export function writeStatus(writer: MessageWriter, firmware: FirmwareState): void {
  const { presenter, chain, compositor, link, governor, ledger } = firmware;
  const { bytesReceived, packetsGood, packetsBad, sessions } = link.counters;
  writer.number(presenter.counts.presented);
  writer.number(presenter.counts.unslotted);
  writer.number(presenter.counts.windows);
  writer.number(chain.replaced);
  writer.number(compositor.frames);
  writer.number(bytesReceived);
  writer.number(packetsGood);
  writer.number(packetsBad);
  writer.number(sessions);
  writer.number(governor.mode);
  writer.number(firmware.wakes);
  writer.number(firmware.kernelMicros ?? 0);
  writer.number(ledger.cell);
  writer.number(ledger.column);
  writer.byte(ledger.sources.length);
  for (const source of ledger.sources) writer.text(source);
  const { counts } = ledger;
  writer.bytes(new Uint8Array(counts.buffer), 0, booksBytes(ledger));
}

/** The other way. */
export function readStatus(reader: MessageReader, status: EngineStatus, ledger: LedgerBooks & { cell: number }): void {
  const { presenter, chain, compositor, link, governor } = status;
  const { counters } = link;
  presenter.counts.presented = reader.number();
  presenter.counts.unslotted = reader.number();
  presenter.counts.windows = reader.number();
  chain.replaced = reader.number();
  compositor.frames = reader.number();
  counters.bytesReceived = reader.number();
  counters.packetsGood = reader.number();
  counters.packetsBad = reader.number();
  counters.sessions = reader.number();
  governor.mode = reader.number() as Mode;
  status.wakes = reader.number();
  status.kernelMicros = reader.number();
  ledger.cell = reader.number();
  ledger.column = reader.number();
  const sources = reader.byte();
  for (let number = 0; number < sources; number += 1) ledger.sources[number] = reader.text();
  reader.bytes(new Uint8Array(ledger.counts.buffer), 0, booksBytes(ledger));
}

/** Only the cells of sources that have had the glass have anything in them. */
function booksBytes(ledger: LedgerBooks): number {
  return ledger.sources.length * LEDGER_MODES * COUNTERS * Float64Array.BYTES_PER_ELEMENT;
}
