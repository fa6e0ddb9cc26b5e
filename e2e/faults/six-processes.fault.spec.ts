import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { openMllpSender, readAcknowledgement } from '@rms/hl7';
import { systemClock } from '@rms/event-sourcing';
import { hostOf, openCluster, readOperatedCluster, readTrainingSecrets } from '@rms/single-node/cluster';
import type { Item } from '@rms/single-node/training';
import { hitsFrom } from './config.js';
import { endings } from './faults.js';
import { faultTable, type FaultRow } from './fault-table.js';
import { amiss, isDoubled } from './judged.js';
import { Life } from './life.js';
import { raisedResultOf, resultOf, somebody, trust } from './people.js';
import { openRegionAtRisk, type Hit, type RegionAtRisk } from './region-at-risk.mjs';

const hits = hitsFrom();
const comesThereWithinMs = 60_000;
const recoversWithinMs = 60_000;
const stallsAreFoundWithinMs = 120_000;
const awayMs = 5_000;
const lookEveryMs = 250;
/** Facts that may be on their way to somebody while everybody is at work. */
const mostUnderWay = 50;

const isThere = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

jest.setTimeout(600_000 + hits * 120_000);

describe('six processes and their engines, any of which may be taken away', () => {
  const rows: FaultRow[] = [];
  let region: RegionAtRisk;
  let host: ReturnType<typeof hostOf>;
  let life: Life;
  let probed = 0;
  let known: ReadonlySet<string> = new Set();

  const items = () => host.known<Item>('work_items');
  // Asked now and then: whoever asks all the time takes from those who are asked.
  const patiently = async (what: string, isSo: () => Promise<boolean>, withinMs = 120_000): Promise<void> => {
    const until = performance.now() + withinMs;
    while (!(await isSo().catch(() => false))) {
      if (performance.now() > until) throw new Error(`Not within ${String(withinMs / 1000)} s: ${what}.`);
      await pause(lookEveryMs);
    }
  };

  /** A result over the limit, sent now, is a task that somebody can read; and every service keeps up. Answers when, in ms since 1970. */
  const allIsWell = async (): Promise<number> => {
    const patient = somebody('Probed', probed);
    probed += 1;
    await life.report(raisedResultOf(patient));
    await patiently('the probe has its task', async () => (await items().count(trust, { 'banner.nhsNumber': patient.nhsNumber })) > 0);
    await patiently('every service keeps up', async () => (await region.behind(mostUnderWay)).length === 0);
    return systemClock.now();
  };

  /** Lets everybody rest, waits until all that was begun is done, and tells what is newly amiss. */
  const judge = async (fault: string, recoveries: readonly number[]): Promise<void> => {
    await life.rest();
    await host.quiet();
    let found: readonly string[] = [];
    await patiently(
      'everything adds up',
      async () => {
        found = (await amiss(region, life.done)).filter((finding) => !known.has(finding));
        return found.length === 0;
      },
      60_000,
    ).catch(() => undefined);
    known = new Set([...known, ...found]);
    const doubled = found.filter(isDoubled).length;
    rows.push({ fault, recoveries, lost: found.length - doubled, doubled });
    process.stdout.write(`${faultTable(rows.slice(-1))}\n${found.map((each) => `  ${each}\n`).join('')}`);
    life.begin();
    expect(found).toEqual([]);
    expect(Math.max(...recoveries)).toBeLessThanOrEqual(recoversWithinMs / 1000);
  };

  const nextHit = async (before: number): Promise<Hit> => {
    await patiently('it comes there', () => Promise.resolve(region.hits().length > before), comesThereWithinMs);
    return region.hits()[before]!;
  };

  beforeAll(async () => {
    region = await openRegionAtRisk();
    const settings = readOperatedCluster(region.environment);
    host = hostOf(openCluster(settings, 'faults'), readTrainingSecrets(region.environment));
    life = new Life(host, region.mllp);
    await life.takeIn(Array.from({ length: (endings.length + 4) * hits + 10 }, (_, n) => somebody('Probed', n)));
    await allIsWell();
    life.begin();
  });
  afterAll(async () => {
    await life.rest().catch(() => undefined);
    process.stdout.write(`${faultTable(rows)}\n`);
    await host.close();
    await region.close();
  });

  it.each(endings)('$name: $service ends $at', async ({ name, service, at }) => {
    const recoveries: number[] = [];
    for (let n = 0; n < hits; n += 1) {
      const before = region.hits().length;
      region.order(service, at, 'end');
      const hit = await nextHit(before);
      recoveries.push(((await allIsWell()) - hit.when) / 1000);
    }
    await judge(`${name} ${service} ends ${at}`, recoveries);
  });

  it.each(['kafka', 'mongodb', 'history', 'intake'])('%s is killed and begun anew', async (engine) => {
    const recoveries: number[] = [];
    for (let n = 0; n < hits; n += 1) {
      region.kill(engine);
      await pause(awayMs);
      await region.begin(engine);
      const back = systemClock.now();
      recoveries.push(((await allIsWell()) - back) / 1000);
    }
    await judge(`${engine} is killed and away for ${String(awayMs / 1000)} s`, recoveries);
  });

  it('acknowledges nothing while it cannot be kept', async () => {
    await life.rest();
    region.kill('intake');
    const patient = somebody('Reported', 0);
    const codes: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      const sender = openMllpSender({ ...region.mllp, timeoutMs: 8_000 });
      const reply = await sender.send(resultOf(patient, 1000 + n), { expectReply: true }).catch(() => undefined);
      const read = reply === undefined ? undefined : readAcknowledgement(reply);
      codes.push(read?.ok === true ? read.code : 'nothing');
      await sender.close().catch(() => undefined);
    }
    await region.begin('intake');
    await allIsWell();
    life.begin();
    process.stdout.write(`While messages could not be kept the door said: ${codes.join(', ')}\n`);
    expect(codes.filter((code) => code !== 'AE' && code !== 'nothing')).toEqual([]);
  });

  it('goes on with what arrives while nobody can sign in', async () => {
    region.kill('keycloak');
    const gone = systemClock.now();
    const seen = await allIsWell();
    await region.begin('keycloak');
    await judge('keycloak is killed and away; intake goes on', [(seen - gone) / 1000]);
  });

  it('finds out that a handler hangs, and goes on', async () => {
    const before = region.hits().length;
    region.order('alerting', 'before a copy is written', 'hang');
    const hit = await nextHit(before);
    await life.report(raisedResultOf(somebody('Probed', probed)));
    probed += 1;
    await patiently('it is found out', () => Promise.resolve(!isThere(hit.pid)), stallsAreFoundWithinMs + 30_000);
    const found = systemClock.now();
    const stalled = (found - hit.when) / 1000;
    process.stdout.write(`A handler that hung was found out after ${stalled.toFixed(1)} s\n`);
    const recovered = ((await allIsWell()) - found) / 1000;
    await judge(`alerting hangs before a copy is written; found out after ${stalled.toFixed(1)} s`, [recovered]);
    expect(stalled).toBeLessThanOrEqual(stallsAreFoundWithinMs / 1000);
  });

  it('shows read models that are equal to those rebuilt from the history', async () => {
    await life.rest();
    await allIsWell();
    const { status, lines } = await region.rms('rebuild', '--check');
    expect([status, lines]).toEqual([0, expect.anything()]);
  });

  it('has a history that nobody altered, and nobody is lost', async () => {
    for (const command of ['verify', 'certificate', 'outcomes']) {
      const { status, lines } = await region.rms(command);
      expect([command, status, lines]).toEqual([command, 0, expect.anything()]);
    }
  });
});
