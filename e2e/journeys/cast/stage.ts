import type { Browser } from 'playwright-core';
import { openBrowser, openWindow, type Screen } from './browser.js';
import { Clinician } from './clinician.js';
import type { RunningSystem } from './running-system.js';
import { startSystem } from './start-system.js';
import { Senders } from './senders.js';

/** One running system, one browser, and everybody who comes near them. */
export interface Stage {
  readonly system: RunningSystem;
  readonly browser: Browser;
  readonly senders: Senders;
  signsIn(username: string, screen?: Screen): Promise<Clinician>;
  close(): Promise<void>;
}

export const openStage = async (seed: 'cast' | 'empty', more: readonly string[] = []): Promise<Stage> => {
  const browser = await openBrowser();
  const system = await startSystem(seed, more).catch(async (error: unknown) => {
    await browser.close();
    throw error;
  });
  return {
    system,
    browser,
    senders: new Senders(system),
    signsIn: async (username, screen) => Clinician.signsIn(await openWindow(browser, system.http, screen), username, system.password),
    close: async () => {
      await browser.close();
      await system.stop();
    },
  };
};
