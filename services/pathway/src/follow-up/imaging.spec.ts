import { describe, expect, it } from '@jest/globals';
import type { Answers } from '@rms/protocols';
import { imaging } from '@rms/protocols/testing';
import type { ConsideredResult, FollowUpCommand, FollowUpEvent } from './follow-up.facts.js';
import { calendar, consider, followUp, given, review, reviewsOf, run, start, stateOf, types, type Start } from './follow-up.fixture.js';
import { isHeld, nextDate } from './follow-up.schedule.js';
import { isToBeClosed, openTests, wakeOn } from './ladder.dates.js';

type Side = 'left' | 'right' | 'both';
const anchorOn = '2025-01-20';
const both: Answers = { left: 'kept', right: 'untouched' };
const leftGone: Answers = { left: 'removed', right: 'untouched' };
const noneLeft: Answers = { left: 'removed', right: 'removed' };
const begin = (answers: Answers, more: Partial<Start> = {}): Start =>
  start({ protocol: imaging, anchorOn, answers, bornOn: '1960-05-01', calendar: calendar('2025-03-01'), ...more });
const scan = (code: string, side: Side | undefined, more: Partial<ConsideredResult> = {}): ConsideredResult => ({
  result: `r-${code}-${side ?? 'none'}-${more.sampledOn ?? '2026-01-15'}`,
  version: 1,
  analyte: 'scan',
  status: 'final',
  sampledOn: '2026-01-15',
  value: { kind: 'coded', code, system: 'EX', raw: code, ...(side === undefined ? {} : { side }) },
  ...more,
});
const after = (events: readonly FollowUpEvent[], ...commands: FollowUpCommand[]): FollowUpEvent[] =>
  commands.reduce<FollowUpEvent[]>((all, command) => [...all, ...given(...all).when(command).events], [...events]);
const testsOf = (events: readonly FollowUpEvent[]) => openTests(stateOf(events)).map(({ label, side }) => `${label} ${side ?? ''}`);

describe('starting by a protocol that asks', () => {
  it('records what was answered, plans what it decides and names the day of the end', () => {
    const [begun] = run(begin(leftGone));
    expect(begun).toMatchObject({ type: 'FollowUpStarted', answers: leftGone, bornOn: '1960-05-01', closesOn: '2027-01-20' });
    expect(testsOf([begun!])).toEqual(['12 months right', '24 months right']);
  });
  it.each<[string, Partial<Start>, string]>([
    ['an answer missing', { answers: { left: 'kept' } }, 'answers-missing'],
    ['no answers at all', { answers: {} }, 'answers-missing'],
    ['an answer that is none', { answers: { left: 'kept', right: 'burnt' } }, 'answers-missing'],
    ['an answer to what is not asked', { answers: { ...both, hat: 'blue' } }, 'answers-missing'],
    ['answers that do not go together', { answers: { left: 'untouched', right: 'untouched' } }, 'answers-impossible'],
    ['a limit where nothing is measured', { personalLimit: { value: 1, unit: 'ng/mL', source: 'personal' } }, 'no-limit-to-set'],
  ])('is refused with %s', (_, more, refusal) =>
    given()
      .when(begin(both, more))
      .thenRefused(refusal as never),
  );
  it('is refused without a date of birth only where the tests go on by age', () => {
    const { bornOn: _, ...unknown } = begin(both);
    given().when(unknown).thenRefused('birth-date-needed');
    const { bornOn: __, ...bilateral } = begin(noneLeft);
    expect(given().when(bilateral).events[0]).toMatchObject({ type: 'FollowUpStarted', tests: [] });
  });
  it('by a protocol that asks nothing is refused with an answer', () =>
    given()
      .when(start({ answers: { left: 'kept' } }))
      .thenRefused('answers-missing'));
});

describe('considering a report', () => {
  it('that reassures: a reading without a limit, the test done, a letter due, no review', () =>
    expect(given(...run(begin(leftGone))).when(consider('2026-01-20', scan('S1', 'right'))).events).toEqual([
      {
        type: 'ResultInterpreted',
        considered: scan('S1', 'right'),
        reading: 'report-reassuring',
        sentence: expect.stringContaining('Scan of 15 January 2026, right, is reassuring: S1, normal.'),
        rule: 'The coded conclusion of the scan',
        source: 'Made up for tests',
        testName: 'scan',
        letterBy: '2026-02-03',
      },
      expect.objectContaining({ type: 'TestFulfilled', on: '2026-01-15' }),
    ]));
  it('that asks for action: the review in the same append, the test done, no letter', () => {
    const events = given(...run(begin(leftGone))).when(consider('2026-01-20', scan('S4', 'right'))).events;
    expect(types(events)).toEqual(['ResultInterpreted', 'ReviewOpened', 'TestFulfilled']);
    expect(events[0]).not.toHaveProperty('letterBy');
    expect(events[1]).toMatchObject({ reading: 'report-needs-action', seriousness: 1, reviewBy: '2026-01-21' });
    expect(events[1]).not.toHaveProperty('proposes');
  });
  it.each([
    ['of the wrong side', scan('S1', 'left')],
    ['of no side', scan('S1', undefined)],
    ['with a code in no list', scan('S9', 'right')],
    ['in words', scan('S1', 'right', { value: { kind: 'not-a-number', unit: '', raw: 'Normal.' } })],
  ])('%s reassures nobody: a review, and the test is still due', (_, report) => {
    const events = run(begin(leftGone), consider('2026-01-20', report));
    expect(types(events).slice(1)).toEqual(['ResultInterpreted', 'ReviewOpened']);
    expect(testsOf(events)[0]).toBe('12 months right');
  });
  it('of one side leaves a test of both due until the other comes', () => {
    const one = run(begin(both), consider('2026-01-20', scan('S1', 'left')));
    expect(testsOf(one)[0]).toBe('12 months both');
    expect(testsOf(after(one, consider('2026-01-21', scan('S2', 'right'))))[0]).toBe('24 months both');
  });
  it('changed in its side alone after a decision asks again', () => {
    const abnormal = run(begin(both), consider('2026-01-20', scan('S4', 'left', { result: 'r' })));
    const decided = after(abnormal, review(abnormal, { calendar: calendar('2026-01-21') }));
    const moved = after(decided, consider('2026-01-22', scan('S4', 'right', { result: 'r', version: 2 })));
    expect(reviewsOf(moved)).toMatchObject([{ about: 'changed-after-decision', result: 'r' }]);
  });
  it('is read the same in whatever order the reports come', () => {
    const reports = [scan('S1', 'left'), scan('S3', 'right'), scan('S9', 'both', { sampledOn: '2026-02-01' })];
    const orders = [reports, [...reports].reverse(), [reports[1]!, reports[2]!, reports[0]!]];
    const ends = orders.map((order) => {
      const { results, done } = stateOf(run(begin(both), ...order.map((report) => consider('2026-02-03', report))));
      return { results: Object.fromEntries(Object.entries(results).sort(([a], [b]) => (a < b ? -1 : 1))), done };
    });
    expect(ends[1]).toEqual(ends[0]);
    expect(ends[2]).toEqual(ends[0]);
  });
});

describe('a repeat of a report', () => {
  const repeat = { decision: { kind: 'repeat', by: '2026-03-01' }, calendar: calendar('2026-01-21') } as const;
  it('is of the side that led to it, and a report of the other side does not fulfil it', () => {
    const abnormal = run(begin(both), consider('2026-01-20', scan('S3', 'left')));
    const asked = after(abnormal, review(abnormal, repeat));
    expect(asked.at(-1)).toMatchObject({ type: 'TestAdded', test: { name: 'Scan', side: 'left', dueOn: '2026-03-01' } });
    expect(testsOf(after(asked, consider('2026-02-11', scan('S1', 'right', { sampledOn: '2026-02-10' }))))).toContain(
      'Repeat, asked for at review left',
    );
    expect(testsOf(after(asked, consider('2026-02-11', scan('S1', 'left', { sampledOn: '2026-02-10' }))))).not.toContain(
      'Repeat, asked for at review left',
    );
  });
  it('cannot be asked for from somebody of whom no test is asked', () => {
    const odd = run(begin(noneLeft), consider('2026-01-20', scan('S4', 'left')));
    given(...odd)
      .when(review(odd, repeat))
      .thenRefused('no-test-to-repeat');
  });
});

describe('a follow-up with no test at all', () => {
  const held = run(begin(noneLeft));
  it('is held by the day of its end, and by nothing else', () => {
    expect([openTests(stateOf(held)), nextDate(stateOf(held)), isHeld(stateOf(held))]).toEqual([[], '2027-01-20', true]);
    given(...held)
      .when(consider('2026-06-01'))
      .thenNothing();
  });
  it.each([
    ['2027-01-19', false],
    ['2027-01-20', true],
    ['2027-01-21', true],
  ])('is to be closed on %s: %s', (today, isDue) => {
    expect(isToBeClosed(stateOf(held), today)).toBe(isDue);
    expect(types(given(...held).when(consider(today)).events)).toEqual(isDue ? ['ReviewOpened'] : []);
    const noticed = given(...held).when({ type: 'NoticeDate', followUp, calendar: calendar(today) });
    expect(types(noticed.events)).toEqual(isDue ? ['ReviewOpened'] : []);
  });
  it('is woken on the day of its end, once, and not while it is suspended', () => {
    expect(wakeOn(stateOf(held))).toBe('2027-01-20');
    expect(wakeOn(stateOf(after(held, consider('2027-01-20'))))).toBe('');
    const suspended = after(held, {
      type: 'SuspendFollowUp',
      followUp,
      reason: 'Abroad',
      reviewOn: '2027-02-01',
      by: 'ruth',
      calendar: calendar('2027-01-10'),
    });
    expect([wakeOn(stateOf(suspended)), isToBeClosed(stateOf(suspended), '2027-01-20')]).toEqual(['2027-02-01', false]);
  });
  it('asks once how it ends, and offers no test', () => {
    const asked = after(held, consider('2027-01-20'));
    expect(reviewsOf(asked)).toMatchObject([{ about: 'schedule-complete' }]);
    expect(reviewsOf(asked)[0]!.sentence).toBe(
      'Follow-up by Imaging for tests, version 1, counted from 20 January 2025, came to its planned end on 20 January 2027. No test was asked for. Decide whether follow-up ends or the patient is to be seen.',
    );
    given(...asked)
      .when(consider('2027-02-01'))
      .thenNothing();
    const end = review(asked, { decision: { kind: 'end', because: 'schedule-complete' }, calendar: calendar('2027-01-25') });
    expect(types(given(...asked).when(end).events)).toEqual(['ResultReviewed', 'FollowUpEnded']);
    const clinic = after(asked, review(asked, { decision: { kind: 'recall', by: '2027-02-10' }, calendar: calendar('2027-01-25') }));
    const [recall = ''] = Object.keys(stateOf(clinic).recalls);
    const seen: FollowUpCommand = {
      type: 'SettleRecall',
      followUp,
      recall,
      outcome: 'seen',
      note: 'well',
      calendar: calendar('2027-02-10'),
    };
    expect(reviewsOf(after(clinic, seen))).toMatchObject([{ about: 'schedule-complete' }]);
  });
  it('started after the day of its end is asked about at once', () =>
    expect(types(run(begin(noneLeft, { anchorOn: '2020-01-20' })))).toEqual(['FollowUpStarted', 'ReviewOpened']));
  it('is asked about again when the patient was said to be dead and is not', () => {
    const asked = after(held, consider('2027-01-20'), { type: 'EndForDeath', followUp, on: '2027-01-22' });
    const alive = after(asked, { type: 'ResumeAfterDeathWithdrawn', followUp, besides: [], calendar: calendar('2027-01-25') });
    expect(reviewsOf(alive)).toMatchObject([{ about: 'schedule-complete' }]);
  });
});

describe('the end of a follow-up with tests', () => {
  const last = (side: Side, sampledOn: string) => scan('S1', side, { sampledOn });
  it('waits for its day when the last test was done before it', () => {
    const done = run(begin(leftGone), consider('2027-01-05', last('right', '2027-01-04')));
    expect([openTests(stateOf(done)), nextDate(stateOf(done)), reviewsOf(done)]).toEqual([[], '2027-01-20', []]);
    expect(reviewsOf(after(done, consider('2027-01-20')))[0]!.sentence).toContain(
      'No test is still to come. Decide whether follow-up ends or another test is needed.',
    );
  });
  it('waits for a test that is late, and is asked about when that is done', () => {
    const late = run(begin(leftGone), consider('2027-02-01'));
    expect(reviewsOf(late)).toEqual([]);
    expect(nextDate(stateOf(late))).toBe('2026-01-20');
    expect(reviewsOf(after(late, consider('2027-03-02', last('right', '2027-03-01'))))).toMatchObject([{ about: 'schedule-complete' }]);
  });
  it('whose day came while another review was open is asked about when that is decided', () => {
    const done = run(begin(leftGone), consider('2027-01-05', scan('S3', 'right', { sampledOn: '2027-01-04' })));
    const decided = given(...done).when(review(done, { calendar: calendar('2027-01-25') })).events;
    expect(types(decided)).toEqual(['ResultReviewed', 'ReviewOpened']);
  });
  it('moves with the tests that go on by age', () => {
    const [young] = run(begin(both, { bornOn: '1980-05-01' })) as [Extract<FollowUpEvent, { type: 'FollowUpStarted' }>];
    expect(young.closesOn).toBe(young.tests.at(-1)!.dueOn);
    expect(young.closesOn).toBe('2030-01-20');
  });
});
