import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '@rms/event-sourcing';
import { embeddedSignInKeeper } from './embedded-sign-in-keeper.js';
import { IdentityStore } from './identity-store.js';
import { wrongPassword } from './sign-in-routes.js';
import { isPassword } from './sign-ins.js';

const [nell, other] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
const member = { subject: nell, username: 'nell', name: 'Nell Hartley', roles: ['support-worker'], trusts: ['ZT001'], outOfUse: false };

describe('whoever keeps the sign-ins', () => {
  let directory: string;
  let store: IdentityStore;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'rms-keeper-'));
    store = new IdentityStore(directory, systemClock);
  });
  afterEach(() => {
    store.close();
    rmSync(directory, { recursive: true });
  });

  it('keeps a username for one person, who cannot sign in yet', async () => {
    const keeper = embeddedSignInKeeper(store);
    expect([await keeper.reserve('nell', nell), await keeper.reserve('nell', nell), await keeper.reserve('nell', other)]).toEqual([
      true,
      true,
      false,
    ]);
    expect([store.signIn('nell')?.outOfUse, await isPassword('', store.signIn('nell')!.passwordHash)]).toEqual([true, false]);
    await keeper.release(nell);
    expect(await keeper.reserve('nell', other)).toBe(true);
  });
  it('follows the facts, and makes a sign-in that is not there', async () => {
    const keeper = embeddedSignInKeeper(store);
    await keeper.follow(member);
    expect(store.bySubject(nell)).toMatchObject({ username: 'nell', name: 'Nell Hartley', roles: ['support-worker'], trusts: ['ZT001'] });
    expect(store.bySubject(nell)?.outOfUse).toBeUndefined();
    await keeper.follow({ ...member, roles: ['consultant', 'no-such-role'], registration: 'GMC 0000001', outOfUse: true });
    expect(store.bySubject(nell)).toMatchObject({ roles: ['consultant'], registration: 'GMC 0000001', outOfUse: true });
    await keeper.follow(member);
    expect(store.bySubject(nell)?.registration).toBeUndefined();
  });
  it('makes no sign-in of somebody without a username', async () => {
    const { username: _, ...unnamed } = member;
    await embeddedSignInKeeper(store).follow(unnamed);
    expect(store.signIns()).toEqual([]);
  });
  it('ends the sessions of who is put out of use or given a password, and of nobody else', async () => {
    const keeper = embeddedSignInKeeper(store);
    await keeper.follow(member);
    const sessions = store.adapter('Session');
    const open = async () => {
      await sessions.upsert('hers', { accountId: nell }, 60);
      await sessions.upsert('other', { accountId: other }, 60);
    };
    const left = async () => [await sessions.find('hers'), await sessions.find('other')].map((session) => session !== undefined);
    await open();
    await keeper.follow({ ...member, roles: ['letters-clerk'] });
    expect(await left()).toEqual([true, true]);
    await keeper.follow({ ...member, outOfUse: true });
    expect(await left()).toEqual([false, true]);
    await open();
    await keeper.giveFirstPassword(nell);
    expect(await left()).toEqual([false, true]);
  });
  it('makes a first password that fits, must be replaced, and is another one each time', async () => {
    const keeper = embeddedSignInKeeper(store);
    await keeper.follow(member);
    const [first, second] = [await keeper.giveFirstPassword(nell), await keeper.giveFirstPassword(nell)];
    expect(first).not.toBe(second);
    expect(second).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
    const { passwordHash } = store.signIn('nell')!;
    expect([await isPassword(first, passwordHash), await isPassword(second, passwordHash)]).toEqual([false, true]);
    expect(await keeper.kept()).toEqual([{ subject: nell, username: 'nell', mustChangePassword: true }]);
  });
  it('notes when somebody signed in last', async () => {
    const keeper = embeddedSignInKeeper(store);
    await keeper.follow(member);
    await keeper.noteSignIn(nell, '2026-03-04T09:00:00.000Z');
    expect(await keeper.kept()).toMatchObject([{ lastSignedInAt: '2026-03-04T09:00:00.000Z' }]);
  });
});

describe('a password that somebody chooses', () => {
  it.each([
    ['three quiet herons', 'three quiet herons', undefined],
    ['eleven chars', 'eleven chars', undefined],
    ['eleven char', 'eleven char', 'Enter a password of 12 characters or more'],
    ['x'.repeat(129), 'x'.repeat(129), 'Enter a password of 128 characters or fewer'],
    ['Nell-and-the-herons', 'Nell-and-the-herons', 'Enter a password without your username in it'],
    ['three quiet herons', 'three quiet heron', 'Enter the same password twice'],
  ])('%p, then %p: %p', (password, again, wrong) => expect(wrongPassword({ password, again, username: 'nell' })).toBe(wrong));
});
