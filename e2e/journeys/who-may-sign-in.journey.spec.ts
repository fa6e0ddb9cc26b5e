import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { roleNames } from '@rms/identity';
import type { Page } from 'playwright-core';
import type { Clinician } from './cast/clinician.js';
import { openSystemWithin, type SystemWithin } from './cast/system-within.js';

describe('an administrator', () => {
  let system: SystemWithin;
  let owen: Clinician;
  beforeAll(async () => {
    system = await openSystemWithin();
    owen = await system.signsIn('owen');
  }, 120_000);
  afterAll(() => system.close());

  const told = (who: Clinician): Promise<string> => who.page.locator('[role=status]').innerText();
  const opensUser = async (who: Clinician, name: string): Promise<void> => {
    await who.page.goto('/administration/users');
    await who.page.click(`main a:has-text("${name}")`);
  };
  const puts = async (who: Clinician, name: string, button: 'Put out of use' | 'Put back in use', reason: string): Promise<void> => {
    await opensUser(who, name);
    await who.page.click(`main a:has-text("${button}")`);
    await who.page.fill('#reason', reason);
    await who.page.click(`main button:has-text("${button}")`);
  };
  const opensAReview = async (who: Clinician): Promise<void> => {
    await who.page.goto('/worklist?whose=trust');
    await who.page.click('.app-work__item a:has-text("Review")');
  };
  /** Books a clinic at its owner's door, past every page: refused for what it says, not for whose token it is. */
  const writesAtTheOwner = async (token: string): Promise<number> => {
    const response = await fetch(`${system.node.node.ownerUrl('pathway')}/trusts/ZT001/follow-ups`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{}',
    });
    return response.status;
  };
  const readsAtEveryOwner = (token: string): Promise<readonly number[]> =>
    Promise.all(
      ['registration', 'results', 'pathway', 'letters', 'alerting'].map(async (owner) => {
        const url = `${system.node.node.ownerUrl(owner)}/trusts/ZT001/history/00000000-0000-4000-8000-00000000dead`;
        return (await fetch(url, { headers: { authorization: `Bearer ${token}` } })).status;
      }),
    );
  const signInAt = async (page: Page, username: string, password: string): Promise<void> => {
    await page.goto('/');
    await page.check(`input[value="${username}"]`);
    await page.fill('#password', password);
    await page.click('button:has-text("Sign in")');
  };

  it('puts a nurse out of use: her open page refuses the next click, and every owner her token', async () => {
    const ruth = await system.signsIn('ruth');
    const token = await system.node.tokenFor('ruth');
    await opensAReview(ruth);
    await ruth.page.getByLabel('Recall to clinic', { exact: true }).check();
    await ruth.page.fill('#clinic', '2');
    await ruth.page.fill('#reason', 'To be seen soon.');
    expect(await writesAtTheOwner(token)).toBe(422);
    expect(await readsAtEveryOwner(token)).toEqual([200, 200, 200, 200, 200]);

    await opensUser(owen, 'Ruth Adeyemi');
    await owen.page.click('main a:has-text("Put out of use")');
    expect(await owen.reads()).toMatch(/signed out at once[^]*Northmoor cancer nurses, as its lead: name another lead/);
    await owen.page.fill('#reason', 'Left the trust');
    await owen.page.click('main button:has-text("Put out of use")');
    expect(await owen.reads()).toMatch(/Out of use since[^]*Left the trust/);

    expect(await writesAtTheOwner(token)).toBe(401);
    expect(await readsAtEveryOwner(token)).toEqual([401, 401, 401, 401, 401]);
    await ruth.page.click('button:has-text("See what this will do")');
    expect(await ruth.reads()).toMatch(/You were signed out[^]*was not recorded[^]*To be seen soon\./);
    await ruth.page.goto('/worklist');
    expect(new URL(ruth.page.url()).pathname).toMatch(/^\/realms\//);
    expect(await ruth.page.locator('input[value=ruth]').count()).toBe(0);
  }, 60_000);

  it('puts her back in use, and she signs in with the password from before', async () => {
    await puts(owen, 'Ruth Adeyemi', 'Put back in use', 'Came back');
    expect(await told(owen)).toContain('Ruth Adeyemi may sign in again');
    const ruth = await system.signsIn('ruth');
    await opensAReview(ruth);
    expect(await ruth.reads()).toContain('See what this will do');
  }, 60_000);

  it('adds a colleague, who must replace the first password and is then what was recorded', async () => {
    await owen.page.goto('/administration/users/new');
    await owen.page.click('main form button');
    expect(await owen.reads()).toMatch(/There is a problem[^]*Enter the name[^]*Enter a username[^]*Choose at least one role/);
    await owen.page.fill('#name', 'Nell Hartley');
    await owen.page.fill('#username', 'nell.hartley');
    await owen.page.getByLabel(roleNames['clinical-nurse-specialist']).check();
    await owen.page.click('main form button');
    expect(await owen.reads()).toContain('Enter the registration number');
    await owen.page.fill('#registration', 'nmc 00a0001x');
    await owen.page.click('main form button');
    await owen.page.click('button:has-text("Add this user")');
    expect(await owen.reads()).toContain('Somebody else is on record under this registration number');
    await owen.page.goto('/administration/users/new');
    await owen.page.fill('#name', 'Nell Hartley');
    await owen.page.fill('#username', 'nell.hartley');
    await owen.page.getByLabel(roleNames['clinical-nurse-specialist']).check();
    await owen.page.fill('#registration', 'nmc 00a0009x');
    await owen.page.click('main form button');
    expect(await owen.reads()).toMatch(/What this will do[^]*Nell Hartley may sign in[^]*under NMC 00A0009X/);
    await owen.page.click('button:has-text("Add this user")');
    const [, first = ''] = /First password\s+([a-z0-9-]{19})/.exec(await owen.reads()) ?? [];
    expect(first).not.toBe('');

    const window = await system.newWindow();
    const page = await window.newPage();
    await signInAt(page, 'nell.hartley', first);
    expect(await page.locator('main').innerText()).toContain('Choose a password of your own');
    for (const [password, again, wrong] of [
      ['short', 'short', '12 characters or more'],
      [first, first, 'other than the first one'],
      ['my nell.hartley password', 'my nell.hartley password', 'without your username'],
      ['three quiet herons', 'three quiet heron', 'the same password twice'],
    ] as const) {
      await page.fill('#password', password);
      await page.fill('#again', again);
      await page.click('button:has-text("Use this password")');
      expect(await page.locator('main').innerText()).toContain(wrong);
    }
    await page.fill('#password', 'three quiet herons');
    await page.fill('#again', 'three quiet herons');
    await page.click('button:has-text("Use this password")');
    await page.waitForURL((url) => url.pathname === '/worklist' || url.pathname === '/');
    expect(await page.locator('header').innerText()).toMatch(/Nell Hartley[^]*Clinical nurse specialist/);
    await window.close();

    const again = await (await system.newWindow()).newPage();
    await signInAt(again, 'nell.hartley', first);
    expect(await again.locator('main').innerText()).toContain('Username or password is wrong');
    await opensUser(owen, 'Nell Hartley');
    expect(await owen.reads()).toMatch(
      /In use[^]*nell\.hartley[^]*was added as staff of ZT001: clinical nurse specialist, registered as NMC 00A0009X/,
    );
  }, 60_000);

  it('takes a role, and it is refused with the next click, without signing anybody out', async () => {
    const leah = await system.signsIn('leah');
    await leah.page.goto('/caseload');
    const token = await system.node.tokenFor('leah');
    await opensUser(owen, 'Leah Marsh');
    await owen.page.click('main a:has-text("Change")');
    await owen.page.getByLabel(roleNames['support-worker']).uncheck();
    await owen.page.getByLabel(roleNames['letters-clerk']).check();
    await owen.page.fill('#reason', 'Changed post');
    await owen.page.click('main form button');
    expect(await owen.reads()).toMatch(/Letters clerk is given[^]*Support worker is taken/);
    await owen.page.click('button:has-text("Record these roles")');
    expect(await told(owen)).toContain('hold from now on');
    expect(await writesAtTheOwner(token)).toBe(401);
    await leah.page.goto('/caseload');
    expect(await leah.reads()).toContain('Your role has no use for this page');
    await leah.page.goto('/patients');
    expect(await leah.page.locator('header').innerText()).toContain('Letters clerk');
  }, 60_000);

  it('cannot change his own account, nor stop what is not his, and is the last one', async () => {
    await opensUser(owen, 'Owen Pryce');
    expect(await owen.reads()).toContain('This is your own account');
    const own = owen.page.url();
    for (const path of ['/roles', '/stop']) {
      await owen.page.goto(`${own}${path}`);
      expect(await owen.reads()).toMatch(/Nobody can (change|put) his or her own/);
    }
    const sam = await system.signsIn('sam');
    await opensUser(sam, 'Ruth Adeyemi');
    expect(await sam.page.locator('main a:has-text("Put out of use")').count()).toBe(0);
    await puts(sam, 'Owen Pryce', 'Put out of use', 'Left the trust');
    expect(await sam.reads()).toContain('the last administrator of a trust');
    await owen.page.goto('/administration/users');
    expect(await owen.reads()).toContain('Ruth Adeyemi');
    expect(await owen.reads()).not.toContain('Anwen Rees');
    const anwen = await system.signsIn('anwen');
    expect((await anwen.page.request.get(own, { maxRedirects: 0 })).status()).toBe(403);
  }, 60_000);

  it('does not shut out an auditor of several trusts: the page says whom to ask, and the address refuses', async () => {
    await opensUser(owen, 'Priya Nair');
    expect(await owen.reads()).toMatch(/you do not administer all of them[^]*ask Sam Orchard/);
    expect(await owen.page.locator('main a:has-text("Put out of use")').count()).toBe(0);
    await owen.page.goto(`${owen.page.url()}/stop`);
    expect(await owen.reads()).toContain('works for a trust that is not yours as well');
    const priya = await system.signsIn('priya');
    expect(await priya.page.locator('header').innerText()).toContain('Priya Nair');
  }, 60_000);

  it('sees nobody of another trust: the same page as for nobody at all', async () => {
    const sam = await system.signsIn('sam');
    await opensUser(sam, 'Anwen Rees');
    const hers = new URL(sam.page.url()).pathname;
    const [found, missing] = [
      await owen.page.request.get(hers, { maxRedirects: 0 }),
      await owen.page.request.get(hers.replace(/[0-9a-f-]{36}/, '00000000-0000-4000-8000-00000000dead'), { maxRedirects: 0 }),
    ];
    expect([found.status(), missing.status()]).toEqual([404, 404]);
  }, 60_000);
});
