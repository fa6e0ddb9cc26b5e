import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomId } from '@rms/event-sourcing';
import { EventStoreDbEventStore } from '@rms/event-sourcing/eventstoredb';
import { localFile } from './local-files.fixture.js';

interface Place {
  readonly folder: string;
  readonly ports: { readonly grpc: number };
}
interface EngineFile {
  readonly startEngine: (engine: object, place: Place) => Promise<unknown>;
  readonly untilReady: (engine: object, place: Place) => Promise<void>;
}
interface BegunFile {
  readonly begunOn: (folder: string) => object | undefined;
  readonly standOn: (folder: string, given: object) => Promise<void>;
}

const password = 'a-password-that-nobody-reads';
describe('a stack on an event store that others run', () => {
  let folder: string;
  let grpc: number;
  let door: object;
  let engines: EngineFile;
  let stop: (folder: string, name: string) => Promise<boolean>;
  let begun: BegunFile;
  let given: (environment: Readonly<Record<string, string>>) => object;
  const region = (): string => join(folder, 'region');
  const place = (): Place => ({ folder: join(folder, 'elsewhere'), ports: { grpc } });
  const node = (): Readonly<Record<string, string>> => ({ EVENTSTORE_URL: `esdb://admin:${password}@127.0.0.1:${String(grpc)}?tls=false` });
  const start = async (): Promise<void> => {
    await engines.startEngine(door, place());
    await engines.untilReady(door, place());
  };
  const store = (): EventStoreDbEventStore =>
    new EventStoreDbEventStore({ url: `esdb://127.0.0.1:${String(grpc)}?tls=false`, credentials: { username: 'admin', password } });
  const record = async (): Promise<void> => {
    const history = store();
    const fact = { id: randomId(), type: 'Noted', metadata: { trust: 'ZT001' }, data: Buffer.from('noted') };
    await history.append('pathway.follow-up-00000000-0000-4000-8000-00000000000a', 'no-stream', [fact]);
    await history.close();
  };
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rms-begun-on-'));
    const { freePorts } = await localFile<{ readonly freePorts: (count: number) => Promise<readonly number[]> }>('free-ports.mjs');
    [grpc = 0] = await freePorts(1);
    ({ history: door } = await localFile<{ readonly history: object }>('engines/event-store.mjs'));
    engines = await localFile<EngineFile>('engine.mjs');
    ({ stop } = await localFile<{ readonly stop: typeof stop }>('processes.mjs'));
    begun = await localFile<BegunFile>('begun-on.mjs');
    ({ givenEngines: given } = await localFile<{ readonly givenEngines: typeof given }>('given-engines.mjs'));
  });
  afterEach(async () => {
    await stop(join(place().folder, 'run'), 'history');
    rmSync(folder, { recursive: true, force: true });
  }, 30_000);

  it('is refused in one sentence while nobody answers there, and nothing is begun', async () => {
    const refused = begun.standOn(region(), given(node()));
    await expect(refused).rejects.toThrow(
      new RegExp(`^EVENTSTORE_URL names 127\\.0\\.0\\.1:${String(grpc)}, and that event store cannot be reached: `),
    );
    await expect(refused).rejects.not.toThrow(password);
    expect(begun.begunOn(region())).toBeUndefined();
  }, 30_000);

  it('begins on an empty one, goes on with what it wrote there, and notes no password', async () => {
    await start();
    await begun.standOn(region(), given(node()));
    await record();
    await begun.standOn(region(), given(node()));
    const at = { variable: 'EVENTSTORE_URL', hosts: `127.0.0.1:${String(grpc)}` };
    expect(begun.begunOn(region())).toEqual({ engines: false, stores: { history: at } });
    expect(readFileSync(join(region(), 'begun-on.json'), 'utf8')).not.toContain(password);
  }, 30_000);

  it('does not begin beside a history that others wrote', async () => {
    await start();
    await record();
    await expect(begun.standOn(region(), given(node()))).rejects.toThrow('holds facts already, and this stack did not begin it');
    expect(begun.begunOn(region())).toBeUndefined();
  }, 30_000);

  it('stays on what it was begun on', async () => {
    await start();
    await begun.standOn(region(), given({}));
    await expect(begun.standOn(region(), given(node()))).rejects.toThrow(
      `begun with this system’s own door for its history, and by EVENTSTORE_URL it would be the event store at 127.0.0.1:${String(grpc)}`,
    );
    const other = join(folder, 'other');
    await begun.standOn(other, given(node()));
    await expect(begun.standOn(other, given({}))).rejects.toThrow('it would be this system’s own door');
    const onEngines = given({ RMS_STACK_ENGINES: 'given', RMS_KEYCLOAK_ADMIN_PASSWORD: password, ...node() });
    await expect(begun.standOn(region(), onEngines)).rejects.toThrow('This stack was begun');
  }, 30_000);
});
