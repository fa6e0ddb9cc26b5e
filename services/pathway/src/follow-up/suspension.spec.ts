import { describe, expect, it } from '@jest/globals';
import { calendar, consider, followUp, given, psa, review, reviewsOf, run, start, stateOf, types } from './follow-up.fixture.js';
import { isHeld, nextDate } from './follow-up.schedule.js';
import { wakeOn } from './ladder.dates.js';
import { begun, climbedTo, firstOverdue, notice, noticed, resumes, suspends, then } from './missed-test.fixture.js';

const suspended = then(begun, suspends('2025-10-21', '2026-01-20'));

describe('suspending a follow-up', () => {
  it('holds the patient by the date of its review, and asks for no test until then', () => {
    expect(types(suspended).slice(-1)).toEqual(['FollowUpSuspended']);
    expect([wakeOn(stateOf(suspended)), nextDate(stateOf(suspended)), isHeld(stateOf(suspended))]).toEqual([
      '2026-01-20',
      '2026-01-20',
      true,
    ]);
    given(...suspended)
      .when(notice('2026-01-19'))
      .thenNothing();
  });
  it('needs a reason and a date from today to a year ahead, and can be done once', () => {
    const on = (reviewOn: string, reason?: string) => given(...begun).when(suspends('2025-10-21', reviewOn, reason));
    on('2025-10-20').thenRefused('date-in-the-past');
    on('2026-10-23').thenRefused('date-too-far');
    on('2026-01-20', ' ').thenRefused('reason-needed');
    expect(types(on('2025-10-21').events)).toEqual(['FollowUpSuspended']);
    expect(types(on('2026-10-22').events)).toEqual(['FollowUpSuspended']);
    given(...suspended)
      .when(suspends('2025-10-22', '2026-01-20'))
      .thenRefused('already-suspended');
    given(...begun)
      .when(resumes('2025-10-22'))
      .thenRefused('not-suspended');
  });
  it('settles a ladder, and takes its review back', () => {
    expect(types(given(...climbedTo('clinician')).when(suspends('2025-12-10', '2026-01-20')).events)).toEqual([
      'ReviewWithdrawn',
      'MissedTestSettled',
      'FollowUpSuspended',
    ]);
  });
  it('still reads results: an abnormal one opens its review', () => {
    expect(reviewsOf(then(suspended, consider('2025-11-02', psa('0.5', '2025-11-01'))))).toMatchObject([{ about: 'result' }]);
  });
});

describe('a suspension on its date', () => {
  const due = noticed(suspended, '2026-01-20');
  it('comes back as a review, once', () => {
    expect(reviewsOf(due)).toMatchObject([{ about: 'suspension-due', reviewBy: '2026-01-27' }]);
    expect(reviewsOf(due)[0]!.sentence).toContain('Abroad');
    given(...due)
      .when(notice('2026-02-20'))
      .thenNothing();
    expect(wakeOn(stateOf(due))).toBe('');
  });
  it('goes on as decided: with the tests, with another date, with a clinic', () => {
    const decided = (decision: Parameters<typeof review>[1]) => then(due, review(due, { ...decision, calendar: calendar('2026-01-21') }));
    const goesOn = decided({ decision: { kind: 'continue' } });
    expect(types(goesOn).slice(-2)).toEqual(['ResultReviewed', 'SuspensionEnded']);
    expect(wakeOn(stateOf(goesOn))).toBe('2026-01-21');
    const again = decided({ decision: { kind: 'suspend', by: '2026-03-01' } });
    expect(types(again).slice(-2)).toEqual(['SuspensionEnded', 'FollowUpSuspended']);
    expect(wakeOn(stateOf(again))).toBe('2026-03-01');
    expect(types(decided({ decision: { kind: 'recall', by: '2026-02-01' } })).slice(-2)).toEqual(['SuspensionEnded', 'RecallRequested']);
  });
});

describe('taking a follow-up up again', () => {
  it('begins the ladders of what is overdue anew, with a reminder on that day', () => {
    const resumed = then(suspended, resumes('2025-12-20'));
    expect(wakeOn(stateOf(resumed))).toBe('2025-12-20');
    expect(noticed(resumed, '2025-12-20').at(-1)).toMatchObject({ type: 'LadderStepTaken', step: 'reminder', by: '2026-01-03' });
  });
  it('takes the review of its date back', () => {
    const resumed = then(noticed(suspended, '2026-01-20'), resumes('2026-01-22'));
    expect(types(resumed).slice(-2)).toEqual(['ReviewWithdrawn', 'SuspensionEnded']);
  });
  it('asks how it ends where nothing is left to come', () => {
    const last = run(start({ anchorOn: '2020-09-01', calendar: calendar('2025-09-02') }));
    const done = then(last, suspends('2025-09-03', '2025-12-01'), consider('2025-09-10', psa('0.03', '2025-09-09')));
    expect(reviewsOf(done)).toEqual([]);
    expect(reviewsOf(then(done, resumes('2025-09-12')))).toMatchObject([{ about: 'schedule-complete' }]);
  });
  it('is refused to nobody who gives no reason', () =>
    given(...suspended)
      .when(resumes('2025-12-20', ' '))
      .thenRefused('reason-needed'));
});

describe('death, and a death that was none, of somebody suspended', () => {
  const died = then(suspended, { type: 'EndForDeath', followUp, on: '2025-11-01' });
  const lives = (today: string) => ({ type: 'ResumeAfterDeathWithdrawn', followUp, besides: [], calendar: calendar(today) }) as const;
  it('ends the suspension and brings it back with its date', () => {
    expect(types(died).slice(-2)).toEqual(['SuspensionEnded', 'FollowUpEnded']);
    const alive = then(died, lives('2025-11-05'));
    expect(types(alive).slice(-2)).toEqual(['FollowUpResumed', 'FollowUpSuspended']);
    expect(wakeOn(stateOf(alive))).toBe('2026-01-20');
  });
  it('whose date has passed meanwhile is looked at today', () =>
    expect(wakeOn(stateOf(then(died, lives('2026-02-05'))))).toBe('2026-02-05'));
  it('ends with the start that was an error too', () =>
    expect(types(then(suspended, { type: 'UndoStart', followUp, reason: 'wrong patient' })).slice(-2)).toEqual([
      'SuspensionEnded',
      'StartUndone',
    ]));
  it('is not noticed any more', () => expect(noticed(died, firstOverdue)).toEqual(died));
});
