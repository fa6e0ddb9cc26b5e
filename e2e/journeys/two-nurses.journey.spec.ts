import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { daysAgo } from './cast/days.js';
import { mrMarlow, mrTeal } from './cast/patients.js';
import { corrected, psa } from './cast/senders.js';
import { openStage, type Stage } from './cast/stage.js';

describe('one review and more than one who could decide it', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage('empty');
  }, 90_000);
  afterAll(() => stage.close());

  it('is decided once: the second is shown what the first decided, and keeps what was typed', async () => {
    const { senders } = stage;
    await senders.register(mrMarlow);
    const [ruth, david] = [await stage.signsIn('ruth'), await stage.signsIn('david')];
    await ruth.startsAFollowUp(mrMarlow, { operatedOn: daysAgo(100) });
    await senders.report(psa('0.29', daysAgo(2)), mrMarlow);
    await ruth.seesATaskFor(mrMarlow, '0.29');
    await ruth.opensTheReviewOf(mrMarlow);
    await david.opensTheReviewOf(mrMarlow);
    await ruth.seesWhatItWillDo({ decide: 'Repeat the test', withinWeeks: 4, reason: 'Ruth: repeat first.' });
    await david.seesWhatItWillDo({ decide: 'Recall to clinic', withinWeeks: 2, reason: 'David: see him now.' });
    await ruth.records();
    await david.records();
    const conflict = await david.reads();
    expect(conflict).toContain('Ruth Adeyemi');
    expect(conflict).toContain('Ruth: repeat first.');
    expect(conflict).toContain('David: see him now.');
    expect(conflict).toMatch(/not recorded/i);
    await ruth.seesNoTaskFor(mrMarlow);
    const replay = await stage.system.rms('replay', '--patient', mrMarlow.nhsNumber);
    expect(replay.lines.join('\n')).not.toContain('David: see him now.');
  }, 60_000);

  it('is not decided on a value that the laboratory has corrected meanwhile', async () => {
    const { senders } = stage;
    await senders.register(mrTeal);
    const ruth = await stage.signsIn('ruth');
    await ruth.startsAFollowUp(mrTeal, { operatedOn: daysAgo(100) });
    const result = psa('0.29', daysAgo(2));
    await senders.report(result, mrTeal);
    await ruth.seesATaskFor(mrTeal, '0.29');
    await ruth.opensTheReviewOf(mrTeal);
    await ruth.seesWhatItWillDo({ decide: 'Continue as planned', reason: 'Nothing new.' });
    const again = await ruth.opensAnotherWindow();
    await senders.report(corrected(result, '0.92'), mrTeal);
    await again.seesATaskFor(mrTeal, '0.92');
    await ruth.records();
    expect(await ruth.reads()).toMatch(/not recorded/i);
    await again.seesATaskFor(mrTeal, '0.92');
  }, 60_000);

  it('is nobody’s to decide without a registration, and not the support worker’s', async () => {
    const leah = await stage.signsIn('leah');
    await leah.page.goto('/worklist?whose=trust');
    await leah.page.click('.app-work__item a:has-text("Review")');
    expect(await leah.reads()).toContain('Not yours to decide');
    expect(await leah.page.locator('main form').count()).toBe(0);
  }, 30_000);
});
