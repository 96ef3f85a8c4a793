import { faultReports } from './fault-cases.js';
import { measure, runFrames, runPackets } from './measures.js';
import { measurePack } from './pack-measures.js';
import { replayText } from './replay-command.js';

/** A command and its argument, divided by the first line feed. */
const commands: Readonly<Record<string, (argument: string) => string>> = {
  replay: replayText,
  measure: () => JSON.stringify(measure()),
  measurePack: (bytes) => JSON.stringify(measurePack(bytes)),
  frames: (count) => {
    runFrames(Number(count));
    return '';
  },
  packets: (count) => {
    runPackets(Number(count));
    return '';
  },
  faults: () => JSON.stringify(faultReports()),
  collect: () => {
    gc!();
    return '';
  },
};

(globalThis as unknown as { handleCommand: (request: ArrayBuffer) => ArrayBuffer }).handleCommand = (request) => {
  const text = new TextDecoder().decode(request);
  const end = text.indexOf('\n');
  const command = commands[text.slice(0, end)]!;
  const answer = command(text.slice(end + 1));
  return new TextEncoder().encode(answer).buffer as ArrayBuffer;
};
