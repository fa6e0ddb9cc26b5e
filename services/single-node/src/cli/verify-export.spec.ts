import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  chainHash,
  derivedId,
  execute,
  exportLines,
  instantText,
  sha256,
  verifyExport,
  type ExportAbout,
  type StoredEvent,
} from '@rms/event-sourcing';
import { MemoryEventStore } from '@rms/event-sourcing/testing';
import { staffAggregate } from '@rms/portal-gateway';
import { differencesFromHistory } from './verify-export.js';

const namespace = '6d0b2a11-0000-4000-8000-000000000002';
const clock = { now: () => Date.parse('2026-03-04T09:00:00.000Z') };
const about: ExportAbout = {
  trust: 'ZT001',
  patient: 'p',
  records: ['p'],
  asOf: '2026-03-04T09:00:00.000Z',
  by: 'operator:test',
  position: 4,
};

describe('an export held against the history it is said to come from', () => {
  const store = new MemoryEventStore(clock);
  const record = (n: number) =>
    execute({ store, now: () => instantText(clock.now()) }, staffAggregate, {
      id: derivedId(namespace, `staff ${String(n % 2)}`),
      command: { type: 'RecordStaff', person: 'p', name: `Training nurse ${String(n)}`, roles: [], trusts: [] },
      context: {
        commandId: derivedId(namespace, String(n)),
        actor: { kind: 'operator', id: 'test', role: 'operator' },
        trust: 'ZT001',
        correlationId: namespace,
      },
    });
  beforeAll(async () => {
    for (let n = 0; n < 4; n += 1) await record(n);
  });
  const found = async (events: readonly StoredEvent[]) => {
    const report = verifyExport(Buffer.from([...exportLines(about, events)].join('')));
    return {
      itself: report.findings,
      against: (await differencesFromHistory(report, store)).map(({ line, rule }) => `${String(line)} ${rule}`),
    };
  };

  it('is the same where nobody touched it, also once the history has gone on', async () => {
    const events = store.events.slice(0, 4);
    expect(await found(events)).toEqual({ itself: [], against: [] });
    await record(4);
    expect(await found(events)).toEqual({ itself: [], against: [] });
  });
  it('is found out where it was written anew, chain and all', async () => {
    const [first, second, third, fourth] = store.events as [StoredEvent, StoredEvent, StoredEvent, StoredEvent];
    const data = Buffer.from(Buffer.from(third.data).toString().replace('nurse', 'nurze'));
    const { hash: _, ...kept } = third.metadata;
    const metadata = { ...kept, dataSha256: sha256(data) };
    const forged = { ...third, data, metadata: { ...metadata, hash: chainHash(metadata) } };
    expect(await found([first, second, forged, fourth])).toEqual({ itself: [], against: ['4 not-in-the-history'] });
  });
  it('is found out where the newest event of a stream was left out', async () =>
    expect(await found(store.events.slice(0, 3))).toEqual({ itself: [], against: ['5 missing-in-the-export'] }));
});
