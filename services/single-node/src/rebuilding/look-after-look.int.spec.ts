import { beforeEach, describe, expect, it } from '@jest/globals';
import { derivedId, execute, instantText } from '@rms/event-sourcing';
import { MemoryEventStore } from '@rms/event-sourcing/testing';
import { gatewayCopies, staffAggregate } from '@rms/portal-gateway';
import { buildReadModels, openSqliteDocuments, type Document, type DocumentStore } from '@rms/read-models';
import { historiesOf } from '../node/services.js';
import { lookAfterLook, type Looked } from './look-after-look.js';
import { collectionsIn, type ReadModel } from './read-models.js';

const namespace = '6d0b2a11-0000-4000-8000-000000000002';
const clock = { now: () => Date.parse('2026-03-04T09:00:00.000Z') };
const model: ReadModel = { service: 'portal-gateway', copies: gatewayCopies.filter(({ name }) => name === 'staff'), views: [] };
const staffId = (n: number): string => derivedId(namespace, `staff ${String(n)}`);

let store: MemoryEventStore;
let running: DocumentStore;
let heard: number;
beforeEach(() => {
  store = new MemoryEventStore(clock);
  running = openSqliteDocuments(':memory:', collectionsIn(model));
  heard = 0;
});

const record = async (n: number, name: string): Promise<void> => {
  await execute({ store, now: () => instantText(clock.now()) }, staffAggregate, {
    id: staffId(n),
    command: { type: 'RecordStaff', person: `p${String(n)}`, name, roles: [], trusts: ['ZT001'] },
    context: {
      commandId: derivedId(namespace, `${String(n)} ${name}`),
      actor: { kind: 'operator', id: 'test', role: 'operator' },
      trust: 'ZT001',
      correlationId: namespace,
    },
  });
};
/** What runs hears everything that is stored. */
const hear = async (): Promise<void> => {
  const through = await store.lastPosition();
  const parts = [{ ...model, documents: running, onIncident: () => undefined }];
  await buildReadModels(parts, { after: heard, through, store, histories: historiesOf(store) });
  heard = through;
};
/** Looks at what runs; what happens while the services are asked to become quiet, the first time and the times after it. */
const look = (...whileQuiet: readonly (() => Promise<void>)[]): Promise<Looked> => {
  let times = 0;
  return lookAfterLook({
    models: [model],
    store,
    histories: historiesOf(store),
    running: () => running,
    quiet: async () => {
      times += 1;
      await (whileQuiet[times - 1] ?? whileQuiet.at(-1) ?? hear)();
    },
    pause: () => Promise.resolve(),
    onProgress: () => undefined,
  });
};
const found = ({ looks, isSettled, models }: Looked) => ({ looks, isSettled, differing: models[0]?.differing.length });

describe('read models that are compared while facts go on coming', () => {
  beforeEach(async () => {
    for (const n of [1, 2, 3]) await record(n, `Training nurse ${String(n)}`);
  });
  it('are equal at the first look where everything has been heard', async () => {
    const looked = await look(hear);
    expect(looked).toMatchObject({
      looks: 1,
      isSettled: true,
      models: [{ service: 'portal-gateway', through: 3, compared: 3, differing: [] }],
    });
  });
  it('are looked at again where something was stored meanwhile: what is on its way is not held against them', async () => {
    const storeMore = async (): Promise<void> => {
      await hear();
      await record(2, 'Training nurse of another name');
      await record(4, 'Training nurse 4');
    };
    expect(found(await look(storeMore, hear))).toEqual({ looks: 2, isSettled: true, differing: 0 });
  });
  it('are told of where a document is missing, surplus or different', async () => {
    await hear();
    const altered = (await running.raw<Document>('staff', staffId(2)))!;
    const renamed: Document & { readonly name: string } = { ...altered, name: 'Somebody else' };
    await running.write([
      { remove: staffId(1), trust: 'ZT001', from: 'staff' },
      { put: renamed, into: 'staff' },
      { put: { ...altered, _id: staffId(9) }, into: 'staff' },
    ]);
    const [checked] = (await look(hear)).models;
    expect(checked).toMatchObject({ compared: 4 });
    expect(checked?.differing.toSorted()).toEqual([1, 2, 9].map((n) => `staff/${staffId(n)}`).toSorted());
    expect(checked?.readModels.find(({ name }) => name === 'staff')).toMatchObject({ equal: 1, missing: 1, surplus: 1, different: 1 });
  });
  it('are told of as unsettled where facts never stop coming, and only what differed each time', async () => {
    await hear();
    await running.write([{ remove: staffId(1), trust: 'ZT001', from: 'staff' }]);
    let n = 10;
    const goesOn = async (): Promise<void> => {
      await hear();
      await record((n += 1), 'Training nurse');
    };
    const looked = await look(goesOn);
    expect(found(looked)).toEqual({ looks: 5, isSettled: false, differing: 1 });
    expect(looked.models[0]?.differing).toEqual([`staff/${staffId(1)}`]);
  });
  it('are compared beside services that do not answer, and it is said why that may not be all', async () => {
    const away = (): Promise<void> => Promise.reject(new Error('results does not answer'));
    const looked = await look(away);
    expect(found(looked)).toEqual({ looks: 5, isSettled: false, differing: 3 });
    expect(looked.why).toBe('results does not answer');
    await hear();
    expect(await look(away)).toMatchObject({ looks: 1, isSettled: true });
  });
});
