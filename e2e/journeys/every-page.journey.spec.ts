import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openWindow } from './cast/browser.js';
import { daysAgo } from './cast/days.js';
import { accessibilityProblems, sidewaysProblems } from './cast/page-checks.js';
import { mrHeron, mrMarlow } from './cast/patients.js';
import { openStage, type Stage } from './cast/stage.js';
import { atEveryWidth, visited } from './cast/visits.js';
import { pagesOfFollowUp } from './shown/pages-of-follow-up.js';
import { pagesOfPatients } from './shown/pages-of-patients.js';
import { pagesOfWork } from './shown/pages-of-work.js';

const pages = [...pagesOfWork, ...pagesOfPatients, ...pagesOfFollowUp];

describe('every page', () => {
  let stage: Stage;
  let before = { decidedOn: '/patients' };
  beforeAll(async () => {
    stage = await openStage('cast');
    const { senders } = stage;
    await senders.register(mrMarlow);
    await senders.reportUnderAnUnknownCode(mrMarlow);
    const ruth = await stage.signsIn('ruth');
    await ruth.page.goto('/worklist?whose=trust');
    const reviewed = ruth.page.locator('.app-work__item', { hasText: 'ALLAN, George' }).first();
    before = { decidedOn: (await reviewed.locator('.app-work__who a').getAttribute('href')) ?? before.decidedOn };
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

  it('serves people at 1280 and 390 pixels as far as a machine can tell, and does not move sideways at 320', async () => {
    expect(await visited(pages, { stage, before, screen: { width: 1280, script: true }, look: atEveryWidth })).toEqual([]);
  }, 400_000);

  it('is there without script on a phone, and does not move sideways', async () => {
    expect(await visited(pages, { stage, before, screen: { width: 390, script: false }, look: sidewaysProblems })).toEqual([]);
  }, 240_000);

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
