import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '@rms/nhs';
import { eventually } from './cast/eventually.js';
import { daysAgo, written } from './cast/days.js';
import { mrFinch, mrHeron, mrLark } from './cast/patients.js';
import { psa } from './cast/senders.js';
import { openStage, type Stage } from './cast/stage.js';

const inDays = (days: number) => addDays(daysAgo(0), days);

describe('a test is missed', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage('empty');
    const ruth = await stage.signsIn('ruth');
    for (const patient of [mrHeron, mrFinch, mrLark]) {
      await stage.senders.register(patient);
      // The first PSA is due in 12 days, and overdue from 27 days on.
      await ruth.startsAFollowUp(patient, { operatedOn: daysAgo(30) });
    }
  }, 120_000);
  afterAll(() => stage.close());

  const daysPass = async (days: number): Promise<void> => {
    expect(await stage.system.rms('clock', 'advance', `${String(days)} days`)).toMatchObject({ status: 0 });
  };
  const steps = async (): Promise<readonly string[]> => {
    const { lines } = await stage.system.rms('events', '--json');
    return lines
      .map((line) => JSON.parse(line) as { type: string; recordedAt: string; stream: string; data: { step?: string } })
      .filter(({ type }) => type === 'LadderStepTaken')
      .map(({ recordedAt, data }) => `${data.step ?? ''} on ${recordedAt.slice(0, 10)}`);
  };

  it('and climbs from a reminder to a clinician over the months, each step on its day', async () => {
    const [ruth, leah] = [await stage.signsIn('ruth'), await stage.signsIn('leah')];
    await ruth.suspends(mrLark, { until: inDays(60), reason: 'In treatment elsewhere.' });
    await ruth.seesOnThePageOf(mrLark, `Suspended, review on ${written(inDays(60))}`);

    await daysPass(27);
    await ruth.seesOnThePageOf(mrHeron, 'Overdue by 15 days', /Reminder\s+\S/, `Next, ${written(inDays(41))}`);

    const appointment = { number: 'F9100', on: inDays(34) };
    await stage.senders.book(appointment, mrHeron);
    await ruth.seesOnThePageOf(mrHeron, `Appointment on ${written(inDays(34))}`);
    await daysPass(7);
    await stage.senders.missed(appointment, mrHeron);
    await leah.seesATaskFor(mrHeron, 'Patient to ring about a missed test');

    expect(await leah.recordsACallTo(mrHeron, 'Nobody was reached', 'No answer')).toContain('The call stays open.');
    expect(await leah.recordsACallTo(mrHeron, 'Nobody was reached')).toContain('A clinician is asked to decide,');
    await ruth.seesATaskFor(mrHeron, 'Missed test to decide on');
    await ruth.opensTheReviewOf(mrHeron);
    expect(await ruth.reads()).toContain('an appointment was not attended');
    await ruth.decides({ decide: 'Repeat the test', withinWeeks: 3, reason: 'Spoke to his wife: he was away.' });
    await ruth.seesNoTaskFor(mrHeron);
    await ruth.seesOnThePageOf(mrHeron, 'something else stands in its place');
  }, 120_000);

  it('by somebody whom nobody rang, and a clinician is asked all the same, who hears the whole story', async () => {
    const ruth = await stage.signsIn('ruth');
    await daysPass(40);
    await ruth.seesATaskFor(mrFinch, 'Missed test to decide on');
    await ruth.opensTheReviewOf(mrFinch);
    for (const [words, days] of [
      ['a reminder was asked for', 27],
      ['a second reminder was asked for', 41],
      ['a telephone call was asked for', 55],
    ] as const)
      expect(await ruth.reads()).toContain(`${written(inDays(days))}: ${words}.`);
    // Nobody approved a letter: the page says so, and not that he was reminded.
    expect(await ruth.reads()).toMatch(/Reminder\s+Asked for on[^]*Letter[^]*To approve[^]*Second reminder/);
    const taken = await steps();
    for (const [step, days] of [
      ['reminder', 27],
      ['second-reminder', 41],
      ['telephone', 55],
      ['clinician', 69],
    ] as const)
      expect(taken).toContain(`${step} on ${inDays(days)}`);
    await stage.senders.report(psa('0.03', inDays(70)), mrFinch);
    await ruth.seesNoTaskFor(mrFinch);
  }, 120_000);

  it('while follow-up is suspended: nobody is reminded, and a clinician looks again on its date', async () => {
    const ruth = await stage.signsIn('ruth');
    await ruth.seesATaskFor(mrLark, 'Suspension to decide on');
    await eventually(async () => {
      await ruth.page.goto('/worklist?whose=trust');
      expect(await ruth.reads()).toContain(`Suspended, review was due on ${written(inDays(60))}`);
    });
    await ruth.seesOnThePageOf(mrLark, 'No test is asked for until somebody decides');
    await ruth.opensTheReviewOf(mrLark);
    await ruth.decides({ decide: 'Continue as planned', reason: 'Back home, treatment is over.' });
    await ruth.seesNoTaskFor(mrLark);
    await daysPass(1);
    await ruth.seesOnThePageOf(mrLark, 'Missed test: PSA, 6 weeks', /Reminder\s+\S/);
  }, 120_000);

  it('and follow-up ends for the reason there is, until a result comes that somebody must see', async () => {
    const ruth = await stage.signsIn('ruth');
    await ruth.suspends(mrLark, { until: inDays(90), reason: 'Moves to his daughter.' });
    await daysPass(30);
    await ruth.seesATaskFor(mrLark, 'Suspension to decide on');
    await ruth.opensTheReviewOf(mrLark);
    expect(await ruth.reads()).not.toContain('The schedule is complete.');
    const ending = { decide: 'End follow-up', because: 'Followed by another team', reason: 'Registered with the hospital there.' } as const;
    expect(await ruth.seesWhatItWillDo(ending)).toContain('End this follow-up, followed by another team or hospital');
    await ruth.records();
    await ruth.seesOnThePageOf(mrLark, 'Follow-up ended: followed by another team or hospital.');
    await stage.senders.report(psa('4.5', inDays(97)), mrLark);
    await ruth.seesATaskFor(mrLark, 'Result to review');
    await ruth.seesOnThePageOf(mrLark, /PSA 4\.5/, 'Follow-up goes on: a result has come or changed since');
  }, 120_000);
});
