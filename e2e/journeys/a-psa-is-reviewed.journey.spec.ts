import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { daysAgo, written } from './cast/days.js';
import { mrMarlow, mrTeal } from './cast/patients.js';
import { psa } from './cast/senders.js';
import { openStage, type Stage } from './cast/stage.js';

describe.each([
  ['with script', true, mrMarlow],
  ['without script', false, mrTeal],
] as const)('a PSA arrives and is reviewed, %s', (_how, script, patient) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage('empty');
  }, 90_000);
  afterAll(() => stage.close());

  it('from the register’s message to the decision and its history', async () => {
    const { senders } = stage;
    await senders.register(patient);
    const ruth = await stage.signsIn('ruth', { script });

    await ruth.fillsInTheStart(patient, { operatedOn: daysAgo(200) });
    expect(await ruth.reads()).toContain('The whole schedule');
    expect(await ruth.reads()).toMatch(/No result is on record/);
    await ruth.page.click('button:has-text("Start follow-up")');
    await ruth.seesOnThePageOf(patient, 'No open task', 'No PSA result yet', /\d+ tests/);

    await senders.report(psa('0.05', daysAgo(30)), patient);
    await ruth.seesOnThePageOf(patient, /PSA is under his limit/, /No open task/, /Letters under way[\s\S]*PSA 0.05/);
    await ruth.seesNoTaskFor(patient);

    await senders.report(psa('0.24', daysAgo(20)), patient);
    await ruth.seesATaskFor(patient, 'Result to review');
    await ruth.opensTheReviewOf(patient);
    const evidence = await ruth.reads();
    expect(evidence).toContain('0.04');
    expect(evidence).toContain('over');
    expect(evidence).toMatch(/American Urological Association/);
    expect(await ruth.seesWhatItWillDo({ decide: 'Repeat the test', withinWeeks: 4, reason: 'First rise; he feels well.' })).toMatch(
      /One extra test/,
    );
    await ruth.records();
    await ruth.seesNoTaskFor(patient);
    await ruth.seesOnThePageOf(patient, /Repeat/, /First rise; he feels well/);

    await senders.report(psa('0.31', daysAgo(1)), patient);
    await ruth.seesATaskFor(patient, 'Result to review');
    await ruth.opensTheReviewOf(patient);
    expect(await ruth.reads()).toMatch(/Confirmed/);
    await ruth.decides({ decide: 'Recall to clinic', withinWeeks: 2, reason: 'Second rise. Wants to be seen.' });
    await ruth.seesATaskFor(patient, 'Clinic to book');

    await ruth.opensPatient(patient);
    const history = await ruth.opensTheHistory();
    expect(history).toContain('0.31');
    expect(history).toContain('Second rise. Wants to be seen.');
    expect(history).toContain('Ruth Adeyemi');
    expect(history).toContain(written(daysAgo(1)));

    const replay = await stage.system.rms('replay', '--patient', patient.nhsNumber);
    expect(replay.status).toBe(0);
    expect(replay.lines.join('\n')).toContain('Second rise. Wants to be seen.');
  }, 90_000);

  it('and a start made in error is undone', async () => {
    const other = { ...patient, nhsNumber: '9990004129', hospitalNumber: 'N900720', family: 'Unwin', born: '19500101' };
    await stage.senders.register(other);
    const ruth = await stage.signsIn('ruth', { script });
    await ruth.startsAFollowUp(other, { operatedOn: daysAgo(100) });
    await ruth.undoesTheStart(other, 'Wrong patient: it was his brother.');
    await ruth.seesOnThePageOf(other, /its start was an error and was undone/);
  }, 60_000);
});
