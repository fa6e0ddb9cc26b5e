import { describe, expect, it } from '@jest/globals';
import { contentOf } from './build-content.reading.js';
import { followed, known, limitOf, owedAbout, planned, writtenFrom } from './content.fixture.js';
import type { FollowUpKnown, ReadingKnown } from './follow-up-known.reading.js';
import type { LetterContent } from './letter-content.js';

const on = '2026-03-09';
const written = (followUp: Partial<FollowUpKnown>, more: Partial<Parameters<typeof contentOf>[0]> = {}): LetterContent =>
  contentOf({ ...owedAbout('result'), ...more }, { ...writtenFrom, followUp: { ...followed, ...followUp } }, on);

describe('the results in a letter', () => {
  const resultsIn = (...readings: readonly ReadingKnown[]) =>
    written({ readings }).results.map(({ shown, against, isOver, drawn }) => [shown, against, isOver, drawn]);

  it('stand in time, as they were read, and drawn in whichever way the laboratory writes the unit', () => {
    const limit = { ...limitOf(0.2), unit: 'ng/mL' };
    expect(resultsIn(known('0.24', '2026-03-02', { reading: 'unconfirmed-rise', limit }), known('0.05', '2025-09-01', { limit }))).toEqual([
      ['0.05', 'Under the limit', false, 0.05],
      ['0.24', 'At or above the limit', true, 0.24],
    ]);
  });
  it('are not compared or drawn where their owner could not compare them', () =>
    expect(
      resultsIn(
        known('haemolysed', '2026-03-02', { reading: 'cannot-be-interpreted' }),
        known('0.05', '2026-03-03', { unit: 'mmol/L', reading: 'cannot-be-interpreted' }),
      ),
    ).toEqual([
      ['haemolysed', 'Not compared', false, null],
      ['0.05', 'Not compared', false, null],
    ]));
  it('are not drawn as a point where only a bound is known', () =>
    expect(resultsIn(known('<0.01', '2026-03-02'))).toEqual([['<0.01', 'Under the limit', false, null]]));
});

describe('the next test in a letter', () => {
  const [missed, done, next] = [planned('a', '2023-09-18'), planned('b', '2026-03-01'), planned('c', '2026-09-01')];
  it('is none that a later one has overtaken, however long ago it was due', () => {
    const { next: told, overdue, hearBy } = written({ tests: [missed, done, next], done: { b: 'r' } });
    expect([told?.due, overdue, hearBy]).toEqual(['1 September 2026', null, '6 October 2026']);
  });
  it('is none that a clinician does not ask for any more', () => {
    const content = written({ tests: [planned('a', '2026-03-20'), next], waived: ['a'] });
    expect(content.next?.due).toBe('1 September 2026');
  });
  it('is never one whose day has passed: that one is due now, and heard of soon', () => {
    const content = written({ tests: [planned('a', '2026-03-01', { name: 'mammogram', kind: 'mammogram' }), next] });
    expect([content.overdue, content.next?.due, content.hearBy]).toEqual([{ test: 'mammogram' }, '1 September 2026', '23 March 2026']);
  });
  it('can be had at once where its window is open', () => {
    const opensOn = (opens: string) => written({ tests: [planned('a', '2026-03-20', { opensOn: opens })] }).next?.isOpen;
    expect([opensOn('2026-03-10'), opensOn(on)]).toEqual([false, true]);
  });
  it('is none while nothing is asked for', () => {
    expect(written({ tests: [missed, next], pausedUntil: '2026-05-04' })).toMatchObject({ next: null, overdue: null });
    expect(written({ tests: [missed, next], endedBecause: 'discharged' })).toMatchObject({ next: null, overdue: null });
  });
});

describe('the limit in a letter', () => {
  const [older, newer] = [
    known('2.1', '2025-03-02', { limit: limitOf(2.4) }),
    known('0.4', '2026-03-02', { limit: limitOf(2.3, 'personal') }),
  ];
  const limitIn = (readings: readonly ReadingKnown[], more = {}) => written({ readings }, more).limit;
  it('is that of the result it tells, in whichever order results arrived', () => {
    expect(limitIn([newer, older], { result: newer.result })).toEqual({ value: '2.3', unit: 'ug/L', isPersonal: true });
    expect(limitIn([newer, older], { result: older.result })).toMatchObject({ value: '2.4', isPersonal: false });
  });
  it('of a letter about something else is that of the newest sample, not of the last that arrived', () => {
    expect(limitIn([newer, older])).toMatchObject({ value: '2.3' });
    const report = known('M1 Normal', '2026-03-05', { reading: 'report-reassuring', limit: undefined });
    expect(limitIn([newer, older, report])).toMatchObject({ value: '2.3' });
  });
  it('is none where there is no lowest value yet to count from', () => {
    const first = known('2.5', '2026-03-02', { reading: 'no-nadir-yet', limit: undefined });
    expect([limitIn([first]).value, limitIn([first], { result: first.result }).value]).toEqual(['', '']);
  });
});
