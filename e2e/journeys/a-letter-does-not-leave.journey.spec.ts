import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Clinician } from './cast/clinician.js';
import { daysAgo } from './cast/days.js';
import { eventually } from './cast/eventually.js';
import { mrBarrow, mrDowd, mrTeal, type JourneyPatient } from './cast/patients.js';
import { corrected, psa } from './cast/senders.js';
import { openStage, type Stage } from './cast/stage.js';

// A postcode that nobody has: the loopback carrier returns what is sent there.
const mrMoved: JourneyPatient = { ...mrDowd, postcode: 'ZZ9 9RP' };

describe('a letter', () => {
  let stage: Stage;
  let ruth: Clinician;
  let tom: Clinician;
  beforeAll(async () => {
    stage = await openStage('empty');
    [ruth, tom] = [await stage.signsIn('ruth'), await stage.signsIn('tom')];
    for (const patient of [mrTeal, mrBarrow, mrMoved]) {
      await stage.senders.register(patient);
      await ruth.startsAFollowUp(patient, { operatedOn: daysAgo(500) });
    }
  }, 120_000);
  afterAll(() => stage.close());

  const opensTheLetter = (who: Clinician, patient: JourneyPatient, saying: string): Promise<void> =>
    eventually(async () => {
      await who.page.goto('/letters?all=to-approve');
      const card = who.page.locator('.app-card', { hasText: patient.family.toUpperCase() });
      await card.filter({ hasText: saying }).filter({ hasText: 'To the patient' }).first().locator('a').click({ timeout: 2000 });
    });
  const approves = async (who: Clinician): Promise<string> => {
    await who.page.getByLabel('Approve it', { exact: true }).check();
    await who.page.click('button:has-text("See what this will do")');
    await who.page.click('button:has-text("Record this")');
    expect(await who.reads()).toContain('Approved');
    return who.page.url();
  };
  const becomes = (who: Clinician, letter: string, ...words: readonly RegExp[]): Promise<void> =>
    eventually(async () => {
      await who.page.goto(letter);
      for (const word of words) expect(await who.reads()).toMatch(word);
    });
  const becameOf = async (letter: string): Promise<readonly string[]> =>
    (await stage.system.rms('events', '--json')).lines
      .map((line) => JSON.parse(line) as { readonly stream: string; readonly type: string })
      .filter(({ stream, type }) => stream === `letters.letter-${letter}` && type !== 'LetterNeedsSomebody' && type !== 'LetterAttendedTo')
      .map(({ type }) => type);
  const timePasses = async (time: string): Promise<void> => {
    expect((await stage.system.rms('clock', 'advance', time)).status).toBe(0);
  };

  it('of somebody who dies between approval and hand-over is not sent', async () => {
    await stage.senders.report(psa('0.05'), mrTeal);
    await opensTheLetter(tom, mrTeal, '0.05');
    const letter = await approves(tom);
    await stage.senders.reportDeath(mrTeal);
    await becomes(tom, letter, /Not to be sent[^]*The patient died/);
    await timePasses('2 days');
    await tom.page.goto(letter);
    expect(await tom.reads()).not.toMatch(/Handed over to the carrier\s+on|Carrier’s receipt/);
  }, 90_000);

  it('about a value that is corrected while it waits is held, and nobody is reassured before a clinician has decided again', async () => {
    const first = psa('0.31');
    await stage.senders.report(first, mrBarrow);
    await ruth.seesATaskFor(mrBarrow, '0.31');
    await ruth.opensTheReviewOf(mrBarrow);
    await ruth.decides({ decide: 'Continue as planned', reason: 'Known from before.' });
    await opensTheLetter(ruth, mrBarrow, 'the plan stays as it is');
    const letter = ruth.page.url();
    await stage.senders.report(corrected(first, '0.03'), mrBarrow);
    await becomes(ruth, letter, /Not to be sent[^]*The result reads otherwise now/);
    expect(await becameOf(letter.slice(-36))).toEqual(['LetterOwed', 'LetterDrafted', 'LetterHeld', 'LetterCancelled']);
    await timePasses('2 days');
    await ruth.page.goto(letter);
    expect(await ruth.reads()).not.toContain('Carrier’s receipt');
    await ruth.seesATaskFor(mrBarrow, 'Result changed after a decision');

    await ruth.opensTheReviewOf(mrBarrow);
    await ruth.decides({ decide: 'Continue as planned', reason: 'The laboratory has put it right.' });
    await becomes(ruth, letter, /Approved: not yet[^]*0\.03 ug\/L/);
    await tom.page.goto(letter);
    expect(await tom.page.getByLabel('Approve it', { exact: true }).count()).toBe(0);
  }, 90_000);

  it('that comes back asks for somebody', async () => {
    await stage.senders.report(psa('0.05'), mrMoved);
    await opensTheLetter(tom, mrMoved, '0.05');
    const letter = await approves(tom);
    await timePasses('15 days');
    await becomes(tom, letter, /Returned/);
    await tom.seesATaskFor(mrMoved, 'Letter came back');
  }, 90_000);
});
