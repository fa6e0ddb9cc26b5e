import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '@rms/event-sourcing';
import { bearerVerifier } from '../bearer.js';
import { audienceOfTheSystem } from '../realm.js';
import type { Person, ServiceCaller } from '../roles.js';
import { isRenewed, signInAtGateway, trySigningIn } from './code-flow.js';
import type { ProviderUnderTest } from './provider-under-test.js';

const [nell, other] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
const password = 'three quiet herons';
const member = { subject: nell, username: 'nell', name: 'Nell Hartley', roles: ['support-worker'], trusts: ['ZT001'], outOfUse: false };
const otherMember = { ...member, subject: other, username: 'other', name: 'Otis van der Meer' };

/** What whoever keeps the sign-ins must do, tried at the provider's own door: whatever he says is so when somebody signs in. */
export const signInKeeperContract = (name: string, open: () => Promise<ProviderUnderTest>): void => {
  describe(`whoever keeps the sign-ins, on ${name}`, () => {
    let provider: ProviderUnderTest;
    beforeAll(async () => {
      provider = await open();
    });
    afterAll(() => provider.close());
    beforeEach(() => provider.forgetEverybody());

    const tokensOf = (username: string) => signInAtGateway(provider.gateway, { username, password });
    const opens = (secret: string) => trySigningIn(provider.gateway, { username: 'nell', password: secret });
    const said = async (): Promise<Person | ServiceCaller | undefined> => {
      const verify = bearerVerifier({ issuer: provider.issuer, audience: audienceOfTheSystem, clock: systemClock });
      return verify(`Bearer ${(await tokensOf('nell')).access}`);
    };

    it('keeps a username for one person, who cannot sign in yet', async () => {
      const { keeper } = provider;
      expect([await keeper.reserve('nell', nell), await keeper.reserve('nell', nell), await keeper.reserve('nell', other)]).toEqual([
        true,
        true,
        false,
      ]);
      expect(await keeper.reserve('another', nell)).toBe(false);
      expect(await keeper.kept()).toEqual([{ subject: nell, username: 'nell', mustChangePassword: false }]);
      expect(await opens('')).toBe('refused');
      await provider.choosePassword(nell, password);
      expect(await opens(password)).toBe('refused');
      await keeper.release(nell);
      await keeper.release(nell);
      expect(await keeper.reserve('nell', other)).toBe(true);
    });
    it('keeps it for one of two who ask at once', async () => {
      const { keeper } = provider;
      const kept = await Promise.all([keeper.reserve('nell', nell), keeper.reserve('nell', other)]);
      expect([...kept].sort()).toEqual([false, true]);
    });
    it('follows the facts, and makes a sign-in that is not there', async () => {
      const { keeper } = provider;
      await keeper.follow(member);
      await provider.choosePassword(nell, password);
      const first = { subject: nell, username: 'nell', name: 'Nell Hartley', roles: ['support-worker'], trusts: ['ZT001'] };
      expect(await said()).toEqual(first);
      const changed = {
        ...member,
        name: 'Nell Hartley Grey',
        roles: ['consultant', 'no-such-role', 'service', 'auditor'],
        trusts: ['ZT002', 'ZT003'],
        registration: 'GMC 0000001',
      };
      await keeper.follow(changed);
      await keeper.follow(changed);
      const { roles, trusts, ...rest } = (await said()) as Person;
      expect([[...roles].sort(), [...trusts].sort(), rest]).toEqual([
        ['auditor', 'consultant'],
        ['ZT002', 'ZT003'],
        { subject: nell, username: 'nell', name: 'Nell Hartley Grey', registration: 'GMC 0000001' },
      ]);
      await keeper.follow(member);
      expect(await said()).toEqual(first);
    });
    it('lets in nobody who is out of use, and again who is put back', async () => {
      const { keeper } = provider;
      await keeper.follow({ ...member, outOfUse: true });
      await provider.choosePassword(nell, password);
      expect(await opens(password)).toBe('refused');
      await keeper.follow(member);
      expect(await opens(password)).toBe('in');
    });
    it('makes no sign-in of somebody without a username', async () => {
      const { username: _, ...unnamed } = member;
      await provider.keeper.follow(unnamed);
      expect(await provider.keeper.kept()).toEqual([]);
    });
    it('makes none under a username that is another’s, whose own it leaves as it is', async () => {
      const { keeper } = provider;
      await keeper.follow(member);
      await keeper.follow({ ...otherMember, username: 'nell', roles: ['consultant'] });
      await provider.choosePassword(nell, password);
      expect([await keeper.kept(), await said()]).toMatchObject([[{ subject: nell }], { subject: nell, roles: ['support-worker'] }]);
    });
    it('ends the sessions of who is put out of use or given a password, and of nobody else', async () => {
      const { keeper, gateway } = provider;
      await keeper.follow(member);
      await keeper.follow(otherMember);
      for (const subject of [nell, other]) await provider.choosePassword(subject, password);
      const [others, hers] = [await tokensOf('other'), await tokensOf('nell')];
      await keeper.follow({ ...member, roles: ['letters-clerk'] });
      expect(await isRenewed(gateway, hers)).toBe(true);
      await keeper.follow({ ...member, outOfUse: true });
      await keeper.follow(member);
      expect(await isRenewed(gateway, hers)).toBe(false);
      const again = await tokensOf('nell');
      await keeper.giveFirstPassword(nell);
      expect([await isRenewed(gateway, again), await isRenewed(gateway, others)]).toEqual([false, true]);
    });
    it('makes a first password that fits, must be replaced, and is another one each time', async () => {
      const { keeper } = provider;
      await keeper.follow(member);
      const [first, second] = [await keeper.giveFirstPassword(nell), await keeper.giveFirstPassword(nell)];
      expect(first).not.toBe(second);
      expect(second).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
      expect([await opens(first), await opens(second)]).toEqual(['refused', 'must-replace-password']);
      expect(await keeper.kept()).toEqual([{ subject: nell, username: 'nell', mustChangePassword: true }]);
      await provider.choosePassword(nell, password);
      expect(await keeper.kept()).toEqual([{ subject: nell, username: 'nell', mustChangePassword: false }]);
    });
    it('gives nobody a password who has no sign-in', async () =>
      expect(provider.keeper.giveFirstPassword(nell)).rejects.toThrow(`There is no sign-in of ${nell}.`));
    it('notes when somebody signed in last, and changes nothing else about him', async () => {
      const { keeper } = provider;
      await keeper.follow({ ...member, registration: 'NMC 00A0000X' });
      await keeper.giveFirstPassword(nell);
      await keeper.noteSignIn(nell, '2026-03-04T09:00:00.000Z');
      expect(await keeper.kept()).toEqual([
        { subject: nell, username: 'nell', mustChangePassword: true, lastSignedInAt: '2026-03-04T09:00:00.000Z' },
      ]);
      await provider.choosePassword(nell, password);
      expect(await said()).toMatchObject({ name: 'Nell Hartley', roles: ['support-worker'], registration: 'NMC 00A0000X' });
    });
    it('follows and notes at the same time without losing either', async () => {
      const { keeper } = provider;
      await keeper.follow(member);
      await provider.choosePassword(nell, password);
      await Promise.all([
        keeper.noteSignIn(nell, '2026-03-04T09:00:00.000Z'),
        keeper.follow({ ...member, registration: 'NMC 00A0000X' }),
        keeper.noteSignIn(nell, '2026-03-04T09:00:01.000Z'),
      ]);
      expect([await keeper.kept(), await said()]).toMatchObject([
        [{ lastSignedInAt: '2026-03-04T09:00:01.000Z' }],
        { registration: 'NMC 00A0000X' },
      ]);
    });
  });
};
