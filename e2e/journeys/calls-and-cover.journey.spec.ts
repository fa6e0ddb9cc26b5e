import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, parseCivilDate } from '@rms/nhs';
import type { Page } from 'playwright-core';
import { daysAgo } from './cast/days.js';
import { eventually } from './cast/eventually.js';
import { mrMarlow, mrTeal } from './cast/patients.js';
import { psa } from './cast/senders.js';
import { openStage, type Stage } from './cast/stage.js';

const main = (page: Page): Promise<string> => page.locator('main').innerText();
const itemOf = (page: Page, text: string) => page.locator('.app-work__item', { hasText: text });

const recordsACall = async (
  page: Page,
  call: { readonly name: string; readonly said: string; readonly urgency: string },
): Promise<void> => {
  await page.fill('#name', call.name);
  await page.fill('#phone', '01632 960 001');
  await page.fill('#said', call.said);
  await page.check(`input[value=${call.urgency}]`);
  await page.click('main button:has-text("Record the call")');
};
const typesADate = async (page: Page, name: string, date: string): Promise<void> => {
  const [year = '', month = '', day = ''] = date.split('-');
  await page.fill(`#${name}-day`, day);
  await page.fill(`#${name}-month`, month);
  await page.fill(`#${name}-year`, year);
};

describe.each([
  ['with script', true],
  ['without script', false],
])('the telephone of a team, %s', (_how, script) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage('empty', ['--clock', 'training']);
    await stage.senders.register(mrMarlow);
    await stage.senders.register(mrTeal);
  }, 90_000);
  afterAll(() => stage.close());

  it('a call about somebody unknown has an owner at once, and is put with its patient later', async () => {
    const leah = await stage.signsIn('leah', { script });
    await leah.page.goto('/call');
    await leah.page.fill('#about', 'a Mr Teal');
    await recordsACall(leah.page, { name: 'A neighbour', said: 'He is not well.', urgency: 'three-days' });
    const address = leah.page.url();
    await leah.seesATaskSaying('A neighbour rang about a Mr Teal');
    await leah.page.goto(address);
    await leah.page.check('input[value=advised]');
    await leah.page.fill('#note', 'To ring his GP.');
    await leah.page.click('button:has-text("End the call")');
    expect(await main(leah.page)).toContain('Find the patient first');

    await leah.page.fill('#nhs', mrTeal.nhsNumber);
    await typesADate(leah.page, 'born', '1901-01-01');
    await leah.page.click('button:has-text("Find the patient")');
    expect(await main(leah.page)).toContain('No patient of your trust has this NHS number and this date of birth');
    await typesADate(leah.page, 'born', `${mrTeal.born.slice(0, 4)}-${mrTeal.born.slice(4, 6)}-${mrTeal.born.slice(6)}`);
    await leah.page.click('button:has-text("Find the patient")');
    expect(await main(leah.page)).toContain('Is the call about this patient?');
    await leah.page.click('button:has-text("Yes, it is about this patient")');
    await leah.seesATaskFor(mrTeal, 'Call back');
    await leah.seesOnThePageOf(mrTeal, /A neighbour rang/);
    const replay = await stage.system.rms('replay', '--patient', mrTeal.nhsNumber);
    expect(replay.lines.join('\n')).toContain('The call was found to be about this patient.');
  }, 90_000);

  it('a call is logged from the patient, escalates past its limit, and ends with an outcome', async () => {
    const leah = await stage.signsIn('leah', { script });
    await leah.opensPatient(mrMarlow);
    await leah.page.click('main a:has-text("Record a call")');
    await leah.page.check('input[value=pain-new-or-worse]');
    await recordsACall(leah.page, { name: 'Ann Training', said: 'Pain in the lower back.', urgency: 'same-day' });
    expect(await main(leah.page)).toMatch(/Tell the caller: by \d+ \w+ 20\d\d, \d\d:\d\d/);
    await leah.seesATaskFor(mrMarlow, 'Call back about new symptoms');
    expect(await leah.page.locator('.app-work__band').first().innerText()).toContain('Possible recurrence or new symptom');

    await leah.opensPatient(mrMarlow);
    expect(await main(leah.page)).toMatch(/What happens next[\s\S]*Call back about new symptoms/);

    expect((await stage.system.rms('clock', 'advance', '7 days')).status).toBe(0);
    const david = await stage.signsIn('david', { script });
    await eventually(async () => {
      await david.page.goto('/worklist?whose=mine&kind=call');
      expect(await itemOf(david.page, 'Marlow').allInnerTexts()).toEqual([
        expect.stringMatching(/late[\s\S]*Told to the consultants and the service managers as well/),
      ]);
    });
    const owen = await stage.signsIn('owen', { script });
    await owen.page.goto('/worklist?whose=mine');
    expect(await itemOf(owen.page, 'Marlow').count()).toBe(1);

    await leah.page.goto('/worklist?whose=trust&kind=call');
    await leah.page.click('.app-work__item a:has-text("Return the call")');
    await leah.page.check('input[value=no-answer]');
    await leah.page.click('button:has-text("Record the try")');
    expect(await main(leah.page)).toContain('Nobody answered');
    await leah.page.click('button:has-text("End the call")');
    expect(await main(leah.page)).toContain('Choose what became of the call');
    // A new symptom is not dismissed by anybody but a clinician.
    expect(await main(leah.page)).toContain('It stays with the team');
    expect(await leah.page.locator('input[value=not-needed], input[value=advised], input[value=not-reached]').count()).toBe(0);
    await david.page.goto(leah.page.url().replace(/\/(close|try)$/, ''));
    await david.page.check('input[value=not-reached]');
    await david.page.fill('#note', 'No luck.');
    await david.page.click('button:has-text("End the call")');
    expect(await main(david.page)).toContain('Ring three times before giving up');
    await leah.page.check('input[value=appointment-arranged]');
    await leah.page.fill('#note', 'Seen on Thursday.');
    await leah.page.click('button:has-text("End the call")');
    await leah.seesNoTaskFor(mrMarlow);
    await leah.seesOnThePageOf(mrMarlow, /Ann Training rang/, /Seen on Thursday/);
  }, 120_000);
});

describe('a nurse goes away', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage('empty', ['--clock', 'training']);
  }, 90_000);
  afterAll(() => stage.close());

  it('and her work goes to the nurse who covers, and is hers again afterwards', async () => {
    await stage.senders.register(mrMarlow);
    const ruth = await stage.signsIn('ruth');
    await ruth.startsAFollowUp(mrMarlow, { operatedOn: daysAgo(100) });
    await stage.senders.report(psa('0.29', daysAgo(2)), mrMarlow);
    await ruth.seesATaskFor(mrMarlow, '0.29');

    const owen = await stage.signsIn('owen', { script: false });
    await owen.page.goto('/teams');
    await owen.page.locator('main li', { hasText: 'Ruth Adeyemi' }).locator('a').click();
    await owen.page.check('input[value=away]');
    await owen.page.click('button:has-text("See what this will do")');
    expect(await main(owen.page)).toContain('Enter the first day');
    const today = parseCivilDate(daysAgo(0))!;
    await typesADate(owen.page, 'from', addDays(today, 1));
    await typesADate(owen.page, 'until', addDays(today, 10));
    await owen.page.selectOption('#cover', { label: 'Tom Whitfield, Letters clerk' });
    await owen.page.click('button:has-text("See what this will do")');
    const withTom = await main(owen.page);
    expect(withTom).not.toMatch(/result or decision: Tom Whitfield/);
    expect(withTom).toContain('Tom Whitfield may not settle results and decisions');
    await owen.page.click('a:has-text("Change it")');
    expect(await owen.page.inputValue('#until-year')).toBe(addDays(today, 10).slice(0, 4));
    await owen.page.selectOption('#cover', { label: 'Nadia Okoro, Clinical nurse specialist' });
    await owen.page.click('button:has-text("See what this will do")');
    expect(await main(owen.page)).toMatch(/1 result or decision: Nadia Okoro acts/);
    await owen.page.click('button:has-text("Record it")');
    expect(await main(owen.page)).toMatch(/Ruth Adeyemi[\s\S]*Away from[\s\S]*Nadia Okoro acts meanwhile/);

    const nadia = await stage.signsIn('nadia');
    await nadia.page.goto('/worklist?whose=cover');
    expect(await itemOf(nadia.page, 'Marlow').count()).toBe(0);
    await stage.system.rms('clock', 'advance', '2 days');
    await eventually(async () => {
      await nadia.page.goto('/worklist?whose=cover');
      expect(await itemOf(nadia.page, 'Marlow').allInnerTexts()).toEqual([
        expect.stringMatching(/Ruth Adeyemi is away until[\s\S]*Meanwhile: you/),
      ]);
    });
    await stage.system.rms('clock', 'advance', '9 days');
    await eventually(async () => {
      await nadia.page.goto('/worklist?whose=cover');
      expect(await itemOf(nadia.page, 'Marlow').count()).toBe(0);
    });
    const again = await stage.signsIn('ruth');
    await again.page.goto('/worklist?whose=mine');
    expect(await itemOf(again.page, 'Marlow').allInnerTexts()).toEqual([expect.stringContaining('Owner: You')]);

    await again.page.click('.app-work__item a:has-text("Take or give")');
    await again.page.selectOption('#to', { label: 'Nadia Okoro' });
    await again.page.click('button:has-text("Give it")');
    expect(await main(again.page)).toContain('Enter your reason');
    await again.page.fill('#reason', 'She knows him.');
    await again.page.click('button:has-text("Give it")');
    await again.page.goto('/worklist?whose=trust&kind=review');
    expect(await itemOf(again.page, 'Marlow').innerText()).toContain('Owner: Nadia Okoro');
    await nadia.page.goto('/caseload');
    expect(await main(nadia.page)).toMatch(/MARLOW[\s\S]*Result to review[\s\S]*You/);
  }, 120_000);
});
