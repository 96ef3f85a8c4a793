import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { PackLimit } from '../../firmware/packs/layout.js';
import { answer, HttpError } from '../http/answer.js';
import type { Route } from '../http/server.js';

/**
 * Says what the faces of a pack take in each mode: JSON of `FacePower`. They are played by a process of its own, so that the
 * simulator's glass goes on meanwhile.
 */
export const rehearse: Route = async (request, response) => {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    length += (part as Buffer).length;
    if (length > PackLimit.bytes) throw new HttpError(413, 'A pack has at most 4 MiB.');
    parts.push(part as Buffer);
  }
  const child = fork(fileURLToPath(new URL('./rehearse-child.ts', import.meta.url)), { serialization: 'advanced' });
  response.on('close', () => child.kill());
  const power = await new Promise<string | undefined>((resolve) => {
    child.once('message', (message) => resolve(String(message)));
    child.once('exit', () => resolve(undefined));
    child.once('error', () => resolve(undefined));
    child.send(Buffer.concat(parts), () => {});
  });
  if (response.destroyed) return;
  if (power === undefined) throw new HttpError(422, 'This is no pack that a device would play.');
  answer(response, 'application/json', power);
};
