import { describe, expect, it } from '@jest/globals';
import { starterProtocol } from '@rms/protocols/starters';
import { calendar, consider, given, psa, review, reviewsOf, run, start, stateOf, types, type Start } from './follow-up.fixture.js';
import { openTests } from './ladder.dates.js';

const protocol = starterProtocol('prostate-after-radiotherapy');
const begin = (more: Partial<Start> = {}): Start => start({ protocol, anchorOn: '2025-01-10', calendar: calendar('2025-02-01'), ...more });
const low = consider('2025-08-02', psa('0.40', '2025-08-01'));

describe('considering a PSA after radiotherapy', () => {
  it('records the limit as it was counted, with the value it was counted from', () =>
    expect(given(...run(begin(), low)).when(consider('2026-03-03', psa('0.90', '2026-03-01'))).events[0]).toMatchObject({
      type: 'ResultInterpreted',
      reading: 'under-limit',
      letterBy: '2026-03-10',
      limit: { value: 2.4, unit: 'ng/mL', source: 'protocol', nadir: { shown: '0.40', on: '2025-08-01', plus: 2 } },
    }));
  it('at the limit the first time: a review in the same append, with a repeat proposed', () => {
    const events = given(...run(begin(), low)).when(consider('2026-03-03', psa('2.40', '2026-03-01'))).events;
    expect(types(events)).toEqual(['ResultInterpreted', 'ReviewOpened', 'TestFulfilled']);
    expect(events[1]).toMatchObject({ reading: 'unconfirmed-rise', proposes: { kind: 'repeat', by: '2026-04-12' } });
  });
  it('the second time: suspected recurrence', () => {
    const events = run(begin(), low, consider('2026-03-03', psa('2.40', '2026-03-01')), consider('2026-04-13', psa('2.80', '2026-04-12')));
    expect(reviewsOf(events).map(({ reading }) => reading)).toEqual(['unconfirmed-rise', 'biochemical-recurrence-suspected']);
  });
  it('with nothing to count from goes to a clinician, counts as done and owes no letter', () => {
    const events = given(...run(begin())).when(consider('2025-03-03', psa('4.1', '2025-03-01'))).events;
    expect(types(events)).toEqual(['ResultInterpreted', 'ReviewOpened', 'TestFulfilled']);
    expect(events[0]).not.toHaveProperty('letterBy');
    expect(events[0]).not.toHaveProperty('limit');
  });
  it('an older lower value that comes late is counted from, and what was reassuring is not any longer', () => {
    const before = run(begin(), consider('2025-08-02', psa('1.00', '2025-08-01')), consider('2026-03-03', psa('2.50', '2026-03-01')));
    expect(reviewsOf(before)).toEqual([]);
    const late = given(...before).when(consider('2026-03-09', psa('0.30', '2025-11-01'))).events;
    expect(reviewsOf([...before, ...late])).toMatchObject([{ result: 'r-2026-03-01', reading: 'unconfirmed-rise' }]);
  });
  it('a lower value that is taken back no longer counts, after a decision too', () => {
    const rise = run(begin(), low, consider('2026-03-03', psa('2.50', '2026-03-01')));
    const decided = [...rise, ...given(...rise).when(review(rise, { calendar: calendar('2026-03-04') })).events];
    const back = given(...decided).when({
      ...consider('2026-03-10'),
      results: [{ result: 'r-2025-08-01', version: 2, gone: 'withdrawn' }],
    } as never).events;
    expect(reviewsOf([...decided, ...back])).toMatchObject([
      { about: 'changed-after-decision', result: 'r-2026-03-01', reading: 'no-nadir-yet' },
    ]);
  });
});

describe('a limit of a patient’s own after radiotherapy', () => {
  const own = (value: number, unit = 'ng/mL') => begin({ personalLimit: { value, unit, source: 'personal', agreedBy: 'X', because: 'Y' } });
  it.each([
    [0.1, 'taken'],
    [10, 'taken'],
    [10.1, 'limit-out-of-range'],
    [0, 'limit-out-of-range'],
  ])('of %d is %s', (value, outcome) => {
    if (outcome === 'taken') expect(types(given().when(own(value)).events)).toEqual(['FollowUpStarted']);
    else given().when(own(value)).thenRefused('limit-out-of-range');
  });
  it('is absolute, and takes the place of the one that is counted', () =>
    expect(
      reviewsOf(run(own(4), low, consider('2026-03-03', psa('3.9', '2026-03-01')), consider('2026-04-03', psa('4.0', '2026-04-01')))),
    ).toMatchObject([{ result: 'r-2026-04-01', reading: 'unconfirmed-rise' }]));
});

it('the schedule after radiotherapy goes on to ten years', () =>
  expect(openTests(stateOf(run(begin()))).at(-1)).toMatchObject({ label: '120 months', dueOn: '2035-01-10' }));
