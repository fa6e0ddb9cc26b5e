import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { daysAgo } from './cast/days.js';
import { eventually } from './cast/eventually.js';
import type { Clinician } from './cast/clinician.js';
import { openStage, type Stage } from './cast/stage.js';

describe.each([
  ['with script', true],
  ['without script', false],
] as const)('a letter is approved and delivered, %s', (_how, script) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage('cast');
  }, 90_000);
  afterAll(() => stage.close());

  const opens = async (tom: Clinician, to: 'To the patient' | 'To the GP'): Promise<void> => {
    await eventually(async () => {
      await tom.page.goto('/letters?all=to-approve');
      await tom.page.locator('.app-card', { hasText: 'SINGH' }).filter({ hasText: to }).first().locator('a').click({ timeout: 2000 });
    });
  };

  /** An auditor finds the page of each writing of a letter beside it in the history, and the look is recorded. */
  const leadsToThePage = async (patient: string, sent: Buffer): Promise<void> => {
    const priya = await stage.signsIn('priya', { script });
    await priya.page.goto(`${patient}/history/events`);
    const links = priya.page.getByRole('link', { name: 'The page as it was written' });
    const hrefs = await links.evaluateAll((found) => found.map((link) => link.getAttribute('href') ?? ''));
    const pages = await Promise.all(hrefs.map(async (href) => (await priya.page.request.get(new URL(href, priya.page.url()).href)).body()));
    expect(pages.filter((page) => Buffer.compare(page, sent) === 0)).toHaveLength(1);
    const unknown = (hrefs[0] ?? '').replace(/[0-9a-f]{64}$/, '0'.repeat(64));
    expect((await priya.page.request.get(new URL(unknown, priya.page.url()).href)).status()).toBe(404);
    await priya.page.goto(`${patient}/history/access`);
    expect(await priya.reads()).toContain('a page of a letter as it was written');
  };

  it('from the desk to the proof that it arrived', async () => {
    const tom = await stage.signsIn('tom', { script });
    expect(await tom.reads()).toMatch(/letters not yet delivered: \d+ owed, \d+ to approve/);
    await opens(tom, 'To the patient');
    const letter = tom.page.url();
    expect(await tom.reads()).toMatch(/Approved: not yet[\s\S]*GP copy[\s\S]*Mr Harbhajan Singh/);

    const page = await tom.page.request.get(`${letter}/page`);
    expect([page.status(), page.headers()['content-type'], (await page.body()).subarray(0, 5).toString()]).toEqual([
      200,
      'application/pdf',
      '%PDF-',
    ]);

    await tom.page.getByLabel('Approve it', { exact: true }).check();
    await tom.page.click('button:has-text("See what this will do")');
    expect(await tom.reads()).toContain('What this will do');
    const form = Object.fromEntries(
      await tom.page
        .locator('form:has(button:has-text("Record this")) input')
        .evaluateAll((inputs) => inputs.map((input) => [input.getAttribute('name') ?? '', input.getAttribute('value') ?? ''])),
    ) as Record<string, string>;
    await tom.page.click('button:has-text("Record this")');
    expect(await tom.reads()).toContain('by Tom Whitfield');
    const twice = await tom.page.request.post(letter, { form });
    expect([twice.status(), await twice.text()]).toEqual([200, expect.not.stringContaining('There is a problem')]);

    expect((await stage.system.rms('clock', 'advance', '4d')).status).toBe(0);
    await eventually(async () => {
      await tom.page.goto(letter);
      expect(await tom.reads()).toMatch(/Carrier’s receipt LOOP-\d+[\s\S]*Dispatched\n[\s\S]*Delivered\n/);
    });
    await tom.page.goto('/letters');
    expect(await tom.reads()).toMatch(/1 delivered in the last 7 days/);
    const sent = await tom.page.request.get(`${letter}/page`);
    expect([sent.status(), Buffer.compare(await sent.body(), await page.body())]).toEqual([200, 0]);

    await tom.page.goto(letter);
    await leadsToThePage((await tom.page.getByRole('link', { name: 'See the patient' }).getAttribute('href')) ?? '', await page.body());
    await tom.page.getByLabel('It came back', { exact: true }).check();
    await tom.page.click('button:has-text("See what this will do")');
    expect(await tom.reads()).toMatch(/Enter the day on which it came back[\s\S]*Enter what was written on it/);
    const [year = '', month = '', day = ''] = daysAgo(-2).split('-');
    await tom.page.getByLabel('Day', { exact: true }).fill(day);
    await tom.page.getByLabel('Month', { exact: true }).fill(month);
    await tom.page.getByLabel('Year', { exact: true }).fill(year);
    await tom.page.getByLabel('Reason, or how you know').fill('Not known at this address');
    await tom.page.click('button:has-text("See what this will do")');
    expect(await tom.reads()).toMatch(/Came back on[\s\S]*Written on it: Not known at this address/);
    await tom.page.click('button:has-text("Record this")');
    expect(await tom.reads()).toMatch(/Returned[\s\S]*Find out how to reach the patient/);
    expect((await tom.page.request.get(`${letter}/page`)).status()).toBe(200);
  }, 120_000);

  it('and several with routine news are approved together', async () => {
    const tom = await stage.signsIn('tom', { script });
    await tom.page.goto('/letters/approve');
    await tom.page.locator('input[name=letter]').first().check();
    await tom.page.locator('input[name=letter]').nth(1).check();
    await tom.page.click('button:has-text("Approve these letters")');
    await tom.page.waitForURL(/\/letters$/);
    expect(await tom.page.locator('[role=status]').allInnerTexts()).toContain('2 letters were approved.');
  }, 60_000);
});
