import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Clinician } from './cast/clinician.js';
import { daysAgo } from './cast/days.js';
import { eventually } from './cast/eventually.js';
import { mrFinch } from './cast/patients.js';
import { psa } from './cast/senders.js';
import { openStage, type Stage } from './cast/stage.js';

const template = '/administration/templates/result-patient';

describe('what letters rest on', () => {
  let stage: Stage;
  let owen: Clinician;
  let tom: Clinician;
  let ruth: Clinician;
  beforeAll(async () => {
    stage = await openStage('cast');
    // Without script: nothing on these pages needs one.
    [owen, tom, ruth] = [await stage.signsIn('owen', { script: false }), await stage.signsIn('tom'), await stage.signsIn('ruth')];
    await stage.senders.register(mrFinch);
  }, 120_000);
  afterAll(() => stage.close());

  const told = (who: Clinician): Promise<string> => who.page.locator('[role=status]').innerText();
  const presses = (who: Clinician, text: string): Promise<void> =>
    who.page.click(`main button:has-text("${text}"), main a[role=button]:has-text("${text}")`);
  const approves = async (who: Clinician): Promise<void> => {
    await who.page.goto('/letters');
    expect(await who.reads()).toContain('1 letter template waits for your approval.');
    await who.page.click('main a:has-text("Letter templates")');
    await who.page.click('main .app-new a:has-text("Result, to the patient")');
    await presses(who, 'Approve this version');
    await presses(who, 'Approve this version');
    expect(await told(who)).toContain('Your approval is recorded.');
  };

  it('is how the trust can be reached, and what will differ is shown before it is recorded', async () => {
    await owen.page.goto('/administration');
    await owen.page.click('main a:has-text("Contact details on letters")');
    await presses(owen, 'Change these details');
    await owen.page.fill('#phone', 'ask at the desk');
    await presses(owen, 'See what this will do');
    expect(await owen.reads()).toContain('Enter a telephone number with 10 to 15 digits');
    expect(await owen.page.inputValue('#phone')).toBe('ask at the desk');
    await owen.page.fill('#phone', '01632 960199');
    await presses(owen, 'See what this will do');
    expect(await owen.reads()).toMatch(/Telephone\s+01632 960123\s+01632 960199[^]*\d+ letters wait to be written or approved/);
    await presses(owen, 'Record these details');
    expect(await told(owen)).toContain('The next letter prints these details.');
    expect(await owen.reads()).toMatch(/recorded by Owen Pryce[^]*01632 960199/);
  }, 60_000);

  it('is words that nobody can lay down where they cannot be filled in', async () => {
    await owen.page.goto(template);
    await presses(owen, 'Write a new version');
    await owen.page.selectOption('#addAfter', '1');
    await presses(owen, 'Add this block');
    await owen.page.fill('#text-2', 'We are glad for you,\n{{ patient.nickname }}.');
    await presses(owen, 'See how it reads');
    expect(await owen.reads()).toContain('Block 2, line 2: There is no “patient.nickname”. Use one of the names that a letter may use.');
    expect(await owen.page.inputValue('#text-2')).toBe('We are glad for you,\n{{ patient.nickname }}.');
    await owen.page.fill('#text-2', 'Come again on {{ next.due }}.');
    await presses(owen, 'See how it reads');
    expect(await owen.reads()).toContain('“{{ next.due }}” may be missing. Put it between {% if next %} and {% endif %}.');
    await owen.page.fill('#text-2', 'We are glad for you, {{ patient.formal }}.');
    await presses(owen, 'See how it reads');
    expect(await owen.reads()).toMatch(/Said from then on\s+Paragraph: We are glad for you[^]*We are glad for you, Mr Allan\./);
    await presses(owen, 'Lay this version down');
    expect(await told(owen)).toContain('Two other people must approve it');
  }, 60_000);

  it('and words that two people approve, besides whoever wrote them', async () => {
    expect(await owen.reads()).toMatch(/Two people must approve it: David Penrose, Nadia Okoro, Ruth Adeyemi, Tom Whitfield may/);
    expect(await owen.reads()).toContain('A letters clerk, a clinical nurse specialist or a consultant approves it.');
    const page = await owen.page.request.get(`${template}/versions/2/page`);
    expect([page.status(), (await page.body()).subarray(0, 5).toString()]).toEqual([200, '%PDF-']);

    await approves(tom);
    expect(await tom.reads()).toMatch(/You have approved this version\. A second person must approve it\./);
    await owen.page.goto('/administration/templates');
    expect(await owen.reads()).toMatch(/Laid down by Owen Pryce, approved by Tom Whitfield\. One more person must approve it/);
    await approves(ruth);
    expect(await ruth.reads()).toMatch(/Version 2: in force[^]*by Tom Whitfield[^]*by Ruth Adeyemi/);
  }, 60_000);

  it('so that the next letter says the new words, and whom to ring', async () => {
    await ruth.startsAFollowUp(mrFinch, { operatedOn: daysAgo(400) });
    await stage.senders.report(psa('0.05'), mrFinch);
    await eventually(async () => {
      await tom.page.goto('/letters?all=to-approve');
      const card = tom.page.locator('.app-card', { hasText: 'FINCH' }).filter({ hasText: 'To the patient' }).filter({ hasText: 'PSA' });
      await card.first().locator('a').click({ timeout: 2000 });
      expect(await tom.reads()).toContain('Template result-patient');
    });
    expect(await tom.reads()).toContain('Template result-patient, version 2.');
    expect(await tom.reads()).toContain('We are glad for you,');
    expect(await tom.reads()).toContain('01632 960199');
  }, 60_000);

  it('and practices: one that closed is recorded by the clerk with how many patients it concerns, and taken back', async () => {
    const [year = '', month = '', day = ''] = daysAgo(0).split('-');
    await tom.page.goto('/letters');
    await tom.page.click('main a:has-text("closed practices")');
    expect(await tom.reads()).toContain('No practice is recorded as closed.');
    await presses(tom, 'Record that a practice closed');
    await presses(tom, 'See what this will do');
    expect(await tom.reads()).toMatch(/Enter the code of the practice[^]*Enter the name[^]*Enter the day[^]*Enter how you know/);
    for (const [field, value] of Object.entries({ ods: 'z99001', name: 'Millpond Surgery', reason: 'Letter of the board' }))
      await tom.page.fill(`#${field}`, value);
    for (const [part, value] of Object.entries({ day, month, year })) await tom.page.fill(`#closedOn-${part}`, value);
    await presses(tom, 'See what this will do');
    expect(await tom.reads()).toMatch(/[1-9]\d* patients of Northmoor Hospitals have this practice on record/);
    await presses(tom, 'Record this closure');
    expect(await tom.reads()).toMatch(/Millpond Surgery\s+Z99001[^]*[1-9]\d* patients[^]*by Tom Whitfield/);
    await tom.page.click('main a:has-text("Take back")');
    await presses(tom, 'Take the closure back');
    expect(await tom.reads()).toContain('Enter how you know');
    await tom.page.fill('#reason', 'It goes on under another partner');
    await presses(tom, 'Take the closure back');
    expect(await told(tom)).toContain('Letters go there again.');
  }, 60_000);

  it('is administered by nobody whom it does not concern', async () => {
    const status = async (who: Clinician, page: string): Promise<number> =>
      (await who.page.request.get(`/administration/${page}`, { maxRedirects: 0 })).status();
    const leah = await stage.signsIn('leah');
    for (const page of ['contact-details', 'templates', 'closed-practices']) expect(await status(leah, page)).toBe(403);
    expect([await status(ruth, 'contact-details'), await status(ruth, 'templates'), await status(ruth, 'closed-practices')]).toEqual([
      403, 200, 403,
    ]);
    expect([await status(tom, 'contact-details'), await status(owen, 'templates/no-such-letter')]).toEqual([403, 404]);
  }, 30_000);
});
