import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openBrowser, openWindow } from '../journeys/cast/browser.js';
import { Clinician } from '../journeys/cast/clinician.js';
import { daysAgo } from '../journeys/cast/days.js';
import { eventually } from '../journeys/cast/eventually.js';
import { runRms, trainingPassword } from '../journeys/cast/running-system.js';
import { chance } from './chance.js';
import { findings, openReviews, openTasks, type EventLine, type Kept, type OutcomeLine } from './findings.js';
import { loadOf, oneMoreOf, resultsPerPatient, senderCount } from './load.js';
import { RestartedSystem } from './restarted-system.js';
import { sendStubbornly, type Delivered } from './stubborn-sender.js';

const kills = 20;
const killsWhileRegistering = 3;
const followedPerSender = 2;
const seed = 20261122;

const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
const shaOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('a system that is killed twenty times while eight senders send', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rms-durability-'));
  const logFile = join(folder, 'senders.log');
  const next = chance(seed);
  const loads = Array.from({ length: senderCount }, (_, sender) => loadOf(sender));
  const registrations = loads.flatMap((load) => load.registrations);
  const reports = loads.flatMap((load) => load.reports);
  let system: RestartedSystem;
  let delivered = 0;

  /** Sends what each sender has, and kills the system so many times on the way, wherever it stands. */
  const sendAndKill = async (queues: readonly (readonly Uint8Array[])[], times: number): Promise<void> => {
    const all = queues.reduce((sum, queue) => sum + queue.length, 0);
    const before = delivered;
    const killing = (async () => {
      for (let n = 1; n <= times; n += 1) {
        const after = before + Math.floor((all * n) / (times + 1));
        await eventually(() => (delivered >= after ? Promise.resolve() : Promise.reject(new Error('not yet'))), 120_000);
        await wait(next() * 150);
        await system.killAndStart();
      }
    })();
    const onDelivered = (one: Delivered): void => {
      delivered += 1;
      appendFileSync(logFile, `${JSON.stringify(one)}\n`);
    };
    await Promise.all([killing, ...queues.map((queue) => sendStubbornly(system.mllp, queue, onDelivered))]);
  };

  const followSome = async (): Promise<void> => {
    const browser = await openBrowser();
    const window = await openWindow(browser, system.home);
    const ruth = await Clinician.signsIn(window, 'ruth', await trainingPassword(system.data));
    for (const { patients } of loads)
      for (const patient of patients.slice(0, followedPerSender)) await ruth.startsAFollowUp(patient, { operatedOn: daysAgo(200) });
    await browser.close();
  };

  const linesOf = async (command: string, ...args: readonly string[]): Promise<readonly string[]> =>
    (await runRms(command, ...args, '--data', system.data)).lines;
  const kept = async (): Promise<Kept> => ({
    outcomes: (await linesOf('outcomes', '--json')).map((line) => JSON.parse(line) as OutcomeLine),
    events: (await linesOf('events')).map((line) => JSON.parse(line) as EventLine),
  });

  beforeAll(async () => {
    system = await RestartedSystem.start(join(folder, 'data'));
    await sendAndKill(
      loads.map((load) => load.registrations),
      killsWhileRegistering,
    );
    await followSome();
    await sendAndKill(
      loads.map((load) => load.reports),
      kills - killsWhileRegistering,
    );
    await eventually(async () => {
      const { status } = await runRms('outcomes', '--data', system.data);
      if (status !== 0) throw new Error('Some messages have no outcome yet.');
      const { events } = await kept();
      if (openReviews(events).length !== openTasks(events).length) throw new Error('Some reviews have no task yet.');
    }, 60_000);
  }, 600_000);
  afterAll(async () => {
    await system.stop();
    rmSync(folder, { recursive: true });
  }, 30_000);

  it('was killed twenty times and acknowledged all 2,000 messages', () => {
    expect(system.kills).toBe(kills);
    expect(registrations.length + reports.length).toBe(2_000);
    expect(readFileSync(logFile, 'utf8').trim().split('\n')).toHaveLength(2_000);
  });

  it('has lost nothing that it acknowledged and done nothing twice', async () => {
    const log = readFileSync(logFile, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Delivered);
    const sent = {
      registrations: loads.flatMap(({ patients }) => patients.map((patient) => patient.nhsNumber)),
      reports: reports.map(shaOf),
    };
    const { outcomes, events } = await kept();
    expect(findings(log, sent, { outcomes, events })).toEqual([]);
    const resent = log.filter(({ attempts }) => attempts > 1).length;
    const duplicates = outcomes.filter(({ outcome }) => outcome === 'duplicate').length;
    // A kill between the disk and the acknowledgement is what duplicates are for; without any the kills fell in nobody's way.
    expect(resent).toBeGreaterThan(kills / 2);
    process.stdout.write(
      `${String(log.length)} acknowledged, ${String(resent)} sent again, ${String(duplicates)} duplicates, ${String(events.length)} events\n`,
    );
  }, 60_000);

  it('has read every result of every patient in follow-up, and each open review has its one task', async () => {
    const { events } = await kept();
    const interpreted = events.filter(({ type }) => type === 'ResultInterpreted');
    const results = new Set(interpreted.map(({ data }) => data.considered?.result));
    // The result that was taken back may have been read before that, or not at all.
    const followed = senderCount * followedPerSender;
    expect(results.size).toBeGreaterThanOrEqual(followed * (resultsPerPatient - 1));
    expect(results.size).toBeLessThanOrEqual(followed * resultsPerPatient);
    expect([...openTasks(events)].sort()).toEqual([...openReviews(events)].sort());
    expect(openReviews(events).length).toBeGreaterThan(0);
  }, 60_000);

  it('passes its own verification', async () => {
    const { status, lines } = await runRms('verify', '--data', system.data);
    expect([status, lines.join(' ')]).toEqual([0, expect.stringContaining('nothing was altered')]);
  }, 60_000);

  it('shows read models that are equal, byte for byte, to those rebuilt from the history', async () => {
    const { status, lines } = await runRms('rebuild', '--check', '--data', system.data);
    expect([status, lines.filter((line) => !line.includes('equal byte for byte'))]).toEqual([0, []]);
    expect(lines.filter((line) => line.includes('documents at position'))).toHaveLength(6);
  }, 120_000);

  const followed = loads.flatMap(({ patients }) => patients.slice(0, followedPerSender));
  const settles = (reviewsBefore: number): Promise<void> =>
    eventually(async () => {
      const { events } = await kept();
      expect(openReviews(events)).toHaveLength(reviewsBefore + followed.length);
      expect([...openTasks(events)].sort()).toEqual([...openReviews(events)].sort());
    }, 60_000);

  it.each([
    [
      'rebuilt',
      5,
      async () => {
        expect((await runRms('rebuild', '--data', system.data)).status).toBe(0);
      },
    ],
    [
      'thrown away',
      4,
      () => {
        const views = join(system.data, 'views');
        expect(readdirSync(views).length).toBeGreaterThan(0);
        rmSync(views, { recursive: true });
        return Promise.resolve();
      },
    ],
  ] as const)(
    'forgets no reaction when it is killed and its read models are %s',
    async (_what, days, happensToThem) => {
      const before = openReviews((await kept()).events).length;
      await sendStubbornly(system.mllp, oneMoreOf(followed, days), () => undefined);
      await system.kill();
      await happensToThem();
      await system.startAgain();
      await settles(before);
      const { lines } = await runRms('rebuild', '--check', '--data', system.data);
      expect(lines.filter((line) => !line.includes('equal byte for byte'))).toEqual([]);
    },
    120_000,
  );
});
