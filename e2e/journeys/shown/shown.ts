import type { Page } from 'playwright-core';

/** Who opens pages: a nurse, an administrator of the trust, an auditor. */
export const visitors = ['ruth', 'owen', 'priya'] as const;
export type Visitor = (typeof visitors)[number];

/** What was done before the pages are opened. */
export interface Before {
  /** The page of the patient about whom a decision was made. */
  readonly decidedOn: string;
}

/** A page, and the way to it. */
export interface Shown {
  readonly name: string;
  readonly open: (page: Page, before: Before) => Promise<unknown>;
  /** Who opens it, where it is not the nurse. */
  readonly by?: Visitor;
}

export const toAllan = async (page: Page): Promise<void> => {
  await page.goto('/patients?q=Allan');
  await page.click('main .app-work__who a');
};
