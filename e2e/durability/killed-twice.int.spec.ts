import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { eventually } from '../journeys/cast/eventually.js';
import { runRms } from '../journeys/cast/running-system.js';
import { findings, type EventLine, type Kept, type OutcomeLine } from './findings.js';
import { loadOf } from './load.js';
import { RestartedSystem } from './restarted-system.js';
import { sendStubbornly, type Delivered } from './stubborn-sender.js';

const shaOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The short form of the durability test, for every gate: whatever was acknowledged before a kill is there after it, once. */
describe('a system that is killed twice while three senders send', () => {
  jest.setTimeout(300_000);
  const folder = mkdtempSync(join(tmpdir(), 'rms-killed-'));
  const loads = [0, 1, 2]
    .map((sender) => loadOf(sender))
    .map(({ patients, registrations, reports }) => ({ patients, registrations, reports: reports.slice(0, 75) }));
  const log: Delivered[] = [];
  let system: RestartedSystem;
  let kept: Kept;

  const linesOf = async <T>(...command: readonly string[]): Promise<readonly T[]> =>
    (await runRms(...command, '--data', system.data)).lines.map((line) => JSON.parse(line) as T);
  const sendAndKill = async (queues: readonly (readonly Uint8Array[])[]): Promise<void> => {
    const half = log.length + queues.flat().length / 2;
    const killing = eventually(() => (log.length >= half ? Promise.resolve() : Promise.reject(new Error('not yet'))), 60_000).then(() =>
      system.killAndStart(),
    );
    await Promise.all([killing, ...queues.map((queue) => sendStubbornly(system.mllp, queue, (one) => log.push(one)))]);
  };

  beforeAll(async () => {
    system = await RestartedSystem.start(join(folder, 'data'));
    await sendAndKill(loads.map(({ registrations }) => registrations));
    await sendAndKill(loads.map(({ reports }) => reports));
    await eventually(async () => {
      expect((await runRms('outcomes', '--data', system.data)).status).toBe(0);
      expect((await linesOf<OutcomeLine>('outcomes', '--json')).filter(({ outcome }) => outcome === 'ignored')).toEqual([]);
    }, 30_000);
    kept = { outcomes: await linesOf<OutcomeLine>('outcomes', '--json'), events: await linesOf<EventLine>('events') };
  });
  afterAll(async () => {
    await system.stop();
    rmSync(folder, { recursive: true });
  });

  it('keeps every message that it acknowledged, with one outcome and one effect (INV-01)', () => {
    const sent = {
      registrations: loads.flatMap(({ patients }) => patients.map(({ nhsNumber }) => nhsNumber)),
      reports: loads.flatMap(({ reports }) => reports.map(shaOf)),
    };
    expect([system.kills, log.length]).toEqual([2, sent.registrations.length + sent.reports.length]);
    expect(findings(log, sent, kept)).toEqual([]);
  });

  it('would be found out if one of them were missing', () => {
    const last = log.at(-1)?.sha256 ?? '';
    const lost = { ...kept, outcomes: kept.outcomes.filter(({ sha256 }) => sha256 !== last) };
    expect(findings(log, { registrations: [], reports: [] }, lost)).toEqual([`message ${last}, acknowledged AA: nothing`]);
  });
});
