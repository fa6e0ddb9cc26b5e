import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { testNhsNumber } from '@rms/hl7/testing';
import { keepingOf } from '@rms/service-kit/embedded';
import { sendStubbornly } from '../durability/stubborn-sender.js';
import { daysAgo } from '../journeys/cast/days.js';
import { eventually } from '../journeys/cast/eventually.js';
import type { JourneyPatient } from '../journeys/cast/patients.js';
import { ended, launch, type Launched } from '../journeys/cast/running-system.js';
import { psa, psaReport, registration } from '../journeys/cast/senders.js';
import { rms } from './command.fixture.js';

interface Outcome {
  readonly receipt: number;
  readonly sha256: string;
  readonly outcome: string;
  readonly of?: number;
  readonly rule?: string;
}
interface Event {
  readonly position: number;
  readonly stream: string;
  readonly type: string;
  readonly data: { readonly what?: string };
}
interface Taken {
  readonly position: number;
  readonly events: number;
  readonly messages: number;
  readonly bytes: number;
  readonly heldMs: number;
  readonly tookMs: number;
}

const senders = 4;
const patientOf = (n: number): JourneyPatient => ({
  nhsNumber: testNhsNumber(3000 + n),
  hospitalNumber: `N7${String(n).padStart(5, '0')}`,
  trust: 'ZT001',
  family: `Copied${String.fromCharCode(97 + n)}`,
  given: 'Alan',
  born: '19530412',
  postcode: 'ZZ1 1AA',
});
const shaOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('a backup that is taken beside a system that takes messages all the while', () => {
  jest.setTimeout(300_000);
  const place = mkdtempSync(join(tmpdir(), 'rms-backup-'));
  const [data, backup, restored] = [join(place, 'data'), join(place, 'backups', 'one'), join(place, 'restored')];
  const before: string[] = [];
  let atBackup: readonly string[];
  let taken: Taken;
  let system: Launched;
  let live: readonly Outcome[];
  let again: readonly Outcome[];

  const outcomesOf = async (directory: string): Promise<readonly Outcome[]> =>
    eventually(async () => {
      const { status, lines } = await rms('outcomes', '--json', '--data', directory);
      if (status !== 0) throw new Error('Some messages have no outcome yet.');
      return lines.map((line) => JSON.parse(line) as Outcome);
    }, 30_000);
  const eventsOf = async (directory: string): Promise<readonly Event[]> =>
    (await rms('events', '--data', directory)).lines.map((line) => JSON.parse(line) as Event);

  beforeAll(async () => {
    system = await launch({ data, seed: 'cast' });
    const patients = Array.from({ length: senders }, (_, n) => patientOf(n));
    await eventually(
      () => (system.told().includes('demonstration is ready') ? Promise.resolve() : Promise.reject(new Error('not yet'))),
      60_000,
    );
    await sendStubbornly(
      system.mllp,
      patients.map((patient) => registration(patient).bytes()),
      ({ sha256 }) => before.push(sha256),
    );
    let isSending = true;
    const sending = patients.map(async (patient) => {
      for (let day = 1; isSending; day += 1) {
        const report = psaReport(psa('0.05', daysAgo(day)), patient).bytes();
        await sendStubbornly(system.mllp, [report], () => before.push(shaOf(report)));
      }
    });
    await eventually(() => (before.length > 60 ? Promise.resolve() : Promise.reject(new Error('not yet'))), 30_000);
    atBackup = [...before];
    const ran = await rms('backup', '--json', '--data', data, '--to', backup);
    if (ran.status !== 0) throw new Error(ran.complaint);
    taken = JSON.parse(ran.lines[0] ?? '') as Taken;
    isSending = false;
    await Promise.all(sending);
    live = await outcomesOf(data);
    const put = await rms('restore', '--from', backup, '--data', restored, '--verify');
    if (put.status !== 0) throw new Error(put.complaint + put.lines.join('\n'));
    const second = await launch({ data: restored, seed: 'cast' });
    again = await outcomesOf(restored);
    second.child.kill('SIGTERM');
    await ended(second.child);
  });
  afterAll(async () => {
    system.child.kill('SIGTERM');
    await ended(system.child);
    rmSync(place, { recursive: true });
  });

  it('was taken in the middle of it, and held the senders for a moment only', () => {
    expect(live.length).toBeGreaterThan(taken.messages);
    expect(taken.messages).toBeGreaterThanOrEqual(atBackup.length);
    expect(taken.heldMs).toBeLessThan(1000);
    const { events, messages, bytes, tookMs, heldMs } = taken;
    process.stdout.write(
      `${String(events)} events and ${String(messages)} messages, ${String(bytes)} bytes, copied and read again in ${String(tookMs)} ms; writers were held for ${String(heldMs)} ms\n`,
    );
  });

  it('has every message that was acknowledged before it began, and each came to the same outcome', () => {
    const known = new Set(again.map(({ sha256 }) => sha256));
    expect(atBackup.filter((sha256) => !known.has(sha256))).toEqual([]);
    expect(again).toHaveLength(taken.messages);
    expect(again).toEqual(live.slice(0, again.length));
  });

  it('has every event up to its position, and none that the system does not have', async () => {
    const [ofLive, ofRestored] = [await eventsOf(data), await eventsOf(restored)];
    expect(ofRestored.slice(0, taken.position)).toEqual(ofLive.slice(0, taken.position));
    expect(taken.events).toBe(taken.position);
  });

  it('was recorded as a reading, and its verification too', async () => {
    const read = (await eventsOf(restored)).filter(({ type }) => type === 'HistoryRead').map(({ data: { what } }) => what);
    expect(read).toContain('all events and messages, to copy them');
    expect(read).toContain('all events, to verify the copy that they were restored from');
  });

  it('passes every check of a data directory', async () => {
    const [verified, compared] = [await rms('verify', '--data', restored), await rms('rebuild', '--check', '--data', restored)];
    expect([verified.status, compared.status]).toEqual([0, 0]);
  });

  it('leaves out nothing that it does not know: each file of a running system is of a known kind', () => {
    expect(readdirSync(data).filter((name) => keepingOf(name) === undefined)).toEqual([]);
    expect(readdirSync(backup).filter((name) => keepingOf(name) === 'made-anew')).toEqual([]);
  });
});
