import chromium from '@sparticuz/chromium';
import { chromium as browsers, type Browser, type BrowserContext } from 'playwright-core';
import { browserFrom } from './config.js';
import { patience } from './eventually.js';

// With one process a browser ends when one of its pages is closed. A machine without a graphics processor draws faster by itself than
// by one that is imitated.
const notHere: readonly string[] = [
  '--single-process',
  '--ignore-gpu-blocklist',
  '--in-process-gpu',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];
// It finds nobody but the system on this machine.
const stayHere = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1';

/** The browser that was made ready before the journeys began. */
export const openBrowser = async (): Promise<Browser> =>
  browsers.launch({
    ...browserFrom(),
    args: [...chromium.args.filter((argument) => !notHere.includes(argument)), '--disable-gpu', stayHere],
    headless: true,
  });

export interface Screen {
  readonly width?: number;
  readonly script?: boolean;
}

/** A browser window of its own, with cookies of its own, that never leaves the system. */
export const openWindow = async (browser: Browser, home: string, { width = 1280, script = true }: Screen = {}): Promise<BrowserContext> => {
  const context = await browser.newContext({
    viewport: { width, height: width > 800 ? 900 : 844 },
    javaScriptEnabled: script,
    reducedMotion: 'reduce',
    baseURL: home,
  });
  context.setDefaultTimeout(10_000 * patience);
  return context;
};
