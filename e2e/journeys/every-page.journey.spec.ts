import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openWindow } from './cast/browser.js';
import { Clinician } from './cast/clinician.js';
import { daysAgo } from './cast/days.js';
import { mrHeron, mrMarlow } from './cast/patients.js';
import { accessibilityProblems, hiddenFocusProblems, sidewaysProblems, smallTextProblems } from './cast/page-checks.js';
import { openStage, type Stage } from './cast/stage.js';

const visitors = ['ruth', 'owen', 'priya'] as const;
type Visitor = (typeof visitors)[number];
interface Shown {
  readonly name: string;
  /** Who opens it; the nurse where nobody is named. */
  readonly open: (page: Page) => Promise<unknown>;
  /** Who opens it, where it is not a nurse. */
  readonly by?: Visitor;
}

/** The page of the patient about whom a decision was made. */
let decidedOn = '/patients';
const toAllan = async (page: Page): Promise<void> => {
  await page.goto('/patients?q=Allan');
  await page.click('main .app-work__who a');
};
const toAReview = async (page: Page): Promise<void> => {
  await page.goto('/worklist?whose=trust');
  await page.click('.app-work__item a:has-text("Review")');
};
const toTheDecision = async (page: Page): Promise<void> => {
  await page.goto(decidedOn);
  await page.click('a:has-text("Show the whole history")');
  await page.locator('.app-rest').first().waitFor();
};
const toAStart = async (page: Page): Promise<void> => {
  await page.goto(`/patients?q=${mrMarlow.nhsNumber}`);
  await page.click('main a:has-text("Start a follow-up")');
};

const toTheCall = async (page: Page): Promise<void> => {
  await page.goto('/worklist?whose=trust&kind=call');
  await page.click('.app-work__item .app-work__do a');
};
const toATeam = async (page: Page): Promise<void> => {
  await page.goto('/teams');
  await page.click('main a:has-text("Change this team")');
};
const toAnAbsence = async (page: Page): Promise<void> => {
  await page.goto('/teams');
  await page.click('main a:has-text("Absence or leaving")');
};
const toALetter = async (page: Page): Promise<void> => {
  await page.goto('/letters');
  await page.click('.app-card a:has-text("SINGH")');
};
const toHeron = async (page: Page): Promise<void> => {
  await page.goto(`/patients?q=${mrHeron.nhsNumber}`);
  await page.click('main .app-work__who a');
};
const toACall = async (page: Page): Promise<void> => {
  await page.goto('/worklist?whose=trust&kind=telephone');
  await page.click('.app-work__item .app-work__do a');
};
const toASuspension = async (page: Page): Promise<void> => {
  await toHeron(page);
  await page.click('a:has-text("Suspend this follow-up")');
};
const seeWhatItWillDo = (page: Page): Promise<void> => page.click('button:has-text("See what this will do")');

const fillInTheAnchor = async (page: Page): Promise<void> => {
  await page.fill('#anchor-day', '20');
  await page.fill('#anchor-month', '1');
  await page.fill('#anchor-year', '2026');
};

const toTheReviewOf = async (page: Page, name: string): Promise<void> => {
  await page.goto('/worklist?whose=trust');
  await page.locator('.app-work__item', { hasText: name }).locator('.app-work__do a[role=button]:has-text("Review")').click();
};
const chooseBreast = async (page: Page): Promise<void> => {
  await toAStart(page);
  await page.getByLabel('Breast, after surgery', { exact: true }).check();
};
const answerForBreast = async (page: Page): Promise<void> => {
  await chooseBreast(page);
  await page.check('#breast-after-surgery-left-3');
  await page.check('#breast-after-surgery-right');
  await fillInTheAnchor(page);
  await page.click('button:has-text("See the schedule")');
};

const pages: readonly Shown[] = [
  { name: 'worklist', open: (page) => page.goto('/worklist?whose=trust') },
  { name: 'worklist with nothing on it', open: (page) => page.goto('/worklist?whose=mine&kind=recall') },
  { name: 'worklist of what one covers', open: (page) => page.goto('/worklist?whose=cover') },
  {
    name: 'task',
    open: async (page) => {
      await page.goto('/worklist?whose=trust');
      await page.click('.app-work__item a:has-text("Take or give")');
    },
  },
  {
    name: 'task, given without a reason',
    open: async (page) => {
      await page.goto('/worklist?whose=trust');
      await page.click('.app-work__item a:has-text("Take or give")');
      await page.click('button:has-text("Give it")');
    },
  },
  { name: 'caseload', open: (page) => page.goto('/caseload') },
  { name: 'caseload with nobody', open: (page) => page.goto('/caseload?team=every&name=Nobody') },
  { name: 'teams', open: (page) => page.goto('/teams') },
  { name: 'call', open: (page) => page.goto('/call') },
  {
    name: 'call with errors',
    open: async (page) => {
      await page.goto('/call');
      await page.check('input[name=settled][value=yes]');
      await page.click('main button:has-text("Record the call")');
    },
  },
  {
    name: 'call about a patient',
    open: async (page) => {
      await toAllan(page);
      await page.click('main a:has-text("Record a call")');
    },
  },
  { name: 'call to return', open: toTheCall },
  {
    name: 'call to return with errors',
    open: async (page) => {
      await toTheCall(page);
      await page.click('button:has-text("End the call")');
    },
  },
  {
    name: 'call, who it is about',
    open: async (page) => {
      await toTheCall(page);
      await page.fill('#nhs', mrMarlow.nhsNumber);
      await page.fill('#born-day', mrMarlow.born.slice(6));
      await page.fill('#born-month', mrMarlow.born.slice(4, 6));
      await page.fill('#born-year', mrMarlow.born.slice(0, 4));
      await page.click('button:has-text("Find the patient")');
    },
  },
  { name: 'teams to administer', by: 'owen', open: (page) => page.goto('/teams') },
  { name: 'new team', by: 'owen', open: (page) => page.goto('/teams/new') },
  {
    name: 'new team with errors',
    by: 'owen',
    open: async (page) => {
      await page.goto('/teams/new');
      await page.click('button:has-text("See what this will do")');
    },
  },
  { name: 'team to change', by: 'owen', open: toATeam },
  {
    name: 'team to change, what it will do',
    by: 'owen',
    open: async (page) => {
      await toATeam(page);
      await page.check('input[name=what][value=work]');
      await page.click('button:has-text("See what this will do")');
    },
  },
  { name: 'absence', by: 'owen', open: toAnAbsence },
  {
    name: 'absence with errors',
    by: 'owen',
    open: async (page) => {
      await toAnAbsence(page);
      await page.check('input[name=what][value=away]');
      await page.click('button:has-text("See what this will do")');
    },
  },
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
  {
    name: 'events',
    open: async (page) => {
      await toAllan(page);
      await page.click('a:has-text("Show the whole history")');
      await page.click('nav[aria-label=History] a:has-text("Events")');
    },
  },
  {
    name: 'history of an auditor, with what a decision rested on',
    by: 'priya',
    open: async (page) => {
      await toTheDecision(page);
    },
  },
  {
    name: 'history before anybody had heard of him',
    by: 'priya',
    open: async (page) => {
      await toTheDecision(page);
      await page.goto(`${new URL(page.url()).pathname}?at=2020-01-01T12:00:00Z`);
    },
  },
  {
    name: 'history at no moment',
    by: 'priya',
    open: async (page) => {
      await toTheDecision(page);
      await page.goto(`${new URL(page.url()).pathname}?at=never`);
    },
  },
  {
    name: 'result and its message',
    by: 'priya',
    open: async (page) => {
      await toTheDecision(page);
      await page.click('.app-rest a');
    },
  },
  { name: 'staff', by: 'priya', open: (page) => page.goto('/access') },
  { name: 'nobody of that name on the staff', by: 'priya', open: (page) => page.goto('/access?q=Nobody') },
  {
    name: 'what a nurse looked at',
    by: 'priya',
    open: async (page) => {
      await page.goto('/access?q=Ruth');
      await page.click('main a:has-text("Ruth")');
    },
  },
  {
    name: 'patient after radiotherapy',
    open: async (page) => {
      await page.goto('/patients?q=Baxter');
      await page.click('main .app-work__who a');
    },
  },
  {
    name: 'patient with mammograms',
    open: async (page) => {
      await page.goto('/patients?q=Hartley');
      await page.click('main .app-work__who a');
    },
  },
  {
    name: 'patient of whom no test is asked',
    open: async (page) => {
      await page.goto('/patients?q=Clarke');
      await page.click('main .app-work__who a');
    },
  },
  { name: 'review', open: toAReview },
  { name: 'review after radiotherapy', open: (page) => toTheReviewOf(page, 'BAXTER') },
  { name: 'review of a mammogram', open: (page) => toTheReviewOf(page, 'DEVI') },
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
  { name: 'start with questions', open: chooseBreast },
  {
    name: 'start with questions not answered',
    open: async (page) => {
      await chooseBreast(page);
      await page.click('button:has-text("See the schedule")');
    },
  },
  { name: 'start by answers, what it will do', open: answerForBreast },
  {
    name: 'protocol that asks',
    open: async (page) => {
      await answerForBreast(page);
      await page.click('a:has-text("Read the protocol")');
    },
  },
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
      await page.getByLabel('Prostate, after radical prostatectomy', { exact: true }).check();
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
      await page.getByLabel('Prostate, after radical prostatectomy', { exact: true }).check();
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
  { name: 'patient with a missed test', open: toHeron },
  { name: 'call about a missed test', open: toACall },
  {
    name: 'call with errors',
    open: async (page) => {
      await toACall(page);
      await seeWhatItWillDo(page);
    },
  },
  {
    name: 'call, what it will do',
    open: async (page) => {
      await toACall(page);
      await page.getByLabel('Nobody was reached', { exact: true }).check();
      await seeWhatItWillDo(page);
    },
  },
  { name: 'suspend', open: toASuspension },
  {
    name: 'suspend with errors',
    open: async (page) => {
      await toASuspension(page);
      await seeWhatItWillDo(page);
    },
  },
  {
    name: 'message to sort out',
    open: async (page) => {
      await page.goto('/worklist?whose=trust&kind=quarantine');
      await page.click('.app-work__item .app-work__do a');
    },
  },
  { name: 'letters', open: (page) => page.goto('/letters') },
  { name: 'several letters to approve', open: (page) => page.goto('/letters/approve') },
  { name: 'letter', open: toALetter },
  {
    name: 'letter with errors',
    open: async (page) => {
      await toALetter(page);
      await page.click('button:has-text("See what this will do")');
    },
  },
  {
    name: 'letter, what it will do',
    open: async (page) => {
      await toALetter(page);
      await page.getByLabel('Hold it', { exact: true }).check();
      await page.fill('#reason', 'He rings back tomorrow.');
      await page.click('button:has-text("See what this will do")');
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
    stage = await openStage('cast');
    const { senders } = stage;
    await senders.register(mrMarlow);
    await senders.reportUnderAnUnknownCode(mrMarlow);
    const ruth = await stage.signsIn('ruth');
    await ruth.page.goto('/worklist?whose=trust');
    const reviewed = ruth.page.locator('.app-work__item', { hasText: 'ALLAN, George' }).first();
    decidedOn = (await reviewed.locator('.app-work__who a').getAttribute('href')) ?? decidedOn;
    await reviewed.locator('.app-work__do a[role=button]:has-text("Review")').first().click();
    await ruth.decides({ decide: 'Recall to clinic', withinWeeks: 2, reason: 'To be seen.' });
    await ruth.seesATaskSaying('PSAX');
    await ruth.page.goto('/call');
    await ruth.page.fill('#name', 'Ann Training');
    await ruth.page.fill('#phone', '01632 960 001');
    await ruth.page.fill('#said', 'New pain in the back.');
    await ruth.page.check('input[value=same-day]');
    await ruth.page.click('main button:has-text("Record the call")');
    await ruth.seesATaskSaying('Ann Training rang');
    await senders.register(mrHeron);
    await ruth.startsAFollowUp(mrHeron, { operatedOn: daysAgo(30) });
    await stage.system.rms('clock', 'advance', '60 days');
    await ruth.seesATaskFor(mrHeron, 'Patient to ring about a missed test');
  }, 240_000);
  afterAll(() => stage.close());

  const visiting = async (
    screen: { readonly width: number; readonly script: boolean },
    look: (page: Page, shown: Shown) => Promise<readonly string[]>,
  ): Promise<readonly string[]> => {
    const wrong = [];
    for (const by of visitors) wrong.push(...(await visitingAs(by, screen, look)));
    return wrong;
  };

  const visitingAs = async (
    by: Visitor,
    screen: { readonly width: number; readonly script: boolean },
    look: (page: Page, shown: Shown) => Promise<readonly string[]>,
  ): Promise<readonly string[]> => {
    const window = await openWindow(stage.browser, stage.system.http, screen);
    const wrong: string[] = [];
    const { page } = await Clinician.signsIn(window, by, stage.system.password);
    page.on('pageerror', (error) => wrong.push(`script error: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('404') && !message.text().includes('422'))
        wrong.push(`console: ${message.text()}`);
    });
    for (const shown of pages.filter((each) => (each.by ?? 'ruth') === by)) {
      await shown.open(page);
      await page.waitForLoadState('load');
      wrong.push(...(await look(page, shown)).map((problem) => `${shown.name}: ${problem}`));
    }
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
    300_000,
  );

  it.each([
    [320, true],
    [390, false],
  ])(
    'does not move sideways at %d pixels, script %s',
    async (width, script) => {
      expect(await visiting({ width, script }, sidewaysProblems)).toEqual([]);
    },
    240_000,
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
