import { describe, expect, it } from '@jest/globals';
import type { EndDecision } from '@rms/contracts';
import type { FollowUpEvent } from './follow-up.facts.js';
import { calendar, consider, followUp, given, psa, review, reviewsOf, run, start, stateOf, types } from './follow-up.fixture.js';
import { isHeld } from './follow-up.schedule.js';
import { openTests, wakeOn } from './ladder.dates.js';

// The last test of five years is done and good, and a clinician ends follow-up.
const last = psa('0.03', '2030-09-03');
const complete = run(start({ anchorOn: '2025-09-01', calendar: calendar('2030-08-20') }), consider('2030-09-05', last));
const decide = (past: readonly FollowUpEvent[], decision: Parameters<typeof review>[1]): readonly FollowUpEvent[] => [
  ...past,
  ...given(...past).when(review(past, { calendar: calendar('2030-09-10'), ...decision })).events,
];
const ended = decide(complete, { decision: { kind: 'end', because: 'schedule-complete' } });
// Suspended from the first day, and ended at its review with all tests still to come.
const suspended = run(start(), {
  type: 'SuspendFollowUp',
  followUp,
  reason: 'Abroad',
  reviewOn: '2026-01-20',
  by: 'ruth',
  calendar: calendar('2025-10-21'),
});
const reviewed = [...suspended, ...given(...suspended).when({ type: 'NoticeDate', followUp, calendar: calendar('2026-01-20') }).events];
const endedEarly = (because: EndDecision) =>
  given(...reviewed).when(review(reviewed, { calendar: calendar('2026-01-21'), decision: { kind: 'end', because } }));

describe('an ending', () => {
  it('says why, and not that the schedule is complete while tests are still to come', () => {
    endedEarly('schedule-complete').thenRefused('tests-still-to-come');
    endedEarly('followed-under-another-record').thenRefused('reason-not-for-this-end');
    for (const because of ['discharged', 'transferred', 'in-treatment', 'patient-wish'] as const)
      expect(endedEarly(because).events.at(-1)).toEqual({ type: 'FollowUpEnded', because, on: '2026-01-21' });
  });
  it('waits for a result that is still to be reviewed', () => {
    const both = [...complete, ...given(...complete).when(consider('2030-09-08', psa('0.4', '2030-09-07'))).events];
    const closing = reviewsOf(both).find(({ about }) => about === 'schedule-complete')!;
    given(...both)
      .when(
        review(both, { review: closing.review, decision: { kind: 'end', because: 'schedule-complete' }, calendar: calendar('2030-09-10') }),
      )
      .thenRefused('result-still-to-review');
  });
});

describe('a result after follow-up has ended', () => {
  const corrected = { ...psa('4.5', '2030-09-03', { version: 2 }), status: 'corrected' } as const;
  it('that a clinician must see takes it up again, with the review: one that was corrected, one that is new', () => {
    expect(stateOf(ended)).toMatchObject({ phase: 'ended', because: 'schedule-complete' });
    for (const result of [corrected, psa('6.1', '2030-10-01')]) {
      const { events } = given(...ended).when(consider('2030-10-02', result));
      expect(types(events).slice(0, 3)).toEqual(['FollowUpResumed', 'ResultInterpreted', 'ReviewOpened']);
      expect(events[0]).toEqual({ type: 'FollowUpResumed', on: '2030-10-02', because: 'result' });
      expect(isHeld(stateOf([...ended, ...events]))).toBe(true);
    }
  });
  it('asks for none of the tests that were still to come at its end', () => {
    const early = [...reviewed, ...endedEarly('transferred').events];
    const again = [...early, ...given(...early).when(consider('2026-03-02', psa('0.4', '2026-03-01'))).events];
    expect(stateOf(again)).toMatchObject({ phase: 'active' });
    expect([openTests(stateOf(again)), wakeOn(stateOf(again))]).toEqual([[], '']);
    const endedAgain = given(...again).when(
      review(again, { decision: { kind: 'end', because: 'in-treatment' }, calendar: calendar('2026-03-03') }),
    );
    expect(endedAgain.events.at(-1)).toMatchObject({ type: 'FollowUpEnded', because: 'in-treatment' });
  });
  it('that was withdrawn makes its test due again, where the schedule was said to be complete', () => {
    const gone = { ...consider('2030-10-02'), results: [{ result: last.result, version: 2, gone: 'withdrawn' }] } as ReturnType<
      typeof consider
    >;
    const { events } = given(...ended).when(gone);
    expect(types(events)).toEqual(['FollowUpResumed', 'ReadingWithdrawn', 'TestReopened']);
  });
  it('that nobody need see leaves it ended; what was known is read anew, so that a letter about it need not wait', () => {
    given(...ended)
      .when(consider('2030-12-02', psa('0.03', '2030-12-01')))
      .thenNothing();
    const { events } = given(...ended).when(consider('2030-10-02', { ...psa('0.02', '2030-09-03', { version: 2 }), status: 'corrected' }));
    expect(types(events)).toEqual(['ResultInterpreted']);
    given(...ended)
      .when(consider('2030-10-02', last))
      .thenNothing();
  });
  it('is nobody’s here after a death, a start that was undone, or under the other record of a merge', () => {
    const died = [...complete, ...given(...complete).when({ type: 'EndForDeath', followUp, on: '2030-09-09' }).events];
    given(...died)
      .when(consider('2030-10-02', corrected))
      .thenNothing();
  });
});
