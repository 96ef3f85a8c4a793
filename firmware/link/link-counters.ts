import type { StatisticsWriter } from './link-handler.js';
import { StatisticKey } from './statistic-key.js';

/** What the link counts, for statistics and the curious. */
export interface LinkCounters {
  /** Bytes read from all ports. */
  bytesReceived: number;
  packetsGood: number;
  /** Neither packet nor empty: malformed, too long, a wrong CRC, another version. */
  packetsBad: number;
  /** Our own, sent back by an echoing line. */
  packetsEchoed: number;
  /** Came again although they had been accepted. */
  packetsRepeated: number;
  /** Times that something was missing from a sequence. */
  gaps: number;
  sessions: number;
  framesAccepted: number;
  framesShown: number;
  framesRefused: number;
  /** Packets of display messages that the handler refused. */
  messagesRefused: number;
}

export function noCounts(): LinkCounters {
  return {
    bytesReceived: 0,
    packetsGood: 0,
    packetsBad: 0,
    packetsEchoed: 0,
    packetsRepeated: 0,
    gaps: 0,
    sessions: 0,
    framesAccepted: 0,
    framesShown: 0,
    framesRefused: 0,
    messagesRefused: 0,
  };
}

/** Puts the link's own counters. */
export function putCounters(counters: LinkCounters, bytesSent: number, writer: StatisticsWriter): void {
  writer.put(StatisticKey.linkBytesReceived, counters.bytesReceived);
  writer.put(StatisticKey.linkBytesSent, bytesSent);
  writer.put(StatisticKey.linkPacketsGood, counters.packetsGood);
  writer.put(StatisticKey.linkPacketsBad, counters.packetsBad);
  writer.put(StatisticKey.linkPacketsRepeated, counters.packetsRepeated);
  writer.put(StatisticKey.linkGaps, counters.gaps);
  writer.put(StatisticKey.linkSessions, counters.sessions);
  writer.put(StatisticKey.framesAccepted, counters.framesAccepted);
  writer.put(StatisticKey.framesShown, counters.framesShown);
  writer.put(StatisticKey.framesRefused, counters.framesRefused);
}
