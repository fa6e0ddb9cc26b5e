import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { composition, localFile } from './local-files.fixture.js';

interface GivenStore {
  readonly variable: string;
  readonly hosts: string;
  readonly url: string;
}
interface Given {
  readonly engines: boolean;
  readonly stores: Readonly<Partial<Record<'history' | 'intake', GivenStore>>>;
  readonly credentials?: { readonly username: string; readonly password: string };
  readonly administrator?: string;
}
type Environment = Readonly<Record<string, string>>;
interface GivenFile {
  readonly givenEngines: (environment: Environment) => Given;
}
interface RegionFile {
  readonly environmentOf: (region: object) => Environment;
}

const secret = 'a-password-that-nobody-reads';
const node = { EVENTSTORE_URL: 'esdb://db.example:2113?tls=true' };
const engines = { RMS_STACK_ENGINES: 'given', RMS_KEYCLOAK_ADMIN_PASSWORD: secret };

describe('the engines that a stack is given', () => {
  let givenEngines: GivenFile['givenEngines'];
  beforeAll(async () => {
    ({ givenEngines } = await localFile<GivenFile>('given-engines.mjs'));
  });
  const sentence = (environment: Environment): string => {
    try {
      return JSON.stringify(givenEngines(environment));
    } catch (error) {
      return (error as Error).message;
    }
  };

  it('are none where nothing is said', () => {
    expect(givenEngines({})).toMatchObject({ engines: false, stores: {} });
    expect(givenEngines({ EVENTSTORE_URL: '', RMS_STACK_ENGINES: '' })).toMatchObject({ engines: false, stores: {} });
  });

  it('are a node for the history, with a door beside it for messages and pages', () => {
    const { stores, credentials } = givenEngines(node);
    expect(stores).toEqual({
      history: { variable: 'EVENTSTORE_URL', hosts: 'db.example:2113', url: 'esdb://db.example:2113?tls=true', credentials: undefined },
    });
    expect(credentials).toEqual({ username: 'admin', password: 'changeit' });
  });

  it('take name and password out of the address, or from variables of their own', () => {
    const inAddress = givenEngines({ EVENTSTORE_URL: `esdb://rms:${secret}%40@db.example?tls=true` });
    expect(inAddress.credentials).toEqual({ username: 'rms', password: `${secret}@` });
    expect(inAddress.stores.history?.url).toBe('esdb://db.example?tls=true');
    const beside = givenEngines({ ...node, EVENTSTORE_USERNAME: 'rms', EVENTSTORE_PASSWORD: secret });
    expect(beside.credentials).toEqual({ username: 'rms', password: secret });
    const ofBoth = givenEngines({ ...engines, EVENTSTORE_URL: `esdb://rms:${secret}@db.example?tls=true` });
    expect(ofBoth.credentials).toEqual({ username: 'rms', password: secret });
  });

  it('may be several nodes of one cluster', () => {
    expect(givenEngines({ EVENTSTORE_URL: 'esdb+discover://a:2113,b:2113?tls=true' }).stores.history?.hosts).toBe('a:2113,b:2113');
  });

  it('are all of those in infra/compose.yaml where RMS_STACK_ENGINES says so', () => {
    const { services } = composition();
    const address = (name: string): string => `esdb://${services[name]!.ports[0]!.split(':').slice(0, 2).join(':')}?tls=false`;
    const given = givenEngines(engines);
    expect(given).toMatchObject({ engines: true, administrator: secret });
    expect([given.stores.history?.url, given.stores.intake?.url]).toEqual([address('history'), address('intake')]);
    const { history, intake } = givenEngines({ ...engines, ...node }).stores;
    expect([history?.variable, history?.hosts, intake?.variable]).toEqual(['EVENTSTORE_URL', 'db.example:2113', 'RMS_STACK_ENGINES']);
  });

  it.each<readonly [string, Environment, RegExp]>([
    [
      'no address',
      { EVENTSTORE_URL: `http://admin:${secret}@db.example` },
      /^EVENTSTORE_URL must be an address such as esdb:\/\/host:2113\?tls=false/,
    ],
    [
      'an address that does not say whether the line is open',
      { EVENTSTORE_URL: 'esdb://db.example:2113' },
      /with tls=true or tls=false in it/,
    ],
    ['half a name', { EVENTSTORE_URL: `esdb://${secret}@db.example?tls=true` }, /^What stands before the @ of EVENTSTORE_URL must be/],
    ['a name that is badly written', { EVENTSTORE_URL: `esdb://%zz:${secret}@db.example?tls=true` }, /^What stands before the @/],
    ['one node for both', { ...node, EVENTSTORE_INTAKE_URL: 'esdb://DB.example:2113?tls=true' }, /name the same node/],
    [
      'two passwords',
      { EVENTSTORE_URL: `esdb://a:${secret}@one?tls=true`, EVENTSTORE_INTAKE_URL: 'esdb://a:another@two?tls=true' },
      /under one name and one password/,
    ],
    ['a word that is not known', { RMS_STACK_ENGINES: 'docker' }, /^RMS_STACK_ENGINES must be given, or not be set/],
    ['engines without their administrator', { RMS_STACK_ENGINES: 'given' }, /^RMS_KEYCLOAK_ADMIN_PASSWORD must be/],
  ])('refuse %s in a sentence without the password', (_, environment, expected) => {
    expect(sentence(environment)).toMatch(expected);
    expect(sentence(environment)).not.toContain(secret);
  });

  it('are what the services are told, and the doors where nothing is given', async () => {
    const { environmentOf } = await localFile<RegionFile>('region-environment.mjs');
    const folder = mkdtempSync(join(tmpdir(), 'rms-given-'));
    const region = { name: 'r', folder, ports: { history: 1, intake: 2 }, engines: {} };
    expect(environmentOf(region)).toMatchObject({ RMS_EVENTSTORE_URL: 'esdb://127.0.0.1:1?tls=false' });
    expect(environmentOf({ ...region, given: givenEngines(node) })).toMatchObject({
      RMS_EVENTSTORE_URL: node.EVENTSTORE_URL,
      RMS_INTAKE_STORE_URL: 'esdb://127.0.0.1:2?tls=false',
      RMS_EVENTSTORE_USERNAME: 'admin',
      RMS_EVENTSTORE_PASSWORD: 'changeit',
    });
    rmSync(folder, { recursive: true });
  });
});
