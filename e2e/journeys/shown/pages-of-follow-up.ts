import type { Page } from 'playwright-core';
import { mrHeron, mrMarlow } from '../cast/patients.js';
import type { Shown } from './shown.js';

const toAReview = async (page: Page): Promise<void> => {
  await page.goto('/worklist?whose=trust');
  await page.click('.app-work__item a:has-text("Review")');
};

const toAStart = async (page: Page): Promise<void> => {
  await page.goto(`/patients?q=${mrMarlow.nhsNumber}`);
  await page.click('main a:has-text("Start a follow-up")');
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

/** A follow-up from its start to its end. */
export const pagesOfFollowUp: readonly Shown[] = [
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
];
