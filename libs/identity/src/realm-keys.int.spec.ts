import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { bearerVerifier, CannotBeChecked, type VerifyBearer } from './index.js';
import { json, startRealm, type RealmOfATest } from './realm.fixture.js';

const person = { sub: 's1', preferred_username: 'nell', realm_access: { roles: ['consultant'] } };

describe('the keys of a realm', () => {
  let realm: RealmOfATest;
  let verify: VerifyBearer;
  const clock = { at: 0, now: () => clock.at };
  beforeEach(async () => {
    clock.at = Date.parse('2026-03-04T09:00:00.000Z');
    realm = await startRealm();
    verify = bearerVerifier({ issuer: realm.issuer, audience: 'rms-api', clock });
  });
  afterEach(() => realm.goAway());
  const taken = async (token: string) => (await verify(`Bearer ${token}`)) !== undefined;
  const fetched = () => realm.asked.filter((path) => path === 'certs').length;

  it('are fetched once for many tokens, however many come at once', async () => {
    const token = realm.token(person);
    expect(await Promise.all(Array.from({ length: 10 }, () => taken(token)))).toEqual(Array(10).fill(true));
    expect([await taken(token), fetched()]).toEqual([true, 1]);
  });
  it('are not fetched for a token that is refused without them', async () => {
    expect(await taken(realm.token({ ...person, aud: 'another' }))).toBe(false);
    expect(await taken(realm.token({ ...person, typ: 'ID' }))).toBe(false);
    expect(fetched()).toBe(0);
  });
  it('are fetched again for one that is new, but not oftener than every ten seconds', async () => {
    expect(await taken(realm.token(person))).toBe(true);
    realm.rotate('two');
    expect([await taken(realm.token(person, 'two')), fetched()]).toEqual([false, 1]);
    clock.at += 10_000;
    expect([await taken(realm.token(person, 'two')), fetched()]).toEqual([true, 2]);
  });
  it('no longer count some minutes after the realm took them out', async () => {
    const old = realm.token(person);
    expect(await taken(old)).toBe(true);
    realm.rotate('two');
    clock.at += 10 * 60_000 + 1;
    expect(await taken(old)).toBe(true);
    while (fetched() < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await taken(old)).toBe(false);
  });
  it('go on counting while the realm does not answer', async () => {
    const token = realm.token(person);
    expect(await taken(token)).toBe(true);
    await realm.goAway();
    clock.at += 10 * 60_000 + 1;
    expect([await taken(token), await taken(token)]).toEqual([true, true]);
    await realm.comeBack();
  });
  it('that were never had are no refusal of the person, and are had as soon as the realm answers', async () => {
    await realm.goAway();
    await expect(taken(realm.token(person))).rejects.toBeInstanceOf(CannotBeChecked);
    await realm.comeBack();
    await expect(taken(realm.token(person))).rejects.toBeInstanceOf(CannotBeChecked);
    clock.at += 1000;
    expect(await taken(realm.token(person))).toBe(true);
  });
  it.each([
    ['an error', json(503, { error: 'starting' })],
    ['no keys', json(200, { keys: [] })],
    ['nothing of the kind', json(200, {})],
    ['a page', (response: Parameters<ReturnType<typeof json>>[0]) => response.writeHead(200).end('<html>Gateway</html>')],
  ])('are not had from a realm that answers with %s', async (_, answer) => {
    realm.answers['certs'] = answer;
    await expect(taken(realm.token(person))).rejects.toBeInstanceOf(CannotBeChecked);
  });
  it('do not hang on a realm that fails: it is asked once in a second', async () => {
    realm.answers['certs'] = json(500, {});
    for (let n = 0; n < 10; n += 1) await expect(taken(realm.token(person))).rejects.toBeInstanceOf(CannotBeChecked);
    expect(fetched()).toBe(1);
  });
  it('are those for signing tokens, and not others that the realm publishes', async () => {
    const token = realm.token(person);
    const { keys } = (await (await fetch(`${realm.issuer}/protocol/openid-connect/certs`)).json()) as { keys: object[] };
    realm.answers['certs'] = json(200, { keys: [{ ...keys[0], use: 'enc' }] });
    await expect(taken(token)).rejects.toBeInstanceOf(CannotBeChecked);
  });
});
