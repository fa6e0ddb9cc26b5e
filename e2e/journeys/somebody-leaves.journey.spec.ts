import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { roleNames } from '@rms/identity';
import type { Clinician } from './cast/clinician.js';
import { daysAgo } from './cast/days.js';
import { eventually } from './cast/eventually.js';
import { mrMarlow } from './cast/patients.js';
import { psa } from './cast/senders.js';
import { openStage, type Stage } from './cast/stage.js';

describe('a nurse whose patient has a result to review', () => {
  let stage: Stage;
  let owen: Clinician;
  beforeAll(async () => {
    stage = await openStage('empty');
    await stage.senders.register(mrMarlow);
    const ruth = await stage.signsIn('ruth');
    await ruth.startsAFollowUp(mrMarlow, { operatedOn: daysAgo(100) });
    await stage.senders.report(psa('0.29', daysAgo(2)), mrMarlow);
    await ruth.seesATaskFor(mrMarlow, '0.29');
    owen = await stage.signsIn('owen', { script: false });
  }, 90_000);
  afterAll(() => stage.close());

  const opensUser = async (name: string): Promise<void> => {
    await owen.page.goto('/administration/users');
    await owen.page.click(`main a:has-text("${name}")`);
  };
  const ownerIs = async (who: Clinician, owner: string): Promise<void> => {
    await eventually(async () => {
      await who.page.goto('/worklist?whose=trust&kind=review');
      const item = who.page.locator('.app-work__item', { hasText: 'Marlow' });
      expect(await item.allInnerTexts()).toEqual([expect.stringContaining(`Owner: ${owner}`)]);
    });
  };

  it('is put out of use: her task is her team’s, and whoever takes it keeps it when she is back', async () => {
    await ownerIs(owen, 'Ruth Adeyemi');
    await opensUser('Ruth Adeyemi');
    await owen.page.click('main a:has-text("Put out of use")');
    await owen.page.fill('#reason', 'Left the trust');
    await owen.page.click('main button:has-text("Put out of use")');
    const nadia = await stage.signsIn('nadia');
    await ownerIs(nadia, 'Northmoor cancer nurses');
    await nadia.page.click('.app-work__item a:has-text("Take or give")');
    await nadia.page.click('button:has-text("Take this task")');
    await ownerIs(nadia, 'You');

    await opensUser('Ruth Adeyemi');
    await owen.page.click('main a:has-text("Put back in use")');
    await owen.page.fill('#reason', 'Came back');
    await owen.page.click('main button:has-text("Put back in use")');
    const ruth = await stage.signsIn('ruth');
    await ownerIs(ruth, 'Nadia Okoro');
  }, 90_000);

  it('loses the role in which it can be settled: it goes on to the lead of the team', async () => {
    await opensUser('Nadia Okoro');
    await owen.page.click('main a:has-text("Change")');
    await owen.page.getByLabel(roleNames['clinical-nurse-specialist']).uncheck();
    await owen.page.getByLabel(roleNames['letters-clerk']).check();
    await owen.page.fill('#reason', 'Changed post');
    await owen.page.click('main form button');
    await owen.page.click('button:has-text("Record these roles")');
    await ownerIs(owen, 'Ruth Adeyemi');
    const replay = await stage.system.rms('replay', '--patient', mrMarlow.nhsNumber);
    expect(replay.lines.join('\n')).toMatch(/may not sign in any more[^]*no role any more in which it can be settled/);
  }, 90_000);

  it('leads her team no longer once she has left, and the last administrator cannot leave', async () => {
    const says = async (name: string): Promise<string> => {
      await owen.page.goto('/teams');
      await owen.page.locator('main li', { hasText: name }).locator('a').first().click();
      await owen.page.check('input[value=left]');
      await owen.page.click('button:has-text("See what this will do")');
      return owen.page.locator('main').innerText();
    };
    expect(await says('Owen')).toContain('This is the last administrator of a trust in use. Add another first.');
    expect(await says('Ruth Adeyemi')).toContain('Northmoor cancer nurses has no lead until you name another');
    await owen.page.click('button:has-text("Record it")');
    await owen.page.goto('/teams');
    expect(await owen.page.locator('section', { hasText: 'Northmoor cancer nurses' }).innerText()).toContain('No lead');
  }, 60_000);

  it('was the last who may decide: the page says so before, and every worklist afterwards', async () => {
    const stops = async (name: string): Promise<string> => {
      await opensUser(name);
      await owen.page.click('main a:has-text("Put out of use")');
      const told = await owen.page.locator('main').innerText();
      await owen.page.fill('#reason', 'A stolen password');
      await owen.page.click('main button:has-text("Put out of use")');
      return told;
    };
    const puts = async (name: string): Promise<void> => {
      await opensUser(name);
      await owen.page.click('main a:has-text("Put back in use")');
      await owen.page.fill('#reason', 'It is another one now');
      await owen.page.click('main button:has-text("Put back in use")');
    };
    await stage.signsIn('david');
    expect(await stops('Ruth Adeyemi')).not.toContain('Nobody is left');
    expect(await stops('David Penrose')).toMatch(
      /Nobody is left at Northmoor Hospitals who may decide about patients\.[^]*go to the service managers[^]*who may not decide/,
    );
    await ownerIs(owen, 'The service managers of the trust');
    expect(await owen.page.locator('main').innerText()).toContain('Nobody at this trust may decide about patients');
    await puts('David Penrose');
    await eventually(async () => {
      await owen.page.goto('/worklist?whose=trust');
      expect(await owen.page.locator('main').innerText()).not.toContain('Nobody at this trust may decide');
    });
  }, 90_000);
});
