import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { APIResponse } from 'playwright-core';
import type { Clinician } from './cast/clinician.js';
import { eventually } from './cast/eventually.js';
import { mrMarlow } from './cast/patients.js';
import { openStage, type Stage } from './cast/stage.js';

const missing = '00000000-0000-4000-8000-00000000dead';

describe('a patient of another trust', () => {
  let stage: Stage;
  let routes: readonly string[];
  let mrAllan: string;
  let anwen: Clinician;
  beforeAll(async () => {
    stage = await openStage('cast');
    await stage.senders.register(mrMarlow);
    await stage.senders.reportUnderAnUnknownCode(mrMarlow);
    const ruth = await stage.signsIn('ruth');
    await ruth.page.goto('/worklist?whose=trust');
    await ruth.page.click('.app-work__item a:has-text("Review")');
    await ruth.decides({ decide: 'Recall to clinic', withinWeeks: 2, reason: 'To be seen.' });
    await ruth.seesATaskSaying('PSAX');
    // The clinic that was asked for is a task of its own, and comes a moment after the decision.
    const hrefs = await eventually(async () => {
      await ruth.page.goto('/worklist?whose=trust');
      const found = await ruth.page
        .locator('.app-work__item a')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
      expect(found.join(' ')).toContain('/recalls/');
      return found;
    });
    mrAllan = (await ruth.page.locator('.app-work__who a', { hasText: 'ALLAN, George' }).first().getAttribute('href')) ?? '';
    const ofPatients = await patientRoutes(ruth, hrefs);
    routes = [...new Set([...hrefs, ...ofPatients])].filter((href) => /[0-9a-f]{8}-/.test(href));
    anwen = await stage.signsIn('anwen');
  }, 120_000);
  afterAll(() => stage.close());

  const patientRoutes = async (ruth: Clinician, hrefs: readonly string[]): Promise<readonly string[]> => {
    await ruth.page.goto(mrAllan);
    const followUp = /\/follow-ups\/[0-9a-f-]+/.exec(hrefs.join(' '))?.[0] ?? '';
    return [
      `${mrAllan}/history`,
      `${mrAllan}/history/events`,
      `${mrAllan}/history/access`,
      `${mrAllan}/news?since=0`,
      `${mrAllan}/start`,
      `${followUp}/undo`,
    ];
  };
  // What differs by design: the moment of the page, its nonces and its form token.
  const bodyOf = async (response: APIResponse): Promise<string> =>
    (await response.text())
      .replace(/nonce="[^"]*"/g, '')
      .replace(/name="_csrf" value="[^"]*"/g, '')
      .replace(/As of [^<]*/g, '')
      .replace(/Today is <strong>[^<]*/g, '');
  const missingOf = (route: string): string => route.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, missing);
  const asked = (route: string) => anwen.page.request.get(route, { maxRedirects: 0 });

  it('is there for his own nurse under every kind of address', () => {
    const kinds = routes.map((route) => route.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '*').replace(/\?.*/, ''));
    expect([...new Set(kinds)].sort()).toEqual(
      [
        '/follow-ups/*/recalls/*',
        '/follow-ups/*/reviews/*',
        '/follow-ups/*/undo',
        '/messages/results/*',
        '/patients/*',
        '/patients/*#letters',
        '/patients/*/history',
        '/patients/*/history/access',
        '/patients/*/history/events',
        '/patients/*/news',
        '/patients/*/start',
        '/tasks/*',
      ].sort(),
    );
  });

  it('is, for a nurse of another, the same as one who does not exist: on every address, to the byte', async () => {
    for (const route of routes) {
      const [his, nobodys] = [await asked(route), await asked(missingOf(route))];
      expect([route, his.status()]).toEqual([route, 404]);
      expect([route, nobodys.status()]).toEqual([route, 404]);
      expect([route, await bodyOf(his)]).toEqual([route, await bodyOf(nobodys)]);
      expect(his.headers()['content-type']).toBe(nobodys.headers()['content-type']);
    }
  }, 60_000);

  it('cannot be sent anything by her either', async () => {
    await anwen.page.goto('/patients');
    const csrf = await anwen.page.locator('input[name=_csrf]').first().getAttribute('value');
    for (const route of routes.filter((each) => !/news|history|patients\/[0-9a-f-]+$/.test(each))) {
      const post = (to: string) =>
        anwen.page.request.post(to, {
          form: { _csrf: csrf ?? '', decision: 'continue', reason: 'x', what: 'seen', note: 'x' },
          maxRedirects: 0,
        });
      const [his, nobodys] = [await post(route), await post(missingOf(route))];
      expect([route, his.status(), nobodys.status()]).toEqual([route, 404, 404]);
      expect([route, await bodyOf(his)]).toEqual([route, await bodyOf(nobodys)]);
    }
  }, 60_000);

  it('is not found by searching, and each attempt on him is on record at his own trust', async () => {
    await anwen.page.goto('/patients?q=Allan');
    expect(await anwen.reads()).toContain('Nobody found');
    const ruth = await stage.signsIn('ruth');
    await ruth.page.goto(`${mrAllan}/history/access`);
    expect(await ruth.reads()).toMatch(/Anwen Rees/);
    expect(await ruth.reads()).toMatch(/[Rr]efused/);
    for (const page of ['the review page', 'the clinic form', 'a task'])
      expect(await ruth.reads()).toMatch(new RegExp(`Asked for ${page}: other trust`));
  }, 30_000);

  it('is not shown to a role that has no use for him, and each attempt is on record with its reason', async () => {
    const owen = await stage.signsIn('owen');
    for (const page of ['', '/history', '/history/events', '/history/access'])
      expect((await owen.page.request.get(`${mrAllan}${page}`, { maxRedirects: 0 })).status()).toBe(403);
    const ruth = await stage.signsIn('ruth');
    await eventually(async () => {
      await ruth.page.goto(`${mrAllan}/history/access`);
      for (const page of ['the patient page', 'the history', 'the events', 'the access log'])
        expect(await ruth.reads()).toMatch(new RegExp(`Asked for ${page}: the role has no use for it`));
    }, 10_000);
  }, 30_000);

  it('is not in the way of an auditor of both trusts, who sees the feeds of the one that she has chosen', async () => {
    const priya = await stage.signsIn('priya');
    for (const [chosen, other] of [
      ['Saltmarsh', 'Northmoor cancer register'],
      ['Northmoor', 'Saltmarsh Coast cancer register'],
    ] as const) {
      await priya.page.click('a:has-text("Change trust")');
      await priya.page.getByLabel(chosen, { exact: false }).check();
      await priya.page.click('main button');
      await priya.page.waitForURL((url) => url.pathname !== '/trust');
      await priya.page.goto('/feeds');
      expect(await priya.reads()).toMatch(new RegExp(`${chosen}.* cancer register`));
      expect(await priya.reads()).not.toContain(other);
    }
    await priya.page.goto('/trust');
    await priya.page.getByLabel('Saltmarsh', { exact: false }).check();
    await priya.page.click('main button');
    await priya.page.waitForURL((url) => url.pathname !== '/trust');
    await priya.page.goto('/patients?q=Allan');
    expect(await priya.reads()).toContain('ALLAN');
    const ruth = await stage.signsIn('ruth');
    await ruth.page.goto(`${mrAllan}/history/access`);
    expect(await ruth.reads()).toMatch(/Priya Nair[^]*list of patients found/);
  }, 30_000);
});
