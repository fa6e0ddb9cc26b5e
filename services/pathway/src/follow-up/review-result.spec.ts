import { describe, expect, it } from '@jest/globals';
import { nextDate } from './follow-up.schedule.js';

import { given, followUp, calendar, ruth, start, psa, consider, run, stateOf, types, review } from './follow-up.fixture.js';

describe('reviewing', () => {
  const abnormal = run(start(), consider('2026-03-06', psa('0.21', '2026-03-05')));
  it('records decision and next action in one append', () => {
    expect(given(...abnormal).when(review(abnormal, { decision: { kind: 'repeat', by: '2026-04-16' } })).events).toEqual([
      expect.objectContaining({
        type: 'ResultReviewed',
        decision: { kind: 'repeat', by: '2026-04-16' },
        reason: 'no symptoms',
        reviewer: ruth,
        nextOn: '2026-04-16',
      }),
      expect.objectContaining({
        type: 'TestAdded',
        test: expect.objectContaining({ dueOn: '2026-04-16', opensOn: '2026-03-10', required: true, origin: 'review' }),
      }),
    ]);
    expect(types(given(...abnormal).when(review(abnormal, { decision: { kind: 'recall', by: '2026-03-20' } })).events)).toEqual([
      'ResultReviewed',
      'RecallRequested',
    ]);
    expect(given(...abnormal).when(review(abnormal)).events).toEqual([
      expect.objectContaining({ type: 'ResultReviewed', nextOn: '2026-09-01' }),
    ]);
  });
  it('is for a clinician with a registration number on record', () =>
    given(...abnormal)
      .when(review(abnormal, { reviewer: undefined }))
      .thenRefused('not-a-registered-clinician'));
  it('needs a reason, an open review and a sensible date', () => {
    given(...abnormal)
      .when(review(abnormal, { reason: '  ' }))
      .thenRefused('reason-needed');
    given(...abnormal)
      .when(review(abnormal, { review: 'another' }))
      .thenRefused('no-such-review');
    given(...abnormal)
      .when(review(abnormal, { decision: { kind: 'repeat', by: '2026-03-09' } }))
      .thenRefused('date-in-the-past');
    given(...abnormal)
      .when(review(abnormal, { decision: { kind: 'recall', by: '2027-04-09' } }))
      .thenRefused('date-too-far');
    given(...abnormal)
      .when(review(abnormal, { decision: { kind: 'end', because: 'schedule-complete' } }))
      .thenRefused('decision-not-for-this-review');
  });
  it('does not let the sample it is about count as its own repeat', () => {
    const sameDay = review(abnormal, { decision: { kind: 'repeat', by: '2026-04-16' }, calendar: calendar('2026-03-05') });
    expect(given(...abnormal).when(sameDay).events[1]).toMatchObject({ test: { opensOn: '2026-03-06' } });
  });
  it('is refused when nothing would be due after it', () => {
    const last = run(start({ anchorOn: '2020-09-01', calendar: calendar('2025-09-02') }), consider('2025-09-10', psa('0.5', '2025-09-08')));
    given(...last)
      .when(review(last, { calendar: calendar('2025-09-12') }))
      .thenRefused('nothing-would-be-due');
  });
  it('of a recall is followed until its outcome is recorded', () => {
    const recalled = [...abnormal, ...given(...abnormal).when(review(abnormal, { decision: { kind: 'recall', by: '2026-03-20' } })).events];
    const recall = Object.keys(stateOf(recalled).recalls)[0]!;
    given(...recalled)
      .when({ type: 'BookRecall', followUp, recall, on: '2027-03-13', note: 'clinic B', calendar: calendar('2026-03-11') })
      .thenRefused('date-too-far');
    const booked = [
      ...recalled,
      ...given(...recalled).when({
        type: 'BookRecall',
        followUp,
        recall,
        on: '2026-03-18',
        note: 'clinic B',
        calendar: calendar('2026-03-11'),
      }).events,
    ];
    expect(nextDate(stateOf(booked))).toBe('2026-03-18');
    given(...booked)
      .when({ type: 'SettleRecall', followUp, recall, outcome: 'seen', note: '', calendar: calendar('2026-03-18') })
      .thenRefused('reason-needed');
    given(...booked)
      .when({ type: 'SettleRecall', followUp, recall, outcome: 'seen', note: 'MRI asked for', calendar: calendar('2026-03-18') })
      .then({ type: 'RecallSettled', recall, outcome: 'seen', note: 'MRI asked for', nextOn: '2026-09-01' });
  });
});
