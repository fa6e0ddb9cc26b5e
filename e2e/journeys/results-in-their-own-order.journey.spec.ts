import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { daysAgo, written } from './cast/days.js';
import { mrBarrow, mrCrane, mrCraneAgain, mrDowd } from './cast/patients.js';
import { corrected, psa, withdrawn } from './cast/senders.js';
import { openStage, type Stage } from './cast/stage.js';

describe('results come when they come', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage('empty');
  }, 90_000);
  afterAll(() => stage.close());

  it('before the patient is registered: it is kept, and found when he is', async () => {
    const { senders } = stage;
    await senders.report(psa('0.27', daysAgo(4)), mrBarrow);
    await senders.register(mrBarrow);
    const ruth = await stage.signsIn('ruth');
    await ruth.fillsInTheStart(mrBarrow, { operatedOn: daysAgo(300) });
    expect(await ruth.reads()).toMatch(/1 result on record since then is read at once/);
    expect(await ruth.reads()).toMatch(/A clinician will be asked to look/);
    await ruth.page.click('button:has-text("Start follow-up")');
    await ruth.seesATaskFor(mrBarrow, '0.27');
  }, 60_000);

  it('corrected and then withdrawn: the review follows the value, and the test is due again', async () => {
    const { senders } = stage;
    await senders.register(mrDowd);
    const ruth = await stage.signsIn('ruth');
    await ruth.startsAFollowUp(mrDowd, { operatedOn: daysAgo(60) });
    const result = psa('0.31', daysAgo(5));
    await senders.report(result, mrDowd);
    await ruth.seesATaskFor(mrDowd, '0.31');

    await senders.report(corrected(result, '0.13'), mrDowd);
    await ruth.seesNoTaskFor(mrDowd);
    await ruth.seesOnThePageOf(mrDowd, /Corrected, was 0\.31/, /PSA is under his limit/, /1 done/);

    await senders.report(corrected(result, '0.33'), mrDowd);
    await ruth.seesATaskFor(mrDowd, '0.33');
    await ruth.opensTheReviewOf(mrDowd);
    await ruth.decides({ decide: 'Continue as planned', reason: 'Known benign cause.' });
    await ruth.seesNoTaskFor(mrDowd);

    await senders.report(withdrawn(result), mrDowd);
    await ruth.seesATaskFor(mrDowd, 'Result changed after a decision');
    await ruth.seesOnThePageOf(mrDowd, /0 done/, new RegExp(`took back the PSA of ${written(daysAgo(5))}`));
  }, 60_000);

  it('under the number of a record that is merged away: it reaches the patient who goes on', async () => {
    const { senders } = stage;
    await senders.register(mrCrane);
    await senders.register(mrCraneAgain);
    const ruth = await stage.signsIn('ruth');
    await ruth.startsAFollowUp(mrCrane, { operatedOn: daysAgo(120) });
    await Promise.all([senders.report(psa('0.41', daysAgo(3)), mrCraneAgain), senders.merge({ away: mrCraneAgain, into: mrCrane })]);
    await ruth.seesATaskFor(mrCrane, '0.41');
    await ruth.seesOnThePageOf(mrCrane, /0\.41/, /at or over|reached/);
    const outcomes = await stage.system.rms('outcomes', '--json');
    expect(outcomes.status).toBe(0);
  }, 60_000);
});
