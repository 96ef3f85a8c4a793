import { openPty } from './endpoints/pty.js';
import { openSerial } from './endpoints/serial.js';
import { openTcp } from './endpoints/tcp.js';
import { connectWebSocket } from './endpoints/websocket.js';
import { xsFirmware } from './engine/xs-firmware.js';
import { FlashFiles } from './flash/flash-files.js';
import { answer } from './http/answer.js';
import { apiRoutes } from './http/api.js';
import { type Route, type SocketRoute, serve } from './http/server.js';
import type { Options } from './options.js';
import { bundlePage } from './page/bundle.js';
import { factsOf } from './page/device-facts.js';
import { defaultLine } from './page/line-options.js';
import { LiveFeed } from './page/live-feed.js';
import { Stage } from './stage.js';

const tcpPort = 7373;

export interface RunningSimulator {
  readonly stage: Stage;
  /** Where page and HTTP API are. */
  readonly url: string;
  /** Ways to the device, as `--device` takes them. */
  readonly links: readonly string[];
  /** Commands to try next. */
  readonly commands: readonly string[];
  /** What is not as one would expect; sentences. */
  readonly notes: readonly string[];
  close(): void;
}

/** Starts everything `npm start` does but the printing. Rejects with a sentence where a line cannot be opened. */
export async function startSimulator(options: Options): Promise<RunningSimulator> {
  const { panel, seed, engine } = options;
  const closers: (() => void)[] = [];
  const close = () => {
    for (const closer of closers.splice(0).reverse()) closer();
  };
  try {
    const links: string[] = [];
    const commands: string[] = [];
    const assets = options.headless ? null : await bundlePage();
    // The port is known only once it is taken, and the device says it from its first picture on: routes come after.
    const routes = new Map<string, Route>();
    const sockets = new Map<string, SocketRoute>();
    const server = await serve(options.http, { routes, sockets });
    closers.push(() => server.close());
    const address = `localhost:${server.port}`;
    const firmware = engine === 'xs' ? { firmware: xsFirmware() } : {};
    const files = options.flash === null ? null : new FlashFiles(options.flash);
    closers.push(() => files?.close());
    const flash = files === null ? {} : { flash: (name: string) => files.of(name) };
    const stage = new Stage({ panel, seed, address, line: defaultLine, ...firmware, ...flash });
    closers.push(() => stage.close());
    const feed = new LiveFeed(stage, () => factsOf(stage, commands));
    closers.push(() => feed.close());
    for (const [key, route] of apiRoutes(stage, feed)) routes.set(key, route);
    for (const [path, { type, body }] of assets ?? [])
      routes.set(`GET ${path}`, (_request: unknown, response: Parameters<typeof answer>[0]) =>
        answer(response, type, body),
      );
    sockets.set('/live', (socket) => feed.add(socket));
    sockets.set('/link', (socket) => connectWebSocket(stage, socket));
    await openLinks(stage, options, links, closers);
    commands.push(...commandsFor(links));
    return { stage, url: `http://${address}`, links, commands, notes: files?.trouble ? [files.trouble] : [], close };
  } catch (error) {
    close();
    throw error;
  }
}

async function openLinks(stage: Stage, { link }: Options, links: string[], closers: (() => void)[]): Promise<void> {
  if (link?.kind === 'serial') {
    const serial = await openSerial(stage, link.path, link.baud);
    closers.push(() => serial.close());
    links.push(`serial:${link.path}`);
    return;
  }
  const tcp = await openTcp(stage, link?.port ?? tcpPort);
  closers.push(() => tcp.close());
  links.push(`tcp:127.0.0.1:${tcp.port}`);
  if (link !== null) return;
  const pty = await openPty(stage);
  if (pty === null) return;
  closers.push(() => pty.close());
  links.push(`serial:${pty.path}`);
}

/** The usual TCP port is found by itself; another way must be named. */
function commandsFor(links: readonly string[]): string[] {
  const [first = '', second] = links;
  const named = (link: string) => (link === `tcp:127.0.0.1:${tcpPort}` ? '' : ` --device ${link}`);
  return [`npx verso show photo.jpg${named(first)}`, `npx verso play loop.gif${named(second ?? first)}`];
}
