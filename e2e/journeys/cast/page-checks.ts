import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const problemsFoundBy = async (page: Page, options: RunOptions): Promise<readonly string[]> => {
  // A page is looked at more than once: the checker stays in it.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const { violations } = await page.evaluate(
    (what) => (window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }).axe.run(what),
    { ...options, resultTypes: ['violations' as const], iframes: false },
  );
  return violations.map(({ id, impact, nodes }) => `${id} (${impact ?? ''}): ${nodes.map((node) => String(node.target[0])).join(', ')}`);
};

/** What axe finds against WCAG 2.2 AA and good practice, one line each. No page has frames: it need not look into them. */
export const accessibilityProblems = async (page: Page): Promise<readonly string[]> => problemsFoundBy(page, { runOnly: standards });

/** The same of what depends on the width of the screen alone. */
export const layoutProblems = async (page: Page): Promise<readonly string[]> =>
  problemsFoundBy(page, { runOnly: ['target-size', 'link-in-text-block', 'scrollable-region-focusable', 'region'] });

/** Elements that make the page wider than the screen. */
export const sidewaysProblems = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    if (document.documentElement.scrollWidth <= innerWidth) return [];
    const wide = [...document.querySelectorAll('main *, header *, section *')].filter(
      (element) => element.getBoundingClientRect().right > innerWidth + 1,
    );
    return wide.slice(0, 5).map((element) => `${element.tagName}.${String(element.getAttribute('class'))}`);
  });

/** Text that is drawn smaller than 16 pixels, the texts of drawings included. */
export const smallTextProblems = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const found = new Set<string>();
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode() !== null) {
      const element = walk.currentNode.parentElement;
      const text = walk.currentNode.textContent?.trim() ?? '';
      if (element === null || text === '' || ['SCRIPT', 'STYLE'].includes(element.tagName) || !element.checkVisibility()) continue;
      const svg = element.closest('svg');
      const scale = svg === null ? 1 : svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
      const size = parseFloat(getComputedStyle(element).fontSize) * scale;
      if (size < 15.5) found.add(`${size.toFixed(1)} px: ${text.slice(0, 30)}`);
    }
    return [...found].slice(0, 5);
  });

/** Going backwards through the page, what has the focus may not lie under the banner that stays on the screen. */
export const hiddenFocusProblems = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const banner = document.querySelector('.app-id');
    if (banner === null) return [];
    const hidden: string[] = [];
    const stops = [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary')];
    for (const stop of stops.reverse()) {
      stop.focus();
      if (document.activeElement !== stop || stop.closest('main') === null) continue;
      const [its, over] = [stop.getBoundingClientRect(), banner.getBoundingClientRect()];
      if (its.height > 0 && its.bottom <= over.bottom) hidden.push(stop.textContent.trim().slice(0, 40));
    }
    return hidden;
  });
