import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, openWindow } from './cast/browser.js';
import { Clinician } from './cast/clinician.js';
import { eventually } from './cast/eventually.js';
import { plantOrphans, type Orphan } from './cast/orphans.js';
import { accessibilityProblems, hiddenFocusProblems, sidewaysProblems, smallTextProblems } from './cast/page-checks.js';
import { ended, launch, runRms, trainingPassword, type Launched } from './cast/running-system.js';

interface Sum {
  readonly trust: string;
  readonly everEnrolled: number;
  readonly left: number;
  readonly inFollowUp: number;
  readonly withOwnedTask: number;
  readonly withNextAction: number;
  readonly exceptions: readonly { readonly followUp: string; readonly why: string }[];
}
const certificateOf = async (data: string): Promise<{ readonly status: number; readonly sums: readonly Sum[] }> => {
  const { status, lines } = await runRms('certificate', '--json', '--data', data);
  return { status, sums: lines.map((line) => JSON.parse(line) as Sum) };
};

const stopped = async ({ child }: Launched): Promise<void> => {
  child.kill('SIGTERM');
  await ended(child);
};

/** A demonstration that was stopped, and a copy of it into whose history five people were written whom nothing holds. */
describe('five people whom nothing holds', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rms-orphans-'));
  const [untouched, planted] = [join(folder, 'untouched'), join(folder, 'planted')];
  let orphans: readonly Orphan[] = [];
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser();
    const demonstration = await launch({ data: untouched, seed: 'cast' });
    await eventually(() => {
      expect(demonstration.told()).toContain('demonstration is ready');
      return Promise.resolve();
    }, 60_000);
    await stopped(demonstration);
    cpSync(untouched, planted, { recursive: true });
    orphans = await plantOrphans(planted, () => runRms('rebuild', '--data', planted));
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  const pages: readonly (readonly [name: string, open: (page: Page) => Promise<unknown>])[] = [
    ['worklist with an alarm', (page) => page.goto('/worklist')],
    ['certificates', (page) => page.goto('/certificates')],
    ['certificates before any', (page) => page.goto('/certificates?before=2020-01-01')],
    [
      'certificate with exceptions',
      async (page) => {
        await page.goto('/certificates');
        await page.locator('main tbody a').first().click();
      },
    ],
    ['exception', (page) => page.locator('.app-work__item a').first().click()],
  ];
  const problemsOfPages = async (home: string, password: string): Promise<readonly string[]> => {
    const wrong: string[] = [];
    for (const width of [1280, 390, 320]) {
      const { page } = await Clinician.signsIn(await openWindow(browser, home, { width }), 'ruth', password);
      for (const [name, open] of pages) {
        await open(page);
        await page.waitForLoadState('load');
        for (const look of [accessibilityProblems, smallTextProblems, sidewaysProblems, hiddenFocusProblems])
          wrong.push(...(await look(page)).map((problem) => `${name} at ${String(width)}: ${problem}`));
      }
    }
    return wrong;
  };

  it('are in a history that nobody altered, as far as its chain can say', async () => {
    expect((await runRms('verify', '--data', planted)).status).toBe(0);
  }, 60_000);

  it('are found and named by the certificate from the history alone; in the untouched one there is nobody', async () => {
    const before = await certificateOf(untouched);
    expect([before.status, before.sums.flatMap(({ exceptions }) => exceptions)]).toEqual([0, []]);
    const { status, sums } = await certificateOf(planted);
    expect(status).toBe(1);
    for (const { everEnrolled, left, inFollowUp, withOwnedTask, withNextAction, exceptions } of sums) {
      expect(everEnrolled).toBe(left + inFollowUp);
      expect(inFollowUp).toBe(withOwnedTask + withNextAction + exceptions.length);
    }
    const found = new Map(sums.flatMap(({ exceptions }) => exceptions.map(({ followUp, why }) => [followUp, why] as const)));
    for (const { followUp, why } of orphans) expect(found.get(followUp)).toMatch(why);
    expect(found.size).toBe(orphans.length);
  }, 60_000);

  it('are given to somebody by the sweep, stand on the worklist, and are on the certificate of the day', async () => {
    const node = await launch({ data: planted, seed: 'cast' });
    const home = `http://${node.http.host}:${String(node.http.port)}`;
    try {
      expect((await runRms('clock', 'advance', '1d', '--data', planted)).status).toBe(0);
      const password = await trainingPassword(planted);
      expect(await problemsOfPages(home, password)).toEqual([]);
      const ruth = await Clinician.signsIn(await openWindow(browser, home), 'ruth', password);
      const { page } = ruth;
      await eventually(async () => {
        await page.goto('/worklist?whose=trust&kind=exception');
        expect(await page.locator('.app-work__item').count()).toBe(orphans.length);
      });
      expect(await ruth.reads()).toContain('5 follow-ups that nothing holds, 5 of this trust');
      await page.goto('/feeds');
      expect(await ruth.reads()).toContain('5 follow-ups that nothing holds');

      await page.goto('/certificates');
      await page.locator('main tbody a').first().click();
      expect(await ruth.reads()).toContain('5 follow-ups are not accounted for.');
      const signed = join(folder, 'certificate.json');
      const [download] = await Promise.all([page.waitForEvent('download'), page.click('a:has-text("JSON")')]);
      await download.saveAs(signed);
      const [paper] = await Promise.all([page.waitForEvent('download'), page.click('a:has-text("PDF")')]);
      await paper.saveAs(join(folder, 'certificate.pdf'));
      expect(readFileSync(join(folder, 'certificate.pdf'), 'latin1').slice(0, 5)).toBe('%PDF-');
      const certificate = new URL(page.url()).pathname;
      await page.locator('.app-work__item a').first().click();
      const exception = new URL(page.url()).pathname;
      expect(await ruth.reads()).toMatch(/Whose task\s+.*Ruth Adeyemi.*Open/);
      await page.click('a:has-text("Open the patient")');
      await page.click('a:has-text("Show the whole history")');
      await page.click('a:has-text("Who looked")');
      expect(await ruth.reads()).toContain('Looked at a certificate');

      const seenBy = async (username: string, path: string): Promise<string> => {
        const person = await Clinician.signsIn(await openWindow(browser, home), username, password);
        await person.page.goto(path);
        return person.reads();
      };
      const byTheAdministrator = await seenBy('owen', certificate);
      expect(byTheAdministrator).toContain('5 follow-ups are not accounted for.');
      expect(byTheAdministrator).not.toContain('NHS number');
      expect(await seenBy('owen', exception)).toContain('shown to those who may open a patient');
      expect(await seenBy('anwen', exception)).toContain('Page not found');
      expect(await seenBy('tom', certificate)).toContain('Your role has no use for this page');

      expect((await runRms('certificate', '--verify', signed)).status).toBe(0);
      const changed = join(folder, 'changed.json');
      writeFileSync(changed, readFileSync(signed, 'utf8').replace('is overdue and nobody was told', 'is not overdue'));
      expect((await runRms('certificate', '--verify', changed)).status).toBe(1);
    } finally {
      await stopped(node);
    }
  }, 240_000);
});
