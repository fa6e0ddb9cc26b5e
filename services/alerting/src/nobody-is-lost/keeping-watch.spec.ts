import { describe, expect, it } from '@jest/globals';
import type { Execution } from '@rms/event-sourcing';
import { MemoryEventStore } from '@rms/event-sourcing/testing';
import type { Message, PublishedHistory } from '@rms/messaging';
import { parseCivilDate } from '@rms/nhs';
import { canonicalText } from '@rms/read-models';
import { isSigned, signerFrom } from '@rms/service-kit';
import { usualHours } from '../working-hours/working-hours.aggregate.js';
import type { Statement } from './certificate.aggregate.js';
import { endOfDay, KeepingWatch } from './keeping-watch.js';
import { exceptionTask } from './lost-patients-are-somebodys.js';
import { followUpId, idOf, Telling } from './told.fixture.js';

const historiesOf = (telling: Telling): ReadonlyMap<string, PublishedHistory> =>
  new Map(
    ['pathway', 'letters', 'alerting'].map((service) => [
      service,
      {
        service,
        of: () => undefined,
        ofStream: () => Promise.resolve([]),
        since: (position: number) => {
          const found = telling.messages.filter((m: Message) => m.source === service && m.position > position);
          return Promise.resolve({
            deliveries: found.map((message) => ({ message })),
            through: found.at(-1)?.position ?? position,
            atEnd: true,
          });
        },
      },
    ]),
  );

const atTheDesk = (telling: Telling, now = '2026-06-17T09:00:00.000Z', histories = historiesOf(telling)) => {
  const store = new MemoryEventStore({ now: () => 0 });
  const clock = { now };
  const execution: Execution = { store, now: () => clock.now };
  const certified: { to?: string } = {};
  const watch = new KeepingWatch({
    execution,
    histories,
    deskOf: () =>
      Promise.resolve({
        roster: { teams: [], colleagues: [] },
        moment: { now: clock.now, time: { ...usualHours, holidays: new Set() } },
      }),
    certifiedTo: () => Promise.resolve(certified.to),
    signer: signerFrom('11'.repeat(32)),
    systemNow: () => '2026-11-22T10:00:00.000Z',
    certifies: () => true,
  });
  const stored = async (type: string): Promise<readonly Record<string, unknown>[]> =>
    (await store.readAll(0, 1000))
      .filter((event) => event.type === type)
      .map((event) => JSON.parse(Buffer.from(event.data).toString()) as Record<string, unknown>);
  return { watch, stored, clock, certified };
};
const lost = (): Telling =>
  new Telling().starts(1, '2026-07-01', '2026-07-15').followUp(1, 'test-fulfilled', { data: { test: idOf(1), result: idOf(2) } });

describe('keeping watch', () => {
  it('finishes a sweep with how many it looked at, by the clock that nobody moves', async () => {
    const { watch, stored } = atTheDesk(new Telling().starts(1, '2026-07-01', '2026-07-15'));
    await watch.sweep();
    expect(await stored('SweepFinished')).toEqual([
      { day: '2026-11-22', at: '2026-11-22T10:00:00.000Z', position: 1, followUps: 1, exceptions: 0 },
    ]);
    expect(await stored('TaskOpened')).toEqual([]);
  });
  it('gives whoever is lost to somebody at once, as the most serious thing there is', async () => {
    const { watch, stored } = atTheDesk(lost());
    await watch.sweep();
    expect(await stored('TaskOpened')).toMatchObject([
      { kind: 'exception', followUp: followUpId(1), seriousness: 1, dueOn: '2026-06-17', owner: { role: 'clinical-nurse-specialist' } },
    ]);
  });
  it('takes the task back when he is held again, from what came since', async () => {
    const telling = lost();
    const { watch, stored, clock } = atTheDesk(telling);
    await watch.sweep();
    telling.tell('alerting.task', exceptionTask(followUpId(1)), {
      type: 'alerting.task-opened.v1',
      data: { kind: 'exception', about: followUpId(1), followUp: followUpId(1) },
    });
    telling.followUp(1, 'recall-requested', { data: { recall: idOf(70), by: '2026-07-01' } });
    clock.now = '2026-06-17T10:00:00.000Z';
    await watch.sweep();
    expect(await stored('TaskClosed')).toEqual([{ because: 'the sweep finds the patient held again' }]);
  });
  it('does not pretend to see what it cannot', async () => {
    const { watch } = atTheDesk(lost(), undefined, new Map());
    await expect(watch.sweep()).rejects.toThrow('The sweep cannot see pathway, letters, alerting.');
  });
  it('certifies yesterday once, from what was recorded by its end, and signs it', async () => {
    const telling = new Telling().starts(1, '2026-07-01', '2026-07-15').followUp(2, 'follow-up-started', {
      at: '2026-06-17T08:00:00.000Z',
      data: { patient: idOf(9), tests: [] },
    });
    const { watch, stored, certified } = atTheDesk(telling);
    expect([await watch.certify(), await watch.certify()]).toEqual([1, 0]);
    const [issued] = (await stored('CertificateIssued')) as unknown as { statement: Statement; signature: string; key: string }[];
    expect(issued!.statement).toMatchObject({ trust: 'ZT001', on: '2026-06-16', everEnrolled: 1, withNextAction: 1, exceptions: [] });
    expect(isSigned(canonicalText(issued!.statement), issued!)).toBe(true);
    certified.to = '2026-06-16';
    expect(await watch.certify()).toBe(0);
  });
  it('issues the days that were missed, each as it stood', async () => {
    const { watch, stored, clock, certified } = atTheDesk(new Telling().starts(1, '2026-07-01', '2026-07-15'));
    await watch.certify();
    certified.to = '2026-06-16';
    clock.now = '2026-06-20T09:00:00.000Z';
    expect(await watch.certify()).toBe(3);
    expect((await stored('CertificateIssued')).map((one) => (one['statement'] as Statement).on)).toEqual([
      '2026-06-16',
      '2026-06-17',
      '2026-06-18',
      '2026-06-19',
    ]);
  });
  it('ends a day in England, not in Greenwich', () => {
    expect(endOfDay(parseCivilDate('2026-06-16')!)).toBe('2026-06-16T22:59:59.999Z');
    expect(endOfDay(parseCivilDate('2026-12-16')!)).toBe('2026-12-16T23:59:59.999Z');
  });
});
