import { runScenes } from './scenes.js';

/** What the SDK's simulator would have put there: `postMessage` goes to the C host, the size is what it was told. */
export interface Host {
  readonly width: number;
  readonly height: number;
  postMessage(message: string | ArrayBuffer): void;
}

export default function main(): void {
  const { screen: host } = globalThis as unknown as { screen: Host };
  try {
    runScenes(host);
  } catch (error) {
    host.postMessage(JSON.stringify({ error: `${error}\n${(error as Error).stack}` }));
  }
}
