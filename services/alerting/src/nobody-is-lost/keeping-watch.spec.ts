import { describe, expect, it } from '@jest/globals';
import { streamOf, type EventStore, type Execution } from '@rms/event-sourcing';
import { MemoryEventStore } from '@rms/event-sourcing/testing';
import { parseCivilDate } from '@rms/nhs';
import { canonicalText } from '@rms/read-models';
import { isSigned, signerFrom } from '@rms/service-kit';
import { task } from '../task/task.aggregate.js';
import { usualHours } from '../working-hours/working-hours.aggregate.js';
import { certificate, certificateId, type Statement } from './certificate.aggregate.js';
import { historiesOf } from './histories.fixture.js';
import { KeepingWatch } from './keeping-watch.js';
import { exceptionTask } from './lost-patients-are-somebodys.js';
import { endOfDay } from './moment.js';
import { followUpId, idOf, Telling } from './told.fixture.js';

class StickingStore extends MemoryEventStore {
  /** A stream that cannot be written to, for as long as it is named. */
  sticksOn = '';
  override append(...append: Parameters<EventStore['append']>): ReturnType<EventStore['append']> {
    return append[0] === this.sticksOn ? Promise.reject(new Error('the disk says no')) : super.append(...append);
  }
}
const storeSticking = (sticksOn = ''): StickingStore => Object.assign(new StickingStore({ now: () => 0 }), { sticksOn });

interface Desk {
  readonly now?: string;
  readonly histories?: ReturnType<typeof historiesOf>;
  readonly store?: StickingStore;
  readonly systemNow?: string;
  readonly certifies?: boolean;
}
const atTheDesk = (telling: Telling, desk: Desk = {}) => {
  const { histories = historiesOf(telling), store = storeSticking(), certifies = true } = desk;
  const clock = { now: desk.now ?? '2026-06-17T09:00:00.000Z' };
  const execution: Execution = { store, now: () => clock.now };
  const certified: { to?: string } = {};
  const watch = new KeepingWatch({
    execution,
    histories,
    deskOf: () =>
      Promise.resolve({
        roster: { teams: [], colleagues: [], staff: [] },
        moment: { now: clock.now, time: { ...usualHours, holidays: new Set() } },
      }),
    certifiedTo: () => Promise.resolve(certified.to),
    signer: signerFrom('11'.repeat(32)),
    systemNow: () => desk.systemNow ?? '2026-11-22T10:00:00.000Z',
    certifies: () => certifies,
  });
  const stored = async (type: string): Promise<readonly Record<string, unknown>[]> =>
    (await store.readAll(0, 1000))
      .filter((event) => event.type === type)
      .map((event) => JSON.parse(Buffer.from(event.data).toString()) as Record<string, unknown>);
  return { watch, stored, clock, certified, store };
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
      data: { kind: 'exception', about: followUpId(1), followUp: followUpId(1), why: 'lost', dueOn: '2026-06-17' },
    });
    telling.followUp(1, 'recall-requested', { data: { recall: idOf(70), by: '2026-07-01' } }).task(71, idOf(70), 1);
    clock.now = '2026-06-17T10:00:00.000Z';
    await watch.sweep();
    expect(await stored('TaskClosed')).toEqual([{ because: 'the sweep finds the patient held again' }]);
  });
  it('does not pretend to see what it cannot', async () => {
    const { watch } = atTheDesk(lost(), { histories: new Map() });
    await expect(watch.sweep()).rejects.toThrow('The reckoning cannot see alerting, letters, pathway.');
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
  it('says in the task why he is lost now, and leaves its date', async () => {
    const telling = lost();
    const { watch, stored, clock } = atTheDesk(telling);
    await watch.sweep();
    const [opened] = await stored('TaskOpened');
    telling.tell('alerting.task', exceptionTask(followUpId(1)), { type: 'alerting.task-opened.v1', data: opened! });
    telling.followUp(1, 'review-opened', { data: { review: idOf(50), about: 'result' } });
    clock.now = '2026-06-18T10:00:00.000Z';
    await watch.sweep();
    expect(await stored('TaskRestated')).toMatchObject([
      { why: expect.stringContaining('A clinician must look since 2 March 2026') as unknown, dueOn: '2026-06-17' },
    ]);
    telling.tell('alerting.task', exceptionTask(followUpId(1)), {
      type: 'alerting.task-restated.v1',
      data: (await stored('TaskRestated'))[0]!,
    });
    clock.now = '2026-06-18T11:00:00.000Z';
    await watch.sweep();
    expect(await stored('TaskRestated')).toHaveLength(1);
  });
});

describe('a watch that is disturbed', () => {
  const both = (): Telling => {
    const telling = lost().starts(2, '2026-07-01', '2026-07-15');
    return telling.followUp(2, 'test-fulfilled', { data: { test: idOf(2), result: idOf(3) } });
  };
  it('gives the others to somebody where one cannot be, does not say that it has finished, and does the rest the next time', async () => {
    const store = storeSticking(streamOf(task, exceptionTask(followUpId(1))));
    const { watch, stored, clock } = atTheDesk(both(), { store });
    await expect(watch.sweep()).rejects.toThrow('could not do 1 of 2 things. OpenTask');
    expect(await stored('TaskOpened')).toMatchObject([{ followUp: followUpId(2) }]);
    expect(await stored('SweepFinished')).toEqual([]);
    store.sticksOn = '';
    clock.now = '2026-06-17T10:00:00.000Z';
    await watch.sweep();
    expect((await stored('TaskOpened')).map(({ followUp }) => followUp)).toEqual([followUpId(2), followUpId(1)]);
    expect(await stored('SweepFinished')).toMatchObject([{ exceptions: 2 }]);
  });
  it('goes on where a history did not answer', async () => {
    const telling = both();
    const { watch, stored } = atTheDesk(telling, { histories: historiesOf(telling, { atOnce: 1, failsAt: 4 }), certifies: false });
    await expect(watch.sweep()).rejects.toThrow('the owner does not answer');
    await watch.sweep();
    expect(await stored('SweepFinished')).toMatchObject([{ followUps: 2, exceptions: 2 }]);
  });
  it('sweeps one after the other when it is asked twice at once', async () => {
    const telling = both();
    const { watch, stored } = atTheDesk(telling, { histories: historiesOf(telling, { atOnce: 1, waitsMs: 1 }) });
    const [first, second] = await Promise.all([watch.sweep(), watch.sweep(), watch.certify()]);
    expect(second).toEqual(first);
    expect(await stored('TaskOpened')).toHaveLength(2);
  });
  it('opens one task for one patient where two nodes look at once', async () => {
    const telling = both();
    const here = atTheDesk(telling, { histories: historiesOf(telling, { waitsMs: 1 }) });
    const there = atTheDesk(telling, { store: here.store, now: '2026-06-17T09:00:00.001Z', systemNow: '2026-11-22T10:00:00.001Z' });
    await Promise.all([here.watch.sweep(), there.watch.sweep()]);
    expect(await here.stored('TaskOpened')).toHaveLength(2);
    expect(await here.stored('SweepFinished')).toHaveLength(2);
    expect(await here.stored('CertificateIssued')).toHaveLength(1);
  });
  it('reads everything again where the clock was set back', async () => {
    const { watch, stored, clock } = atTheDesk(both());
    await watch.sweep();
    clock.now = '2026-06-17T07:00:00.000Z';
    await watch.sweep();
    expect((await stored('SweepFinished')).map(({ followUps }) => followUps)).toEqual([2]);
  });
  it('gives every trust but the one that cannot have it its certificate, sweeps all the same, and says so', async () => {
    const telling = new Telling().starts(1, '2026-07-01', '2026-07-15');
    telling.followUp(2, 'follow-up-started', { trust: 'ZT002', data: { patient: idOf(9), tests: [] } });
    const store = storeSticking(streamOf(certificate, certificateId('ZT001', '2026-06-16')));
    const { watch, stored } = atTheDesk(telling, { store });
    await expect(watch.sweep()).rejects.toThrow('the disk says no');
    expect((await stored('CertificateIssued')).map((one) => (one['statement'] as Statement).trust)).toEqual(['ZT002']);
    expect(await stored('SweepFinished')).toHaveLength(1);
  });
  it('does not issue again what its copy has not heard of yet', async () => {
    const { watch, stored, clock } = atTheDesk(new Telling().starts(1, '2026-07-01', '2026-07-15'));
    expect(await watch.certify()).toBe(1);
    clock.now = '2026-06-19T00:30:00.000Z';
    expect(await watch.certify()).toBe(2);
    expect(await watch.certify()).toBe(0);
    expect(await stored('CertificateIssued')).toHaveLength(3);
  });
  it('has no certificate to wake for while a region comes to life, and none where it cannot see', async () => {
    const now = '2026-06-17T09:00:00.000Z';
    const life = atTheDesk(lost(), { certifies: false }).watch.timers;
    const alone = atTheDesk(lost(), { histories: new Map() }).watch.timers;
    expect([await life.next(now), await life.wakeDue(), await alone.next(now), await alone.wakeDue()]).toEqual([
      undefined,
      0,
      undefined,
      0,
    ]);
    const { watch } = atTheDesk(lost());
    expect([await watch.timers.next(now), await watch.timers.wakeDue()]).toEqual(['2026-06-18', 1]);
  });
});
