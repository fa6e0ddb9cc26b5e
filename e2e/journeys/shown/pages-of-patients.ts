import type { Page } from 'playwright-core';
import { toAllan, type Before, type Shown } from './shown.js';

const toTheDecision = async (page: Page, { decidedOn }: Before): Promise<void> => {
  await page.goto(decidedOn);
  await page.click('a:has-text("Show the whole history")');
  await page.locator('.app-rest').first().waitFor();
};

/** Patients, their histories and who looked. */
export const pagesOfPatients: readonly Shown[] = [
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
    open: toTheDecision,
  },
  {
    name: 'history before anybody had heard of him',
    by: 'priya',
    open: async (page, before) => {
      await toTheDecision(page, before);
      await page.goto(`${new URL(page.url()).pathname}?at=2020-01-01T12:00:00Z`);
    },
  },
  {
    name: 'history at no moment',
    by: 'priya',
    open: async (page, before) => {
      await toTheDecision(page, before);
      await page.goto(`${new URL(page.url()).pathname}?at=never`);
    },
  },
  {
    name: 'result and its message',
    by: 'priya',
    open: async (page, before) => {
      await toTheDecision(page, before);
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
];
