import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { daysAgo } from './cast/days.js';
import { sidewaysProblems } from './cast/page-checks.js';
import { openStage, type Stage } from './cast/stage.js';
import { atEveryWidth, visited } from './cast/visits.js';
import type { Shown } from './shown/shown.js';

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
const fillInTheClosure = async (page: Page): Promise<void> => {
  await page.goto('/administration/closed-practices/new');
  const [year = '', month = '', day = ''] = daysAgo(0).split('-');
  for (const [field, value] of Object.entries({ ods: 'Z99001', name: 'Millpond Surgery', reason: 'Letter of the board' }))
    await page.fill(`#${field}`, value);
  for (const [part, value] of Object.entries({ day, month, year })) await page.fill(`#closedOn-${part}`, value);
  await page.click('main form button');
};
const aTemplate = '/administration/templates/result-patient';
const writeAVersion = async (page: Page, words: string): Promise<void> => {
  await page.goto(`${aTemplate}/new-version`);
  await page.fill('#text-2', words);
  await page.click('button[value=check]');
};

/** What an administrator opens. */
const shown: readonly Shown[] = [
  { name: 'administration', open: (page) => page.goto('/administration') },
  { name: 'users', open: (page) => page.goto('/administration/users') },
  { name: 'user', open: (page) => toAUser(page) },
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
  { name: 'working hours', open: (page) => page.goto('/administration/working-hours') },
  {
    name: 'change working hours, with errors',
    open: async (page) => {
      await page.goto('/administration/working-hours/change');
      await page.fill('#opens', 'nine');
      await page.click('main form button');
    },
  },
  {
    name: 'change working hours, what it will do',
    open: async (page) => {
      await page.goto('/administration/working-hours/change');
      await page.check('#onCall-3');
      await page.click('main form button');
    },
  },
  { name: 'contact details', open: (page) => page.goto('/administration/contact-details') },
  {
    name: 'change the contact details, with errors',
    open: async (page) => {
      await page.goto('/administration/contact-details/change');
      await page.fill('#phone', 'ask at the desk');
      await page.click('main form button');
    },
  },
  {
    name: 'change the contact details, what will differ',
    open: async (page) => {
      await page.goto('/administration/contact-details/change');
      await page.fill('#lines', 'Quay Street\nNorthmoor');
      await page.click('main form button');
    },
  },
  { name: 'closed practices, none', open: (page) => page.goto('/administration/closed-practices') },
  {
    name: 'record a closure, with errors',
    open: async (page) => {
      await page.goto('/administration/closed-practices/new');
      await page.click('main form button');
    },
  },
  { name: 'record a closure, what it will do', open: fillInTheClosure },
  { name: 'closed practices', open: (page) => page.click('main button:has-text("Record this closure")') },
  { name: 'take back a closure', open: (page) => page.click('main a:has-text("Take back")') },
  {
    name: 'closed practices, taken back',
    open: async (page) => {
      await page.fill('#reason', 'It goes on.');
      await page.click('main form button');
    },
  },
  { name: 'letter templates', open: (page) => page.goto('/administration/templates') },
  { name: 'new version of a template', open: (page) => page.goto(`${aTemplate}/new-version`) },
  {
    name: 'new version of a template, a block added',
    open: async (page) => {
      await page.selectOption('#addKind', 'list');
      await page.click('button[value=add]');
    },
  },
  { name: 'new version of a template, with errors', open: (page) => writeAVersion(page, 'Dear {{ patient.nickname }}') },
  { name: 'new version of a template, how it reads', open: (page) => writeAVersion(page, 'We are glad for you, {{ patient.formal }}.') },
  { name: 'template, a version that waits', open: (page) => page.click('main button:has-text("Lay this version down")') },
  { name: 'letter templates, one that waits', open: (page) => page.goto('/administration/templates') },
  { name: 'template, the version in force', open: (page) => page.goto(`${aTemplate}?version=1`) },
  { name: 'approve a version', open: (page) => page.goto(`${aTemplate}/versions/2/approval`) },
];

const pages = shown.map((page): Shown => ({ ...page, by: 'owen' }));

describe('every page of the administration', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage('cast');
  }, 120_000);
  afterAll(() => stage.close());

  const before = { decidedOn: '' };

  it('serves people at 1280 and 390 pixels as far as a machine can tell, and does not move sideways at 320', async () => {
    expect(await visited(pages, { stage, before, screen: { width: 1280, script: true }, look: atEveryWidth })).toEqual([]);
  }, 400_000);

  it('is there without script on a phone, and does not move sideways', async () => {
    expect(await visited(pages, { stage, before, screen: { width: 390, script: false }, look: sidewaysProblems })).toEqual([]);
  }, 240_000);
});
