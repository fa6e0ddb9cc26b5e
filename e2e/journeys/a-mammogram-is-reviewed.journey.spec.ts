import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { daysAgo, written } from './cast/days.js';
import { eventually } from './cast/eventually.js';
import { mrMarlow, mrsAshby, mrsLarch } from './cast/patients.js';
import { mammogram, psa } from './cast/senders.js';
import { openStage, type Stage } from './cast/stage.js';

const breast = 'Breast, after surgery';
const left = 'What was done to the left breast?';
const right = 'What was done to the right breast?';
const removed = 'Removed (mastectomy)';

describe('a mammogram that asks for action is reviewed', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage('empty');
  }, 90_000);
  afterAll(() => stage.close());

  it('of the breast that is left, from the start to the repeat', async () => {
    const { senders } = stage;
    await senders.register(mrsAshby);
    const ruth = await stage.signsIn('ruth');

    await ruth.fillsInTheStart(mrsAshby, { operatedOn: daysAgo(400), by: breast, answers: { [left]: removed, [right]: 'Not operated' } });
    const check = await ruth.reads();
    expect(check).toContain('Mammogram, right, 24 months');
    expect(check).not.toContain('Mammogram, left');
    expect(check).not.toMatch(/PSA|limit/i);
    await ruth.page.click('button:has-text("Start follow-up")');
    await ruth.seesOnThePageOf(mrsAshby, 'No mammogram result yet', 'fixed for her', removed, 'How follow-up ends is decided on');

    await senders.reportMammogram(mammogram('M1', 'Normal', { side: 'R', done: daysAgo(30) }), mrsAshby);
    await ruth.seesOnThePageOf(
      mrsAshby,
      /The last mammogram is reassuring/,
      /No open task/,
      /Letters under way[^]*Mammogram of .*reassuring \(M1 Normal, right\), to patient/,
    );

    await senders.reportMammogram(mammogram('M1', 'Normal', { side: 'L', done: daysAgo(20) }), mrsAshby);
    await ruth.seesATaskFor(mrsAshby, 'no mammogram of that side is asked for from this patient');
    await ruth.opensTheReviewOf(mrsAshby);
    await ruth.decides({ decide: 'Continue as planned', reason: 'Sent for another patient; radiology has been rung.' });
    await ruth.seesNoTaskFor(mrsAshby);

    await senders.reportMammogram(mammogram('M4', 'Suspicious', { side: 'R', done: daysAgo(1) }), mrsAshby);
    await ruth.seesATaskFor(mrsAshby, 'asks for action: M4');
    await ruth.opensTheReviewOf(mrsAshby);
    const evidence = await ruth.reads();
    expect(evidence).toContain('M4 Suspicious, right');
    expect(evidence).toContain('“M4” of RCRBG, and nothing else of the report.');
    expect(evidence).toMatch(/Royal College of Radiologists/);
    expect(evidence).not.toMatch(/PSA|above limit|\bhis\b|\bhim\b/i);
    await ruth.decides({ decide: 'Recall to clinic', withinWeeks: 1, reason: 'Suspicious. To be seen at once.' });
    await ruth.seesATaskFor(mrsAshby, 'Clinic to book');

    await ruth.opensPatient(mrsAshby);
    const history = await ruth.opensTheHistory();
    expect(history).toContain('Suspicious. To be seen at once.');
    expect(history).toContain(written(daysAgo(1)));
    expect(history).toContain(`${left}\t${removed}`);
  }, 120_000);

  it('and a date of birth that is corrected asks whether mammograms that were counted by it still fit', async () => {
    const ruth = await stage.signsIn('ruth');
    await stage.senders.correct({ ...mrsAshby, born: '19800808' });
    await ruth.seesATaskFor(mrsAshby, 'The date of birth that tests were counted by has been corrected');
    await ruth.opensTheReviewOf(mrsAshby);
    expect(await ruth.reads()).toMatch(
      /Review: the date of birth was corrected[^]*corrected from 12 August 1957 to 8 August 1980[^]*Check whether the planned tests still fit/,
    );
    await ruth.decides({ decide: 'Continue as planned', reason: 'Two mammograms to come; looked at again then.' });
    await eventually(async () => {
      await ruth.page.goto('/worklist?whose=trust');
      expect(await ruth.reads()).not.toContain('date of birth');
    });
  }, 60_000);

  it('and nobody is lost of whom no mammogram is asked', async () => {
    await stage.senders.register(mrsLarch);
    const ruth = await stage.signsIn('ruth');
    await ruth.fillsInTheStart(mrsLarch, { operatedOn: daysAgo(200), by: breast, answers: { [left]: removed, [right]: removed } });
    expect(await ruth.reads()).toContain('No test is asked for');
    await ruth.page.click('button:has-text("Start follow-up")');
    await ruth.seesOnThePageOf(mrsLarch, 'No open task', 'None planned', 'How follow-up ends is decided on');
    await ruth.page.goto('/worklist');
    expect(await ruth.reads()).toMatch(/Nobody has neither/);
  }, 60_000);

  it('while a PSA after radiotherapy is held against the lowest value, and says which', async () => {
    await stage.senders.register(mrMarlow);
    const ruth = await stage.signsIn('ruth');
    await ruth.startsAFollowUp(mrMarlow, { operatedOn: daysAgo(700), by: 'Prostate, after radiotherapy' });
    await ruth.seesOnThePageOf(mrMarlow, 'No PSA result yet', 'There is no limit yet');
    await stage.senders.report(psa('0.40', daysAgo(200)), mrMarlow);
    await stage.senders.report(psa('2.40', daysAgo(2)), mrMarlow);
    await ruth.seesATaskFor(mrMarlow, 'at or above the limit of 2.40 ng/mL');
    await ruth.seesOnThePageOf(
      mrMarlow,
      `His limit is 2.40 ng/mL: the lowest value since treatment, 0.40 ng/mL on ${written(daysAgo(200))}, plus 2.00.`,
      /Doubling time/,
    );
    await ruth.opensTheReviewOf(mrMarlow);
    expect(await ruth.reads()).toMatch(/0\.40 ng\/mL on .* plus 2\.00 = 2\.40/);
  }, 60_000);
});
