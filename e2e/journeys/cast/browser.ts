import chromium from '@sparticuz/chromium';
import { chromium as browsers, type Browser, type BrowserContext } from 'playwright-core';
import { browserFrom } from './config.js';

/** The browser that was made ready before the journeys began. */
export const openBrowser = async (): Promise<Browser> =>
  browsers.launch({
    ...browserFrom(),
    // With this one a browser ends when one of its pages is closed.
    args: chromium.args.filter((argument) => argument !== '--single-process'),
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
  context.setDefaultTimeout(10_000);
  await context.route('**/*', (route) => (route.request().url().startsWith(home) ? route.continue() : route.abort()));
  return context;
};
