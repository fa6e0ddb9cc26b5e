import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { daysAgo } from './cast/days.js';
import { eventually } from './cast/eventually.js';
import { mrTeal } from './cast/patients.js';
import { openStage, type Stage } from './cast/stage.js';

describe('a death that the cancer register reported', () => {
  let stage: Stage;
  beforeAll(async () => {
    // Register and hospital are two senders here.
    stage = await openStage('cast');
  }, 90_000);
  afterAll(() => stage.close());

  it('is not taken back by the habit of a hospital that says of everybody that he lives, but by somebody who has found out', async () => {
    const ruth = await stage.signsIn('ruth');
    await stage.senders.register(mrTeal);
    await ruth.startsAFollowUp(mrTeal, { operatedOn: daysAgo(500) });
    await stage.senders.reportDeath(mrTeal);
    await ruth.seesOnThePageOf(mrTeal, /Follow-up ended/);
    await stage.senders.describeByHabit(mrTeal);
    await ruth.seesATaskFor(mrTeal, 'says that the patient has not died; another sender reported the death');
    await ruth.seesOnThePageOf(mrTeal, /Follow-up ended/);

    await eventually(async () => {
      await ruth.page.goto('/worklist?whose=trust');
      const task = ruth.page.locator('.app-work__item', { hasText: 'has not died' });
      await task.locator('a[href*="/messages/registration/"]').first().click({ timeout: 2000 });
    });
    expect(await ruth.reads()).toMatch(/Find out whether the patient is alive[^]*death-contradicted/);
    await ruth.page.getByLabel('Read it again', { exact: true }).check();
    await ruth.page.fill('#reason', 'Rung: he answered himself. The register has been told.');
    await ruth.page.click('main form button');
    await ruth.seesOnThePageOf(mrTeal, 'Undo this start', /No PSA result yet/);
    const replay = await stage.system.rms('replay', '--patient', mrTeal.nhsNumber);
    expect(replay.lines.join('\n')).toMatch(
      /found out whether the patient is alive, and let this count[^]*The reported death was an error/,
    );
  }, 90_000);
});
