import { describe, expect, it } from '@jest/globals';
import { Ledger } from './ledger.js';
import { reconcile, type Moment } from './reconcile.js';
import { followUpId, idOf, Telling } from './told.fixture.js';

const at: Moment = { yesterday: '2026-06-16', settledBefore: '2026-06-17T08:00:00.000Z' };
const early: Moment = { ...at, yesterday: '2026-06-10' };
const reckon = (telling: Telling, moment = early) => {
  const ledger = new Ledger();
  for (const message of telling.messages) ledger.take(message);
  return reconcile(ledger, moment);
};
const whyOf = (telling: Telling, moment = early): readonly string[] =>
  reckon(telling, moment).flatMap(({ exceptions }) => exceptions.map(({ why }) => why));
const review = { review: idOf(50), result: idOf(60) };

describe('the sum of who is held', () => {
  it('adds up: everybody ever enrolled left or is in follow-up, and whoever is in it is held by a task or a date', () => {
    const telling = new Telling().starts(1).starts(2).starts(3).starts(4);
    telling.followUp(2, 'review-opened', { data: review }).task(51, idOf(50), 2);
    telling.followUp(3, 'follow-up-ended', { data: { because: 'patient-died' } });
    telling.followUp(4, 'start-undone');
    expect(reckon(telling)).toEqual([
      {
        trust: 'ZT001',
        everEnrolled: 4,
        left: 2,
        leftBecause: { 'patient-died': 1, 'start-undone': 1 },
        inFollowUp: 2,
        withOwnedTask: 1,
        withNextAction: 1,
        exceptions: [],
      },
    ]);
  });
  it('keeps trusts apart', () => {
    const telling = new Telling().starts(1).followUp(9, 'follow-up-started', { trust: 'ZT002', data: { tests: [] } });
    expect(reckon(telling).map(({ trust, exceptions }) => [trust, exceptions.length])).toEqual([
      ['ZT001', 0],
      ['ZT002', 1],
    ]);
  });
  it('has nothing to say of a region where nobody was ever followed up', () => expect(reckon(new Telling())).toEqual([]));
  it('counts somebody with a task and a date once, under the task', () => {
    const [sum] = reckon(new Telling().starts(1).followUp(1, 'review-opened', { data: review }).task(51, idOf(50), 1));
    expect([sum!.withOwnedTask, sum!.withNextAction]).toEqual([1, 0]);
  });
});

describe('who is lost', () => {
  it('somebody with no next date, no task and no ending', () => {
    const telling = new Telling().starts(1).followUp(1, 'test-fulfilled', { data: { test: idOf(1), result: idOf(60) } });
    expect(whyOf(telling)).toEqual(['no next date, no open task and no recorded ending.']);
  });
  it('somebody whose task was lost: a clinician must look and nobody has it', () => {
    const telling = new Telling().starts(1).followUp(1, 'review-opened', { data: review });
    expect(whyOf(telling)).toEqual(['a clinician must look since 2026-03-02 and nobody has the task.']);
  });
  it('nobody whose task may still be on its way', () => {
    const telling = new Telling().starts(1).followUp(1, 'review-opened', { at: '2026-06-17T08:30:00.000Z', data: review });
    expect(whyOf(telling)).toEqual([]);
  });
  it('somebody whose task was closed while the review is open', () => {
    const telling = new Telling().starts(1).followUp(1, 'review-opened', { data: review }).task(51, idOf(50), 1);
    telling.tell('alerting.task', idOf(51), { type: 'alerting.task-closed.v1', data: { because: 'an error' } });
    expect(whyOf(telling)).toHaveLength(1);
  });
  it('somebody whose abnormal result nobody was asked to look at', () => {
    const telling = new Telling().starts(1);
    telling.followUp(1, 'result-interpreted', { data: { result: idOf(60), reading: 'biochemical-recurrence-suspected' } });
    expect(whyOf(telling)).toEqual(['a result asks for a clinician and none was asked.']);
  });
  it('nobody whose abnormal result was taken back', () => {
    const telling = new Telling().starts(1);
    telling.followUp(1, 'result-interpreted', { data: { result: idOf(60), reading: 'unconfirmed-rise' } });
    telling.followUp(1, 'reading-withdrawn', { data: { result: idOf(60) } });
    expect(whyOf(telling)).toEqual([]);
  });
  it('somebody whose test is overdue for more than a day and nobody was told', () => {
    expect(whyOf(new Telling().starts(1), at)).toEqual(['PSA blood test of 2026-06-01 is overdue and nobody was told.']);
    expect(whyOf(new Telling().starts(1), { ...at, yesterday: '2026-06-15' })).toEqual([]);
  });
  it('nobody whose overdue test is being chased, is suspended, or was overtaken by a later one', () => {
    const chased = new Telling().starts(1).followUp(1, 'test-missed', { data: { test: idOf(1) } });
    const suspended = new Telling().starts(1).followUp(1, 'follow-up-suspended', { data: { reviewOn: '2026-07-01' } });
    const overtaken = new Telling().starts(1).followUp(1, 'test-added', {
      data: {
        test: {
          test: idOf(2),
          kind: 'psa',
          name: 'PSA',
          opensOn: '2026-06-02',
          dueOn: '2026-06-10',
          overdueAfter: '2026-06-24',
          required: true,
        },
      },
    });
    overtaken.followUp(1, 'test-fulfilled', { data: { test: idOf(2), result: idOf(60) } });
    overtaken.followUp(1, 'recall-requested', { data: { recall: idOf(70), by: '2026-07-01' } });
    expect([chased, suspended, overtaken].map((telling) => whyOf(telling, at))).toEqual([[], [], []]);
  });
  it('nobody who agreed to a date, and somebody whose missed test was settled without the test', () => {
    const settled = (outcome: string) =>
      whyOf(
        new Telling()
          .starts(1)
          .followUp(1, 'test-missed', { data: { test: idOf(1) } })
          .followUp(1, 'missed-test-settled', { data: { test: idOf(1), outcome } }),
        at,
      );
    expect([settled('booked'), settled('reached')]).toEqual([[], []]);
    expect(settled('not-needed')).toEqual(['PSA blood test of 2026-06-01 is overdue and nobody was told.']);
  });
  it('nobody who is held by a test that a clinician does not ask for any more', () => {
    const waived = new Telling().starts(1).followUp(1, 'test-waived', { data: { test: idOf(1) } });
    expect(whyOf(waived, at)).toEqual(['no next date, no open task and no recorded ending.']);
  });
  it('somebody who was suspended and forgotten', () => {
    const telling = new Telling().starts(1).followUp(1, 'follow-up-suspended', { data: { reviewOn: '2026-06-01' } });
    expect(whyOf(telling, at)).toEqual(['suspended until 2026-06-01 and not reviewed since.']);
  });
  it('somebody without tests whose end nobody was asked to decide', () => {
    const telling = new Telling().followUp(1, 'follow-up-started', { data: { patient: idOf(9), tests: [], closesOn: '2026-06-15' } });
    expect([whyOf(telling, { ...at, yesterday: '2026-06-15' }), whyOf(telling, at)]).toEqual([
      [],
      ['how follow-up ends was to be decided on 2026-06-15 and nobody was asked.'],
    ]);
    const asked = telling.followUp(1, 'review-opened', { data: { ...review, about: 'schedule-complete' } }).task(51, idOf(50), 1);
    expect(whyOf(asked, at)).toEqual([]);
  });
  it('somebody whose letter was promised and is nobody’s, and somebody whose letter is late in silence', () => {
    const reassuring = { result: idOf(60), reading: 'under-limit', letterBy: '2026-05-01' };
    const unwritten = new Telling().starts(1).followUp(1, 'result-interpreted', { data: reassuring });
    expect(whyOf(unwritten)).toEqual(['a letter was promised and is nobody’s.']);
    const owed = new Telling().starts(1).followUp(1, 'result-interpreted', { data: reassuring });
    owed.letter(80, 'letter-owed', { followUp: followUpId(1), result: idOf(60), by: '2026-05-01' });
    expect(whyOf(owed)).toEqual(['a letter was owed by 2026-05-01 and nobody was told that it is late.']);
    expect(whyOf(owed.letter(80, 'letter-needs-somebody'))).toEqual([]);
    expect(whyOf(owed.letter(80, 'letter-attended-to').letter(80, 'letter-handed-over'))).toEqual([]);
  });
  it('somebody whom two trusts are responsible for, even when follow-up has ended', () => {
    const telling = new Telling().starts(1).followUp(1, 'follow-up-ended', { trust: 'ZT002', data: { because: 'patient-died' } });
    expect(reckon(telling)).toMatchObject([
      { everEnrolled: 1, left: 0, inFollowUp: 1, exceptions: [{ why: 'more than one trust is responsible: ZT001 and ZT002.' }] },
    ]);
  });
  it('somebody of whom a fact cannot be read, and it does not hold him that the service desk was told of him', () => {
    const telling = new Telling().starts(1);
    telling.tell('alerting.task', idOf(9), {
      type: 'alerting.task-opened.v1',
      data: { kind: 'exception', about: '', followUp: followUpId(1) },
    });
    const ledger = new Ledger();
    for (const message of telling.messages) ledger.take(message);
    ledger.cannotRead(`pathway.follow-up-${followUpId(1)}`, 'its schema is not known');
    ledger.cannotRead(`pathway.protocol-${followUpId(1)}`, 'which is nobody');
    expect(reconcile(ledger, early)).toMatchObject([
      { withOwnedTask: 0, exceptions: [{ why: 'its history cannot be read: its schema is not known.' }] },
    ]);
  });
  it('says every reason of one person in one exception', () => {
    const telling = new Telling().starts(1).followUp(1, 'review-opened', { trust: 'ZT002', data: review });
    const [sum] = reckon(telling);
    expect(sum!.exceptions).toHaveLength(1);
    expect(sum!.exceptions[0]!.why).toMatch(/more than one trust.*nobody has the task/);
  });
});
