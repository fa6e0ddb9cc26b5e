import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openWindow } from './cast/browser.js';
import { Clinician } from './cast/clinician.js';
import { daysAgo } from './cast/days.js';
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
  { name: 'feeds', open: (page) => page.goto('/feeds') },
  { name: 'which trust', open: (page) => page.goto('/trust') },
  { name: 'page not found', open: (page) => page.goto('/nowhere') },
];

const toAUser = async (page: Page, name = 'Ruth Adeyemi'): Promise<void> => {
  await page.goto('/administration/users');
  await page.click(`main a:has-text("${name}")`);
};
const toARegister = async (page: Page): Promise<void> => {
  await page.goto('/administration/feeds');
  await page.click('main a:has-text("Northmoor cancer register")');
};
const fillInTheUser = async (page: Page): Promise<void> => {
  await page.goto('/administration/users/new');
  await page.fill('#name', 'Nell Hartley');
  await page.fill('#username', 'nell.hartley');
  await page.check('#role-clinical-nurse-specialist');
  await page.fill('#registration', 'NMC 00A0009X');
  await page.click('main form button');
};
const fillInTheDaysOff = async (page: Page): Promise<void> => {
  const year = String(Number(daysAgo(0).slice(0, 4)) + 1);
  await page.goto('/administration/holidays/new');
  for (const [field, day] of [
    ['from', '1'],
    ['to', '7'],
  ] as const) {
    await page.fill(`#${field}-day`, day);
    await page.fill(`#${field}-month`, '6');
    await page.fill(`#${field}-year`, year);
  }
  await page.fill('#name', 'Clinic closed');
  await page.fill('#reason', 'Move to the new building');
  await page.click('main form button');
};

/** What an administrator opens. */
const administration: readonly Shown[] = [
  { name: 'administration', open: (page) => page.goto('/administration') },
  { name: 'users', open: (page) => page.goto('/administration/users') },
  { name: 'user', open: toAUser },
  { name: 'own account', open: (page) => toAUser(page, 'Owen Pryce') },
  { name: 'add a user', open: (page) => page.goto('/administration/users/new') },
  {
    name: 'add a user with errors',
    open: async (page) => {
      await page.goto('/administration/users/new');
      await page.click('main form button');
    },
  },
  { name: 'add a user, what it will do', open: fillInTheUser },
  {
    name: 'roles',
    open: async (page) => {
      await toAUser(page);
      await page.click('main a:has-text("Change")');
    },
  },
  {
    name: 'roles, what it will do',
    open: async (page) => {
      await toAUser(page);
      await page.click('main a:has-text("Change")');
      await page.check('#role-auditor');
      await page.fill('#reason', 'Audits too.');
      await page.click('main form button');
    },
  },
  {
    name: 'put out of use, with errors',
    open: async (page) => {
      await toAUser(page);
      await page.click('main a:has-text("Put out of use")');
      await page.click('main form button');
    },
  },
  {
    name: 'first password',
    open: async (page) => {
      await toAUser(page, 'Tom Whitfield');
      await page.click('main button:has-text("Give a new first password")');
    },
  },
  { name: 'feed agreements', open: (page) => page.goto('/administration/feeds') },
  { name: 'feed agreement', open: toARegister },
  {
    name: 'change an agreement',
    open: async (page) => {
      await toARegister(page);
      await page.click('a:has-text("Change this agreement")');
    },
  },
  {
    name: 'change an agreement, with errors',
    open: async (page) => {
      await page.goto('/administration/feeds/new/change');
      await page.click('main form button');
    },
  },
  {
    name: 'change an agreement, what it will do',
    open: async (page) => {
      await toARegister(page);
      await page.click('a:has-text("Change this agreement")');
      await page.check('#mayRegister-2');
      await page.fill('#codes', 'CEA = cea');
      await page.click('main form button');
    },
  },
  { name: 'holidays', open: (page) => page.goto('/administration/holidays') },
  { name: 'declare days off', open: (page) => page.goto('/administration/holidays/new') },
  {
    name: 'declare days off, with errors',
    open: async (page) => {
      await page.goto('/administration/holidays/new');
      await page.click('main form button');
    },
  },
  { name: 'declare days off, what it will do', open: fillInTheDaysOff },
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
    { as, of }: { readonly as: string; readonly of: readonly Shown[] } = { as: 'ruth', of: pages },
  ): Promise<readonly string[]> => {
    const window = await openWindow(stage.browser, stage.system.http, screen);
    const wrong: string[] = [];
    const { page } = await Clinician.signsIn(window, as, stage.system.password);
    page.on('pageerror', (error) => wrong.push(`script error: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('404') && !message.text().includes('422'))
        wrong.push(`console: ${message.text()}`);
    });
    for (const shown of of) {
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
    [1280, true],
    [390, true],
    [320, false],
  ])(
    'of the administration has none of these either at %d pixels, script %s',
    async (width, script) => {
      const look = async (page: Page): Promise<readonly string[]> => [
        ...(script ? await accessibilityProblems(page) : []),
        ...(script ? await smallTextProblems(page) : []),
        ...(await sidewaysProblems(page)),
      ];
      expect(await visiting({ width, script }, look, { as: 'owen', of: administration })).toEqual([]);
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
