import type { Page } from 'playwright-core';
import { mrMarlow } from '../cast/patients.js';
import { toAllan, type Shown } from './shown.js';

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
  await page.goto('/letters?all=to-approve');
  await page.click('.app-card a:has-text("SINGH")');
};

/** What is to be done, by whom, and what came of it. */
export const pagesOfWork: readonly Shown[] = [
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
