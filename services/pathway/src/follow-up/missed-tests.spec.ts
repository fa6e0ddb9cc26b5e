import { describe, expect, it } from '@jest/globals';
import { calendar, consider, followUp, given, psa, review, reviewsOf, run, start, stateOf, types } from './follow-up.fixture.js';
import type { FollowUpEvent } from './follow-up.facts.js';
import { wakeOn } from './ladder.dates.js';
import { nextDate } from './follow-up.schedule.js';
import { begun, climbedTo, firstOverdue, laddersOf, notice, noticed, test, then } from './missed-test.fixture.js';

const steps = (events: readonly { readonly type: string }[]) =>
  events.flatMap((event) => ('step' in event ? [`${String(event.step)} by ${(event as unknown as { by: string }).by}`] : []));

describe('a test that was missed', () => {
  it('is looked at on the day after which it is overdue, and not a day before', () => {
    expect(wakeOn(stateOf(begun))).toBe(firstOverdue);
    given(...begun)
      .when(notice('2025-10-27'))
      .thenNothing();
    expect(given(...begun).when(notice(firstOverdue)).events).toEqual([
      { type: 'TestBecameOverdue', test, name: 'PSA, 6 weeks', dueOn: '2025-10-13' },
      expect.objectContaining({ type: 'LadderStepTaken', test, step: 'reminder', by: '2025-11-11', because: 'date', on: firstOverdue }),
    ]);
  });
  it.each([
    ['reminder', '2025-11-10', '2025-11-11', 'second-reminder by 2025-11-25'],
    ['second-reminder', '2025-11-24', '2025-11-25', 'telephone by 2025-12-09'],
    ['telephone', '2025-12-08', '2025-12-09', 'clinician by 2025-12-16'],
  ] as const)('goes on from the %s on its day and not a day before', (step, before, day, next) => {
    const events = climbedTo(step);
    given(...events)
      .when(notice(before))
      .thenNothing();
    expect(wakeOn(stateOf(events))).toBe(day);
    expect(nextDate(stateOf(events))).toBe(day);
    expect(steps(given(...events).when(notice(day)).events)).toEqual([next]);
  });
  it('takes one step when it is looked at twice', () => {
    for (const step of ['reminder', 'second-reminder', 'telephone', 'clinician'] as const) {
      const events = climbedTo(step);
      const last = events.at(-1)!.type === 'ReviewOpened' ? '2025-12-09' : laddersOf(events)[test]!.taken.at(-1)!.on;
      given(...events)
        .when(notice(last))
        .thenNothing();
    }
  });
  it('ends with a clinician, who is told the whole story', () => {
    const events = climbedTo('clinician');
    expect(types(events).slice(-2)).toEqual(['LadderStepTaken', 'ReviewOpened']);
    expect(reviewsOf(events)).toMatchObject([{ about: 'test-missed', test, reviewBy: '2025-12-16' }]);
    expect(reviewsOf(events)[0]!.sentence).toBe(
      'PSA, 6 weeks was due on 13 October 2025 and has not been done. 28 October 2025: a reminder was asked for. 11 November 2025: a second reminder was asked for. 25 November 2025: a telephone call was asked for. Decide what happens next.',
    );
    expect(wakeOn(stateOf(events))).toBe('');
    given(...events)
      .when(notice('2026-03-01'))
      .thenNothing();
  });
  it.each([
    ['2025-11-10', 'reminder by 2025-11-11'],
    ['2025-11-11', 'second-reminder by 2025-11-25'],
    ['2025-12-01', 'telephone by 2025-12-09'],
    ['2026-01-10', 'clinician by 2026-01-16'],
  ])('first noticed on %s takes the step that is due then, once, and no other', (day, step) => {
    const events = given(...begun).when(notice(day)).events;
    expect(types(events).filter((type) => type === 'LadderStepTaken')).toHaveLength(1);
    expect(steps(events)).toEqual([step]);
  });
  it('noticed too late for anything says so to the clinician', () => {
    expect(reviewsOf(noticed(begun, '2026-01-10'))[0]!.sentence).toContain('no reminder has been asked for');
  });
});

describe('the ladder of a test', () => {
  const done = (events: readonly FollowUpEvent[], today: string) => given(...events).when(consider(today, psa('0.03', today))).events;
  it.each(['reminder', 'second-reminder', 'telephone', 'clinician'] as const)('ends with the test done, at the step of the %s', (step) => {
    const events = climbedTo(step);
    const after = done(events, '2025-12-10');
    expect(after.slice(-1)).toEqual([{ type: 'MissedTestSettled', test, outcome: 'done', note: 'The test has been done.' }]);
    expect(types(after)).toEqual(expect.arrayContaining(step === 'clinician' ? ['ReviewWithdrawn'] : ['TestFulfilled']));
    expect(reviewsOf([...events, ...after])).toEqual([]);
    expect(wakeOn(stateOf([...events, ...after]))).toBe('2026-03-16');
  });
  it('ends when a later test makes it needless', () => {
    const events = then(climbedTo('clinician'), consider('2026-03-03', psa('0.03', '2026-03-02')));
    expect(events.at(-1)).toMatchObject({ type: 'MissedTestSettled', test, outcome: 'not-needed' });
    expect(reviewsOf(events)).toEqual([]);
  });
  it('does not end with a result that cannot be read', () => {
    const events = then(climbedTo('reminder'), consider('2025-11-02', psa('haemolysed', '2025-11-01')));
    expect(laddersOf(events)).toHaveProperty(test);
  });
  it('begins anew, with a reminder, on the day on which the test is due again', () => {
    const events = then(climbedTo('telephone'), consider('2025-12-01', psa('0.03', '2025-12-01')), {
      type: 'ConsiderResults',
      followUp,
      results: [{ result: 'r-2025-12-01', version: 2, gone: 'withdrawn' }],
      calendar: calendar('2025-12-20'),
    });
    expect(wakeOn(stateOf(events))).toBe('2025-12-20');
    expect(steps(given(...events).when(notice('2025-12-20')).events)).toEqual(['reminder by 2026-01-03']);
  });
  it('is one for all tests of a kind: nobody gets two letters for one sample', () => {
    const events = noticed(climbedTo('clinician'), '2026-03-16', '2026-04-20');
    expect(Object.keys(laddersOf(events))).toEqual([test]);
  });
});

describe('what a clinician decides about a missed test', () => {
  const asked = climbedTo('clinician');
  const decided = (decision: Parameters<typeof review>[1]) => then(asked, review(asked, { ...decision, calendar: calendar('2025-12-10') }));
  it('to repeat it by a date: that test stands in its place and has a ladder of its own', () => {
    const events = decided({ decision: { kind: 'repeat', by: '2025-12-20' } });
    expect(types(events).slice(-4)).toEqual(['ResultReviewed', 'TestAdded', 'TestWaived', 'MissedTestSettled']);
    expect(events.at(-2)).toMatchObject({ because: 'replaced' });
    expect(wakeOn(stateOf(events))).toBe('2026-01-04');
  });
  it('to recall, to go on without it, to suspend', () => {
    expect(types(decided({ decision: { kind: 'recall', by: '2025-12-20' } })).slice(-4)).toEqual([
      'ResultReviewed',
      'RecallRequested',
      'TestWaived',
      'MissedTestSettled',
    ]);
    const without = decided({ decision: { kind: 'continue' } });
    expect(without.at(-2)).toMatchObject({ type: 'TestWaived', because: 'not-needed' });
    expect(nextDate(stateOf(without))).toBe('2026-03-01');
    const suspended = decided({ decision: { kind: 'suspend', by: '2026-02-01' } });
    expect(types(suspended).slice(-3)).toEqual(['ResultReviewed', 'MissedTestSettled', 'FollowUpSuspended']);
    expect(wakeOn(stateOf(suspended))).toBe('2026-02-01');
  });
  it('never ends follow-up', () =>
    given(...asked)
      .when(review(asked, { decision: { kind: 'end', because: 'schedule-complete' } }))
      .thenRefused('decision-not-for-this-review'));
  it('leaves a next date, or is refused', () => {
    const last = noticed(run(start({ anchorOn: '2020-09-01', calendar: calendar('2025-09-02') })), '2025-12-01');
    given(...last)
      .when(review(last, { calendar: calendar('2025-12-02') }))
      .thenRefused('nothing-would-be-due');
  });
});

describe('death, and a death that was none', () => {
  const died = { type: 'EndForDeath', followUp, on: '2025-12-10' } as const;
  const lives = { type: 'ResumeAfterDeathWithdrawn', followUp, besides: [], calendar: calendar('2025-12-12') } as const;
  it('stops the ladder at once', () => {
    const events = then(climbedTo('telephone'), died);
    expect(types(events).slice(-2)).toEqual(['MissedTestSettled', 'FollowUpEnded']);
    expect(wakeOn(stateOf(events))).toBe('');
    given(...events)
      .when(notice('2026-01-01'))
      .thenNothing();
  });
  it('begins it anew on the day on which the death was taken back', () => {
    const events = then(climbedTo('telephone'), died, lives);
    expect(wakeOn(stateOf(events))).toBe('2025-12-12');
    expect(steps(given(...events).when(notice('2025-12-12')).events)).toEqual(['reminder by 2025-12-26']);
  });
  it('asks a clinician again where one had been asked', () => {
    const events = then(climbedTo('clinician'), died, lives);
    expect(reviewsOf(events)).toMatchObject([{ about: 'changed-after-decision', sentence: expect.stringContaining('PSA, 6 weeks') }]);
  });
});

describe('a merge', () => {
  it('moves the ladder with its follow-up', () => {
    const moved = then(climbedTo('reminder'), {
      type: 'ReassignFollowUp',
      followUp,
      to: 'q',
      besides: [],
      calendar: calendar('2025-11-01'),
    });
    expect(wakeOn(stateOf(moved))).toBe('2025-11-11');
  });
});
