import type { Page } from 'playwright-core';
import { visitors, type Before, type Shown, type Visitor } from '../shown/shown.js';
import { openWindow } from './browser.js';
import { Clinician } from './clinician.js';
import { accessibilityProblems, hiddenFocusProblems, layoutProblems, sidewaysProblems, smallTextProblems } from './page-checks.js';
import type { Stage } from './stage.js';

export interface Visit {
  readonly stage: Stage;
  readonly before: Before;
  readonly screen: { readonly width: number; readonly script: boolean };
  readonly look: (page: Page) => Promise<readonly string[]>;
}

const visitedBy = async (by: Visitor, pages: readonly Shown[], { stage, before, screen, look }: Visit): Promise<readonly string[]> => {
  const wrong: string[] = [];
  const window = await openWindow(stage.browser, stage.system.http, screen);
  const { page } = await Clinician.signsIn(window, by, stage.system.password);
  page.on('pageerror', (error) => wrong.push(`script error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404') && !message.text().includes('422'))
      wrong.push(`console: ${message.text()}`);
  });
  for (const { name, open } of pages) {
    await open(page, before).catch((error: unknown) => {
      throw new Error(`The way to “${name}” is blocked at ${page.url()}`, { cause: error });
    });
    await page.waitForLoadState('load');
    wrong.push(...(await look(page)).map((problem) => `${name}: ${problem}`));
  }
  await window.close();
  return wrong;
};

/** Opens each page as whoever it is for, and says what was found wrong on which. */
export const visited = async (pages: readonly Shown[], visit: Visit): Promise<readonly string[]> => {
  const wrong: string[] = [];
  for (const visitor of visitors) {
    const his = pages.filter(({ by }) => (by ?? 'ruth') === visitor);
    if (his.length > 0) wrong.push(...(await visitedBy(visitor, his, visit)));
  }
  return wrong;
};

const onEachScreen = [smallTextProblems, sidewaysProblems, hiddenFocusProblems] as const;
const desktop = { width: 1280, height: 900 };
const phone = { width: 390, height: 844 };
/** The narrowest at which nothing may move sideways: 1280 pixels enlarged four times (WCAG 1.4.10). */
const narrowest = { width: 320, height: 640 };
/**
 * What a machine can say about how a page serves people, the window made narrower while it is open: WCAG 2.2 AA as far as axe knows it,
 * and again what of it the width may change; text size and focus at two widths; nothing sideways at the narrowest.
 */
export const atEveryWidth = async (page: Page): Promise<readonly string[]> => {
  const wrong: string[] = [];
  const looksAt = async (width: number, looks: readonly ((at: Page) => Promise<readonly string[]>)[]): Promise<void> => {
    for (const look of looks) wrong.push(...(await look(page)).map((problem) => `${String(width)} px: ${problem}`));
  };
  const narrowsTo = async (size: typeof phone): Promise<void> => {
    await page.setViewportSize(size);
    await page.evaluate(async () => {
      // What has the focus, such as the link that skips to the content, may lie over the rest.
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      scrollTo(0, 0);
      // The menu of the header lays itself out anew in the frame after the window has changed.
      for (let frame = 0; frame < 3; frame += 1)
        await new Promise((drawn) => {
          requestAnimationFrame(drawn);
        });
    });
  };
  await looksAt(desktop.width, [accessibilityProblems, ...onEachScreen]);
  await narrowsTo(phone);
  await looksAt(phone.width, [layoutProblems, ...onEachScreen]);
  await narrowsTo(narrowest);
  await looksAt(narrowest.width, [sidewaysProblems]);
  // The next page is opened at the first width again.
  await page.setViewportSize(desktop);
  return wrong;
};
