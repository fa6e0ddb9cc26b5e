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
const review = { review: idOf(50), result: idOf(60), about: 'result' };

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
    expect(whyOf(telling)).toEqual(['No next date, no open task and no recorded ending.']);
  });
  it('somebody of whom only a letter, or a call, is in somebody’s hands: when it is done, nothing follows for him', () => {
    const telling = new Telling().starts(1).followUp(1, 'test-fulfilled', { data: { test: idOf(1), result: idOf(60) } });
    telling.task(51, idOf(80), 1, 'letter').task(52, idOf(81), 1, 'call');
    expect(whyOf(telling)).toEqual(['No next date, no open task and no recorded ending.']);
    expect(whyOf(telling.task(53, idOf(82), 1, 'telephone'))).toEqual([]);
  });
  it('somebody whose task was lost: a clinician must look and nobody has it', () => {
    const telling = new Telling().starts(1).followUp(1, 'review-opened', { data: review });
    expect(whyOf(telling)).toEqual(['A clinician must look since 2 March 2026 and nobody has the task.']);
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
    expect(whyOf(telling)).toEqual(['A result asks for a clinician and none was asked.']);
  });
  it('nobody whose abnormal result was taken back', () => {
    const telling = new Telling().starts(1);
    telling.followUp(1, 'result-interpreted', { data: { result: idOf(60), reading: 'unconfirmed-rise' } });
    telling.followUp(1, 'reading-withdrawn', { data: { result: idOf(60) } });
    expect(whyOf(telling)).toEqual([]);
  });
  it('somebody whose test is overdue for more than a day and nobody was told', () => {
    expect(whyOf(new Telling().starts(1), at)).toEqual(['PSA blood test of 1 June 2026 is overdue and nobody was told.']);
    expect(whyOf(new Telling().starts(1), { ...at, yesterday: '2026-06-15' })).toEqual([]);
  });
  it('nobody whose overdue test is being chased, is suspended, or was overtaken by a later one', () => {
    const chased = new Telling().starts(1).followUp(1, 'test-missed', { at: '2026-06-16T06:00:00.000Z', data: { test: idOf(1) } });
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
    overtaken.followUp(1, 'recall-requested', { data: { recall: idOf(70), by: '2026-07-01' } }).task(71, idOf(70), 1);
    expect([chased, suspended, overtaken].map((telling) => whyOf(telling, at))).toEqual([[], [], []]);
  });
  it('nobody who agreed to a date, and somebody whose missed test was settled without the test', () => {
    const settled = (outcome: string) =>
      whyOf(
        new Telling()
          .starts(1)
          .followUp(1, 'test-missed', { at: '2026-06-16T06:00:00.000Z', data: { test: idOf(1) } })
          .followUp(1, 'missed-test-settled', { data: { test: idOf(1), outcome } }),
        at,
      );
    expect([settled('booked'), settled('reached')]).toEqual([[], []]);
    expect(settled('not-needed')).toEqual(['PSA blood test of 1 June 2026 is overdue and nobody was told.']);
  });
  it('nobody with an appointment for the test, and somebody of whom nothing was heard after it', () => {
    const booked = new Telling().starts(1).followUp(1, 'test-booked', { data: { kind: 'psa', on: '2026-06-29', waitUntil: '2026-06-30' } });
    expect(whyOf(booked, at)).toEqual([]);
    expect(whyOf(booked, { ...at, yesterday: '2026-07-01' })).toEqual([
      'PSA blood test of 1 June 2026 is overdue, and what was to follow by 30 June 2026 did not.',
    ]);
    const of = (type: string) => booked.followUp(1, type, { at: '2026-06-20T06:00:00.000Z', data: { kind: 'psa', on: '2026-06-20' } });
    expect([of('test-not-attended'), of('test-booking-cancelled')].map((telling) => whyOf(telling, at))).toEqual([[], []]);
    const ofAnother = new Telling()
      .starts(1)
      .followUp(1, 'test-booked', { data: { kind: 'mammogram', on: '2026-06-29', waitUntil: '2026-06-30' } });
    expect(whyOf(ofAnother, at)).toHaveLength(1);
  });
  it('somebody whose appointment is for next year’s test', () => {
    const next = {
      test: idOf(2),
      kind: 'psa',
      name: 'PSA',
      label: '',
      opensOn: '2027-05-01',
      dueOn: '2027-06-01',
      overdueAfter: '2027-06-15',
    };
    const booking = { kind: 'psa', on: '2027-05-20', heardOn: '2026-06-16', waitUntil: '2027-05-21' };
    const booked = new Telling()
      .starts(1)
      .followUp(1, 'test-added', { data: { test: { ...next, required: true } } })
      .followUp(1, 'test-booked', { data: booking });
    expect(whyOf(booked, at)).toEqual(['PSA blood test of 1 June 2026 is overdue and nobody was told.']);
  });
  it('nobody who is held by a test that a clinician does not ask for any more', () => {
    const waived = new Telling().starts(1).followUp(1, 'test-waived', { data: { test: idOf(1) } });
    expect(whyOf(waived, at)).toEqual(['No next date, no open task and no recorded ending.']);
  });
  it('somebody who was suspended and forgotten', () => {
    const telling = new Telling().starts(1).followUp(1, 'follow-up-suspended', { data: { reviewOn: '2026-06-01' } });
    expect(whyOf(telling, at)).toEqual(['Suspended until 1 June 2026 and not reviewed since.']);
  });
  it('somebody without tests whose end nobody was asked to decide', () => {
    const telling = new Telling().followUp(1, 'follow-up-started', { data: { patient: idOf(9), tests: [], closesOn: '2026-06-15' } });
    expect([whyOf(telling, { ...at, yesterday: '2026-06-15' }), whyOf(telling, at)]).toEqual([
      [],
      ['How follow-up ends was to be decided on 15 June 2026 and nobody was asked.'],
    ]);
    const asked = telling.followUp(1, 'review-opened', { data: { ...review, about: 'schedule-complete' } }).task(51, idOf(50), 1);
    expect(whyOf(asked, at)).toEqual([]);
  });
  it('nobody whose end waits for a test, a clinic or the end of a suspension', () => {
    const late = { ...at, yesterday: '2026-06-20' };
    const closing = (tests: readonly object[]) =>
      new Telling().followUp(1, 'follow-up-started', { data: { patient: idOf(9), tests, closesOn: '2026-06-15' } });
    const test = {
      test: idOf(1),
      kind: 'mammogram',
      name: 'Mammogram',
      opensOn: '2026-05-01',
      dueOn: '2026-06-15',
      overdueAfter: '2026-07-15',
    };
    expect(whyOf(closing([{ ...test, required: true }]), late)).toEqual([]);
    expect(whyOf(closing([]).followUp(1, 'follow-up-suspended', { data: { reviewOn: '2026-09-01' } }), late)).toEqual([]);
    const recalled = closing([]).followUp(1, 'recall-requested', { data: { recall: idOf(50) } });
    expect(whyOf(recalled.task(51, idOf(50), 1, 'recall'), late)).toEqual([]);
  });
  it('somebody whose letter was promised and is nobody’s, and somebody whose letter is late in silence', () => {
    const reassuring = { result: idOf(60), reading: 'under-limit', letterBy: '2026-05-01' };
    const unwritten = new Telling().starts(1).followUp(1, 'result-interpreted', { data: reassuring });
    expect(whyOf(unwritten)).toEqual(['A letter was promised and is nobody’s.']);
    const owed = new Telling().starts(1).followUp(1, 'result-interpreted', { data: reassuring });
    owed.letter(80, 'letter-owed', { followUp: followUpId(1), result: idOf(60), by: '2026-05-01' });
    expect(whyOf(owed)).toEqual(['A letter was owed by 1 May 2026 and nobody was told that it is late.']);
    expect(whyOf(owed.letter(80, 'letter-needs-somebody'))).toEqual([
      'A letter needs somebody since 2 March 2026 and nobody has the task.',
    ]);
    expect(whyOf(owed.task(81, idOf(80), 1))).toEqual([]);
    owed.letter(80, 'letter-attended-to').letter(80, 'letter-handed-over', { proofBy: '2026-05-06' });
    expect(whyOf(owed, { ...at, yesterday: '2026-05-06' })).toEqual([]);
    expect(whyOf(owed)).toEqual(['A letter was owed by 6 May 2026 and nobody was told that it is late.']);
    expect(whyOf(owed.letter(80, 'letter-dispatched'))).toEqual([]);
  });
  it('somebody whom two trusts are responsible for, even when follow-up has ended', () => {
    const telling = new Telling().starts(1).followUp(1, 'follow-up-ended', { trust: 'ZT002', data: { because: 'patient-died' } });
    expect(reckon(telling)).toMatchObject([
      { everEnrolled: 1, left: 0, inFollowUp: 1, exceptions: [{ why: 'More than one trust is responsible: ZT001 and ZT002.' }] },
    ]);
  });
  it('somebody of whom a fact cannot be read, and it does not hold him that the service desk was told of him', () => {
    const telling = new Telling().starts(1);
    telling.tell('alerting.task', idOf(9), {
      type: 'alerting.task-opened.v1',
      data: { kind: 'exception', about: followUpId(1), followUp: followUpId(1), why: 'lost', dueOn: '2026-03-02' },
    });
    const ledger = new Ledger();
    for (const message of telling.messages) ledger.take(message);
    ledger.cannotRead({ stream: `pathway.follow-up-${followUpId(1)}`, trust: 'ZT001', why: 'its schema is not known' });
    ledger.cannotRead({ stream: `pathway.protocol-${followUpId(1)}`, trust: 'ZT001', why: 'which is nobody' });
    expect(reconcile(ledger, early)).toMatchObject([
      { withOwnedTask: 0, exceptions: [{ why: 'Its history cannot be read: its schema is not known.' }] },
    ]);
  });
  it('says every reason of one person in one exception', () => {
    const telling = new Telling().starts(1).followUp(1, 'review-opened', { trust: 'ZT002', data: review });
    const [sum] = reckon(telling);
    expect(sum!.exceptions).toHaveLength(1);
    expect(sum!.exceptions[0]!.why).toMatch(/More than one trust.*nobody has the task/);
  });
  it('somebody who was called back, and nobody has it to do', () => {
    const telling = new Telling().starts(1).followUp(1, 'recall-requested', { data: { recall: idOf(70), by: '2026-07-01' } });
    expect(whyOf(telling)).toEqual(['A clinic is to be kept since 2 March 2026 and nobody has the task.']);
    expect(whyOf(telling.task(71, idOf(70), 1))).toEqual([]);
  });
  it('somebody whose task lies with a trust that cannot see to him', () => {
    const telling = new Telling().starts(1).followUp(1, 'review-opened', { data: review });
    telling.tell('alerting.task', idOf(51), {
      type: 'alerting.task-opened.v1',
      trust: 'ZT002',
      data: { kind: 'review', about: idOf(50), followUp: followUpId(1) },
    });
    expect(whyOf(telling)).toEqual(['A clinician must look since 2 March 2026 and nobody has the task.']);
  });
  it('somebody whose result reads otherwise than when it was decided on, and whose review was closed without a decision', () => {
    const rise = { result: idOf(60), reading: 'unconfirmed-rise' };
    const decided = new Telling().starts(1).followUp(1, 'result-interpreted', { data: rise });
    decided.followUp(1, 'review-opened', { data: { ...review, reading: 'unconfirmed-rise' } });
    decided.followUp(1, 'result-reviewed', { data: review });
    expect(whyOf(decided)).toEqual([]);
    decided.followUp(1, 'result-interpreted', { data: { result: idOf(60), reading: 'biochemical-recurrence-suspected' } });
    expect(whyOf(decided)).toEqual(['A result asks for a clinician and none was asked.']);
    const withdrawn = new Telling().starts(2).followUp(2, 'result-interpreted', { data: rise });
    withdrawn.followUp(2, 'review-opened', { data: review }).followUp(2, 'review-withdrawn', { data: { ...review, because: 'corrected' } });
    expect(whyOf(withdrawn)).toEqual(['A result asks for a clinician and none was asked.']);
  });
  it('somebody whose result has a reading that nobody here has heard of', () => {
    const telling = new Telling().starts(1).followUp(1, 'result-interpreted', { data: { result: idOf(60), reading: 'thought-of-later' } });
    expect(whyOf(telling)).toHaveLength(1);
  });
  it('somebody of whom the next step about a missed test did not follow', () => {
    const telling = new Telling().starts(1);
    telling.followUp(1, 'missed-test-step-taken', { data: { test: idOf(1), step: 'reminder', by: '2026-06-14' } });
    expect(whyOf(telling, at)).toEqual(['PSA blood test of 1 June 2026 is overdue, and what was to follow by 14 June 2026 did not.']);
    telling.followUp(1, 'missed-test-step-taken', { data: { test: idOf(1), step: 'clinician', by: '2026-06-14' } });
    telling.followUp(1, 'review-opened', { at: '2026-06-17T08:30:00.000Z', data: { ...review, about: 'test-missed' } });
    expect(whyOf(telling, at)).toEqual([]);
  });
  it('nobody whose missed test was waived while something else holds him', () => {
    const telling = new Telling().starts(1).followUp(1, 'test-waived', { data: { test: idOf(1), because: 'declined' } });
    expect(whyOf(telling, at)).toEqual(['No next date, no open task and no recorded ending.']);
    telling.followUp(1, 'suspension-ended').followUp(1, 'follow-up-suspended', { data: { reviewOn: '2026-07-01' } });
    expect(whyOf(telling, at)).toEqual([]);
  });
  it('nobody on the day after he stood still: what fell due meanwhile has a day', () => {
    const telling = new Telling().starts(1).followUp(1, 'suspension-ended', { at: '2026-06-16T09:00:00.000Z' });
    expect(whyOf(telling, at)).toEqual([]);
    expect(whyOf(telling, { ...at, yesterday: '2026-06-17' })).toHaveLength(1);
    const reopened = new Telling().starts(1).followUp(1, 'test-fulfilled', { data: { test: idOf(1), result: idOf(60) } });
    reopened.followUp(1, 'test-reopened', { at: '2026-06-16T09:00:00.000Z', data: { test: idOf(1) } });
    expect(whyOf(reopened, at)).toEqual([]);
    expect(whyOf(reopened, { ...at, yesterday: '2026-06-17' })).toHaveLength(1);
  });
  it('somebody whose letter was stopped and promised again, and somebody whose letter came back', () => {
    const reassuring = { result: idOf(60), reading: 'under-limit', letterBy: '2026-07-01' };
    const again = new Telling().starts(1).letter(80, 'letter-owed', { followUp: followUpId(1), result: idOf(60), by: '2026-07-01' });
    again.letter(80, 'letter-cancelled', { because: 'result-changed' }).followUp(1, 'result-interpreted', { data: reassuring });
    expect(whyOf(again)).toEqual(['A letter was promised and is nobody’s.']);
    const stopped = again.letter(80, 'letter-owed', { followUp: followUpId(1), result: idOf(60), by: '2026-07-01' });
    expect(whyOf(stopped.letter(80, 'letter-cancelled', { because: 'told-in-clinic' }))).toEqual([]);
    const returned = new Telling().starts(2).letter(90, 'letter-owed', { followUp: followUpId(2), result: idOf(61), by: '2026-05-01' });
    expect(whyOf(returned.letter(90, 'letter-dispatched').letter(90, 'letter-returned'))).toHaveLength(1);
  });
  it('somebody who left and is owed a letter still, unless he has died or was never in follow-up', () => {
    const leaving = (because: string) => {
      const telling = new Telling().starts(1).letter(80, 'letter-owed', { followUp: followUpId(1), result: idOf(60), by: '2026-05-01' });
      telling.followUp(1, 'result-interpreted', { data: { result: idOf(61), reading: 'under-limit', letterBy: '2026-05-01' } });
      return telling.followUp(1, 'follow-up-ended', { data: { because } });
    };
    expect(whyOf(leaving('schedule-complete'))).toEqual([
      'A letter was promised and is nobody’s. A letter was owed by 1 May 2026 and nobody was told that it is late.',
    ]);
    expect(whyOf(leaving('patient-died').letter(80, 'letter-cancelled', { because: 'patient-died' }))).toEqual([]);
  });
  it('nobody whose start was undone, and nobody for being moved to the record that goes on', () => {
    const undone = new Telling().starts(1).followUp(1, 'review-opened', { data: review }).followUp(1, 'start-undone');
    expect(whyOf(undone)).toEqual([]);
    const moved = new Telling().starts(2).followUp(2, 'follow-up-reassigned', { data: { patient: idOf(799), from: idOf(702) } });
    moved.followUp(2, 'test-fulfilled', { data: { test: idOf(2), result: idOf(60) } });
    expect(reckon(moved)[0]!.exceptions).toMatchObject([{ patient: idOf(799) }]);
  });
});
