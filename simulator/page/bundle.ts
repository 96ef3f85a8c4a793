import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** A file of the page, ready to be sent. */
export interface Asset {
  readonly type: string;
  readonly body: string | Uint8Array;
}

const client = (name: string) => fileURLToPath(new URL(`./client/${name}`, import.meta.url));

/** Builds the page from its sources: the page itself, its host worker with the SDK in it, the workshop that makes packs, the styles. Keys are paths. */
export async function bundlePage(): Promise<ReadonlyMap<string, Asset>> {
  const [html, styles, code] = await Promise.all([
    readFile(client('index.html')),
    Promise.all(['page.css', 'controls.css', 'stage.css', 'studio.css'].map((name) => readFile(client(name), 'utf8'))),
    build({
      entryPoints: { page: client('main.ts'), host: client('host/worker.ts'), maker: client('studio/maker.ts') },
      bundle: true,
      write: false,
      outdir: '.',
      format: 'esm',
      platform: 'browser',
      target: 'es2023',
      logLevel: 'silent',
    }),
  ]);
  const assets = new Map<string, Asset>([
    ['/', { type: 'text/html; charset=utf-8', body: html }],
    ['/page.css', { type: 'text/css; charset=utf-8', body: styles.join('') }],
  ]);
  for (const { path, contents } of code.outputFiles) {
    const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    assets.set(`/${name}`, { type: 'text/javascript; charset=utf-8', body: contents });
  }
  return assets;
}
