import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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
  }, 90_000);

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
