import type { Browser, Page } from 'playwright-core';
import { openWindow } from './browser.js';
import { Clinician } from './clinician.js';
import { accessibilityProblems, hiddenFocusProblems, sidewaysProblems, smallTextProblems } from './page-checks.js';
import type { RunningSystem } from './running-system.js';

/** A page as it is shown, and how to get there. */
export interface Shown {
  readonly name: string;
  readonly open: (page: Page) => Promise<unknown>;
}
interface Screen {
  readonly width: number;
  readonly script: boolean;
}
interface Round {
  readonly browser: Browser;
  readonly system: RunningSystem;
  readonly as: string;
  readonly of: readonly Shown[];
}

const withScript = [accessibilityProblems, smallTextProblems, hiddenFocusProblems];

/** One person opens each page in turn; what is wrong on it, each with the name of the page. */
export const roundOfPages = async ({ browser, system, as, of }: Round, { width, script }: Screen): Promise<readonly string[]> => {
  const window = await openWindow(browser, system.http, { width, script });
  const wrong: string[] = [];
  const { page } = await Clinician.signsIn(window, as, system.password);
  page.on('pageerror', (error) => wrong.push(`script error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404') && !message.text().includes('422'))
      wrong.push(`console: ${message.text()}`);
  });
  for (const shown of of) {
    await shown.open(page);
    await page.waitForLoadState('load');
    for (const look of [sidewaysProblems, ...(script ? withScript : [])])
      wrong.push(...(await look(page)).map((problem) => `${shown.name}: ${problem}`));
  }
  await window.close();
  return wrong;
};
