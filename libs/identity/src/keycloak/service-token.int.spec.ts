import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '@rms/event-sourcing';
import { audienceOfTheSystem, bearerVerifier } from '../index.js';
import { json, startRealm, type RealmOfATest } from '../realm.fixture.js';
import { embeddedUnderTest } from '../testing/index.js';
import { serviceToken } from './service-token.js';

describe('the token of a service', () => {
  let realm: RealmOfATest;
  let token: () => Promise<string>;
  const clock = { at: 0, now: () => clock.at };
  const gives = (access_token: string): void => {
    realm.answers['token'] = json(200, { access_token, expires_in: 300 });
  };
  beforeEach(async () => {
    clock.at = 0;
    realm = await startRealm();
    token = serviceToken({ issuer: realm.issuer, clientId: 'rms-service', secret: 'kept to ourselves', clock });
    gives('one');
  });
  afterEach(() => realm.goAway());

  it('is fetched once for everybody who asks', async () => {
    expect([...(await Promise.all([token(), token(), token()])), await token()]).toEqual(['one', 'one', 'one', 'one']);
    expect(realm.asked).toEqual(['token']);
  });
  it('is fetched again half a minute before it ends', async () => {
    await token();
    gives('two');
    clock.at = 269_999;
    expect(await token()).toBe('one');
    clock.at = 270_000;
    expect(await token()).toBe('two');
  });
  it('that cannot be had is asked for again the next time, and the error keeps the secret', async () => {
    realm.answers['token'] = json(401, { error: 'unauthorized_client' });
    await expect(token()).rejects.toThrow('The identity provider gives rms-service no token: it answered 401.');
    gives('one');
    expect(await token()).toBe('one');
  });
  it('is not taken from an answer without one', async () => {
    realm.answers['token'] = json(200, {});
    await expect(token()).rejects.toThrow('The identity provider gave rms-service an answer without a token.');
  });
  it('of the embedded provider is a service’s', async () => {
    const { issuer, serviceSecret, close } = await embeddedUnderTest();
    const ask = serviceToken({ issuer, clientId: 'rms-service', secret: serviceSecret, clock: systemClock });
    const verify = bearerVerifier({ issuer, audience: audienceOfTheSystem, clock: systemClock });
    expect(await verify(`Bearer ${await ask()}`)).toEqual({ service: 'rms-service' });
    await close();
  });
});
