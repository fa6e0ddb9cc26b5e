import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openWindow } from './cast/browser.js';
import { Clinician } from './cast/clinician.js';
import { mrMarlow } from './cast/patients.js';
import { accessibilityProblems, hiddenFocusProblems, sidewaysProblems, smallTextProblems } from './cast/page-checks.js';
import { openStage, type Stage } from './cast/stage.js';

interface Shown {
  readonly name: string;
  readonly open: (page: Page) => Promise<unknown>;
}

const toAllan = async (page: Page): Promise<void> => {
  await page.goto('/patients?q=Allan');
  await page.click('main .app-work__who a');
};
const toAReview = async (page: Page): Promise<void> => {
  await page.goto('/worklist?whose=trust');
  await page.click('.app-work__item a:has-text("Review")');
};
const toAStart = async (page: Page): Promise<void> => {
  await page.goto(`/patients?q=${mrMarlow.nhsNumber}`);
  await page.click('main a:has-text("Start a follow-up")');
};

const fillInTheAnchor = async (page: Page): Promise<void> => {
  await page.fill('#anchor-day', '20');
  await page.fill('#anchor-month', '1');
  await page.fill('#anchor-year', '2026');
};

const pages: readonly Shown[] = [
  { name: 'worklist', open: (page) => page.goto('/worklist?whose=trust') },
  { name: 'worklist with nothing on it', open: (page) => page.goto('/worklist?whose=mine&kind=recall') },
  { name: 'find', open: (page) => page.goto('/patients') },
  { name: 'find with a wrong number', open: (page) => page.goto('/patients?q=999+000+4128') },
  { name: 'nobody found', open: (page) => page.goto('/patients?q=Nobody') },
  { name: 'found', open: (page) => page.goto('/patients?q=Whittaker') },
  { name: 'patient', open: toAllan },
  {
    name: 'history',
    open: async (page) => {
      await toAllan(page);
      await page.click('a:has-text("Show the whole history")');
    },
  },
  {
    name: 'who looked',
    open: async (page) => {
      await toAllan(page);
      await page.click('a:has-text("Show the whole history")');
      await page.click('a:has-text("Who looked")');
    },
  },
  { name: 'review', open: toAReview },
  {
    name: 'review with errors',
    open: async (page) => {
      await toAReview(page);
      await page.click('button:has-text("See what this will do")');
    },
  },
  {
    name: 'review, what it will do',
    open: async (page) => {
      await toAReview(page);
      await page.getByLabel('Recall to clinic', { exact: true }).check();
      await page.fill('#clinic', '2');
      await page.fill('#reason', 'To be seen.');
      await page.click('button:has-text("See what this will do")');
    },
  },
  { name: 'start', open: toAStart },
  {
    name: 'start with errors',
    open: async (page) => {
      await toAStart(page);
      await page.check('input[name=whoseLimit][value=personal]');
      await page.click('button:has-text("See the schedule")');
    },
  },
  {
    name: 'start, what it will do',
    open: async (page) => {
      await toAStart(page);
      await page.check('input[name=protocol]');
      await fillInTheAnchor(page);
      await page.click('button:has-text("See the schedule")');
    },
  },
  {
    name: 'undo a start',
    open: async (page) => {
      await page.goto('/patients?q=Hussain');
      await page.click('main .app-work__who a');
      await page.click('a:has-text("Undo this start")');
    },
  },
  {
    name: 'protocol',
    open: async (page) => {
      await toAStart(page);
      await page.check('input[name=protocol]');
      await fillInTheAnchor(page);
      await page.click('button:has-text("See the schedule")');
      await page.click('a:has-text("Read the protocol")');
    },
  },
  {
    name: 'clinic to record',
    open: async (page) => {
      await page.goto('/worklist?whose=trust&kind=recall');
      await page.click('.app-work__item .app-work__do a');
    },
  },
  {
    name: 'message to sort out',
    open: async (page) => {
      await page.goto('/worklist?whose=trust&kind=quarantine');
      await page.click('.app-work__item .app-work__do a');
    },
  },
  { name: 'certificates, none yet', open: (page) => page.goto('/certificates') },
  { name: 'feeds', open: (page) => page.goto('/feeds') },
  { name: 'which trust', open: (page) => page.goto('/trust') },
  { name: 'page not found', open: (page) => page.goto('/nowhere') },
];

describe('every page', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage('demo');
    const { senders } = stage;
    await senders.register(mrMarlow);
    await senders.reportUnderAnUnknownCode(mrMarlow);
    const ruth = await stage.signsIn('ruth');
    await ruth.page.goto('/worklist?whose=trust');
    await ruth.page.click('.app-work__item a:has-text("Review")');
    await ruth.decides({ decide: 'Recall to clinic', withinWeeks: 2, reason: 'To be seen.' });
    await ruth.seesATaskSaying('PSAX');
  }, 120_000);
  afterAll(() => stage.close());

  const visiting = async (
    screen: { readonly width: number; readonly script: boolean },
    look: (page: Page, shown: Shown) => Promise<readonly string[]>,
  ): Promise<readonly string[]> => {
    const window = await openWindow(stage.browser, stage.system.http, screen);
    const wrong: string[] = [];
    const { page } = await Clinician.signsIn(window, 'ruth', stage.system.password);
    page.on('pageerror', (error) => wrong.push(`script error: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('404') && !message.text().includes('422'))
        wrong.push(`console: ${message.text()}`);
    });
    for (const shown of pages) {
      await shown.open(page);
      await page.waitForLoadState('load');
      wrong.push(...(await look(page, shown)).map((problem) => `${shown.name}: ${problem}`));
    }
    await window.close();
    return wrong;
  };

  it.each([[1280], [390]])(
    'has no violation that axe knows, no small text and no hidden focus at %d pixels',
    async (width) => {
      const wrong = await visiting({ width, script: true }, async (page) => [
        ...(await accessibilityProblems(page)),
        ...(await smallTextProblems(page)),
        ...(await sidewaysProblems(page)),
        ...(await hiddenFocusProblems(page)),
      ]);
      expect(wrong).toEqual([]);
    },
    180_000,
  );

  it.each([
    [320, true],
    [390, false],
  ])(
    'does not move sideways at %d pixels, script %s',
    async (width, script) => {
      expect(await visiting({ width, script }, sidewaysProblems)).toEqual([]);
    },
    120_000,
  );

  it('before signing in has no violation either', async () => {
    const window = await openWindow(stage.browser, stage.system.http);
    const page = await window.newPage();
    await page.goto('/');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.click('button:has-text("Sign in")');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.goto('/signed-out');
    expect(await accessibilityProblems(page)).toEqual([]);
    await window.close();
  }, 30_000);
});
