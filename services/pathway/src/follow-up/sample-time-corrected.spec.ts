import { describe, expect, it } from '@jest/globals';
import { consider, given, psa, review, reviewsOf, run, start, types } from './follow-up.fixture.js';

const first = psa('0.05', '2026-03-05');
const corrected = (sampledOn: string) => psa('0.05', sampledOn, { result: first.result, version: 2, status: 'corrected' });

describe('a result whose sample time is corrected', () => {
  it('is read by its new day, and the test it counts for says so', () => {
    const events = run(start(), consider('2026-03-06', first));
    expect(types(events).at(-1)).toBe('TestFulfilled');
    const { events: after } = given(...events).when(consider('2026-03-12', corrected('2026-03-09')));
    expect(after).toMatchObject([
      { type: 'ResultInterpreted', considered: { sampledOn: '2026-03-09' } },
      { type: 'TestFulfilled', result: first.result, on: '2026-03-09' },
    ]);
    given(...events, ...after)
      .when(consider('2026-03-13', corrected('2026-03-09')))
      .thenNothing();
  });
  it('to before the treatment does no test any more, and what was decided on it is asked again', () => {
    const events = run(start(), consider('2026-03-06', first));
    expect(types(given(...events).when(consider('2026-03-12', corrected('2025-08-20'))).events)).toEqual([
      'ReadingWithdrawn',
      'TestReopened',
    ]);
    const abnormal = run(start(), consider('2026-03-06', psa('0.21', '2026-03-05')));
    const decided = [...abnormal, ...given(...abnormal).when(review(abnormal)).events];
    const after = [...decided, ...given(...decided).when(consider('2026-03-12', corrected('2025-08-20'))).events];
    expect(reviewsOf(after)).toMatchObject([{ about: 'changed-after-decision' }]);
    given(...after)
      .when(consider('2026-03-13', corrected('2025-08-20')))
      .thenNothing();
  });
});
