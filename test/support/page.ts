import { existsSync } from 'node:fs';
import type { ExecutionContext } from 'ava';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { readOptions } from '../../simulator/options.js';
import type { RunningSimulator } from '../../simulator/simulator.js';
import { startSimulator } from '../../simulator/simulator.js';
import { missing } from './system-program.js';

const executablePath = '/usr/bin/chromium';
const quiet = ['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export interface Rig {
  readonly simulator: RunningSimulator;
  readonly page: Page;
  /** What the page complained of. */
  readonly complaints: readonly string[];
}

export interface RigOptions {
  readonly panel?: string;
  readonly width?: number;
  readonly height?: number;
}

/** A simulator of its own and its page in a fresh Chromium; null where there is none, which the test has been told. */
export async function openPage(t: ExecutionContext, options: RigOptions = {}): Promise<Rig | null> {
  if (!existsSync(executablePath)) {
    missing(t, `${executablePath} is not installed`);
    return null;
  }
  const base = readOptions(['--link', 'tcp:0', ...(options.panel ? ['--panel', options.panel] : [])]);
  const simulator = await startSimulator({ ...base, http: 0 });
  t.teardown(() => simulator.close());
  const browser: Browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', ...quiet] });
  t.teardown(() => browser.close());
  const page = await browser.newPage({ viewport: { width: options.width ?? 1280, height: options.height ?? 800 } });
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // That pixels are read back is the test's doing.
    if (/^(error|warning)$/.test(message.type()) && !message.text().startsWith('Canvas2D: Multiple readback'))
      complaints.push(message.text());
  });
  await page.goto(simulator.url);
  return { simulator, page, complaints };
}

/** What the page's glass shows: red, green, blue of each pixel. */
export async function shownOn(page: Page): Promise<{ width: number; height: number; rgb: Uint8Array }> {
  const { width, height, data } = await page.evaluate<{ width: number; height: number; data: string }>(`(() => {
    const { width, height } = document.getElementById('pixels');
    const pixels = document.getElementById('pixels').getContext('2d').getImageData(0, 0, width, height).data;
    let data = '';
    for (let at = 0; at < pixels.length; at += 4) data += String.fromCharCode(pixels[at], pixels[at + 1], pixels[at + 2]);
    return { width, height, data: btoa(data) };
  })()`);
  return { width, height, rgb: new Uint8Array(Buffer.from(data, 'base64')) };
}

/** Whether the page's glass shows anything. */
export async function isLit(page: Page): Promise<boolean> {
  return (await shownOn(page)).rgb.some((value) => value !== 0);
}

/** The number at the start of a tile. */
export async function figure(page: Page, name: string): Promise<number> {
  const text = await page.locator('.tile', { hasText: name }).locator('b').textContent();
  return Number(text?.replaceAll(',', ''));
}

/** Frames the device has presented. */
export function presented({ simulator }: Rig): number {
  return simulator.stage.simulation.statistics().frames.presented;
}

/** Drops a file on the page as a person would. */
export async function drop(page: Page, name: string, type: string, bytes: Buffer): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([base64, name, type]) => {
      const made = new (
        globalThis as unknown as { DataTransfer: new () => { items: { add(file: File): void } } }
      ).DataTransfer();
      made.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name, { type }));
      return made;
    },
    [bytes.toString('base64'), name, type] as const,
  );
  await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer });
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}
