import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { systemClock } from '@rms/event-sourcing';
import { audienceOfTheSystem, bearerVerifier, type FollowedMember } from '@rms/identity';
import { FormBrowser, type ProviderUnderTest } from '@rms/identity/testing';
import { OpenId } from './open-id.js';
import { SignedInGuard } from './signed-in.guard.js';
import type { PageRequest } from './signed-in.js';

const nell = '00000000-0000-4000-8000-000000000001';
const who = { username: 'nell', password: 'three quiet herons' };
const member: FollowedMember = {
  subject: nell,
  username: 'nell',
  name: 'Nell Hartley',
  roles: ['support-worker'],
  trusts: ['ZT001'],
  outOfUse: false,
};
class SomePage {
  readonly show = (): void => undefined;
}
const page = new SomePage();

/** What the gateway needs of a provider: to sign somebody in, to keep his session up to date, and to sign him out. */
export const signInContract = (name: string, open: () => Promise<ProviderUnderTest>): void => {
  describe(`signing in at ${name}`, () => {
    let provider: ProviderUnderTest;
    let openId: OpenId;
    const verifier = () =>
      bearerVerifier({ issuer: provider.issuer, audience: audienceOfTheSystem, clock: systemClock, isStillSo: provider.isStillSo() });
    beforeAll(async () => {
      provider = await open();
      openId = new OpenId({ ...provider.gateway, clock: systemClock });
      await provider.keeper.follow(member);
      await provider.choosePassword(nell, who.password);
    });
    afterAll(() => provider.close());
    beforeEach(() => provider.keeper.follow(member));

    const signedIn = async (browser = new FormBrowser()) => {
      const { url, pending } = await openId.begin('/');
      const tried = await browser.signIn(url, `${provider.gateway.publicUrl}/signed-in`, who);
      if (tried.outcome !== 'in') throw new Error(tried.outcome);
      return openId.finish(tried.returned, pending);
    };
    /** A request in a session, as the guard finds it. */
    const inSession = (method: string, tokens: Awaited<ReturnType<typeof signedIn>>) =>
      ({ method, path: '/', originalUrl: '/', session: { tokens, since: systemClock.now() } }) as unknown as PageRequest;
    const guarded = async (request: PageRequest, verify = verifier()): Promise<boolean> => {
      const limits = { clock: systemClock, absoluteMs: 12 * 3_600_000 };
      const guard = new SignedInGuard({ openId, verify, limits }, new Reflector());
      const context = {
        getType: () => 'http',
        switchToHttp: () => ({ getRequest: () => request }),
        getHandler: () => page.show,
        getClass: () => SomePage,
      };
      return guard.canActivate(context as unknown as ExecutionContext);
    };

    it('exchanges the code for tokens that count, with one that renews them', async () => {
      const tokens = await signedIn();
      expect(await verifier()(`Bearer ${tokens.access}`)).toMatchObject({ subject: nell, roles: ['support-worker'], trusts: ['ZT001'] });
      expect([typeof tokens.refresh, typeof tokens.id]).toEqual(['string', 'string']);
      const left = tokens.expiresAt - systemClock.now();
      expect(left > 290_000 && left <= 300_000).toBe(true);
    });
    it('takes no code that another browser came back with, and none twice', async () => {
      const { url, pending } = await openId.begin('/');
      const other = await openId.begin('/');
      const tried = await new FormBrowser().signIn(url, `${provider.gateway.publicUrl}/signed-in`, who);
      const returned = tried.outcome === 'in' ? tried.returned : '';
      await expect(openId.finish(returned, other.pending)).rejects.toThrow();
      await expect(openId.finish(returned, { ...pending, verifier: other.pending.verifier })).rejects.toThrow();
    });
    it('leaves tokens alone that are good, and renews those that end soon', async () => {
      const tokens = await signedIn();
      expect(await openId.current(tokens)).toBe(tokens);
      const renewed = await openId.current({ ...tokens, expiresAt: systemClock.now() + 20_000 });
      expect(renewed?.access).not.toBe(tokens.access);
      expect(await verifier()(`Bearer ${renewed?.access ?? ''}`)).toMatchObject({ subject: nell });
    });
    it('renews with one token as often as two tabs ask for it', async () => {
      const tokens = await signedIn();
      const twice = await Promise.all([openId.renewed(tokens), openId.renewed(tokens)]);
      expect(twice.map((each) => each === undefined)).toEqual([false, false]);
    });
    it('lets somebody whose roles were changed go on with those he has now, as soon as he records something', async () => {
      const [tokens, verify] = [await signedIn(), verifier()];
      expect(await guarded(inSession('GET', tokens), verify)).toBe(true);
      await provider.keeper.follow({ ...member, roles: ['letters-clerk'], registration: 'NMC 00A0000X' });
      const request = inSession('POST', tokens);
      expect(await guarded(request, verify)).toBe(true);
      expect(request.signedIn?.person).toMatchObject({ roles: ['letters-clerk'], registration: 'NMC 00A0000X' });
      expect(request.session.tokens?.access).not.toBe(tokens.access);
    });
    it('lets nobody go on who was put out of use', async () => {
      const tokens = await signedIn();
      await provider.keeper.follow({ ...member, outOfUse: true });
      await expect(guarded(inSession('POST', tokens))).rejects.toMatchObject({ status: 401 });
      await expect(guarded(inSession('GET', tokens))).rejects.toMatchObject({ name: 'SignInFirst' });
    });
    it('signs out at the provider, which asks for the password again and renews nothing', async () => {
      const browser = new FormBrowser();
      const tokens = await signedIn(browser);
      const back = `${provider.gateway.publicUrl}/signed-out`;
      expect(await browser.signOut(await openId.signOutUrl(tokens), back)).toBe(back);
      expect(await openId.renewed(tokens)).toBeUndefined();
      const { url } = await openId.begin('/');
      expect(await browser.signIn(url, `${provider.gateway.publicUrl}/signed-in`, who)).toMatchObject({ outcome: 'in' });
    });
  });
};
