import { describe, expect, it } from '@jest/globals';
import type { LetterCopy } from '../copies/letters.projection.js';
import { noMissedTests, type LadderCopy } from '../copies/missed-tests.js';
import { context, followUp, letter, on, protocol, scheduled } from './patient-file.fixture.js';
import { latenessOf, missedTestsOf } from './missed-tests.model.js';
import { scheduleOf } from './schedule.model.js';

const test = scheduled('t1', '2026-02-01', { overdueAfter: '2026-02-15' });
const ladder = (more: Partial<LadderCopy> = {}): LadderCopy => ({
  name: 'PSA, 6 months',
  kind: 'psa',
  dueOn: '2026-02-01',
  step: 'reminder',
  nextOn: '2026-03-02',
  calling: false,
  taken: [{ step: 'reminder', on: '2026-02-16' }],
  tries: 0,
  inVain: 0,
  ...more,
});
const missed = (more: Partial<LadderCopy> = {}, letters: readonly LetterCopy[] = []) =>
  missedTestsOf(
    followUp({ tests: [test], missed: { ...noMissedTests, ladders: { t1: ladder(more) } } }),
    { today: context.today, letters },
    protocol,
  )[0]!;
const reminderLetter = (more: Partial<LetterCopy>): LetterCopy => letter({ about: 'test-missed', test: 't1' }, more);

describe('how late a test is', () => {
  const late = (today: string) => latenessOf(test, on(today), protocol);
  it.each([
    ['2026-01-31', undefined],
    ['2026-02-01', { text: 'Due', colour: 'grey' }],
    ['2026-02-15', { text: 'Due', colour: 'grey' }],
    ['2026-02-16', { text: 'Overdue by 15 days', colour: 'orange' }],
    ['2026-03-01', { text: 'Overdue by 28 days', colour: 'orange' }],
    ['2026-03-02', { text: 'Overdue by 29 days', colour: 'red' }],
  ])('on %s', (today, expected) => expect(late(today)).toEqual(expected));
});

describe('the ladder of a missed test', () => {
  it('says what was done and when, what is next, and what may follow', () => {
    expect(missed().rows).toMatchObject([
      { text: 'Reminder', when: 'Asked for on 16 February 2026. No letter has been promised yet', state: 'done' },
      { text: 'Second reminder, by another channel', when: 'Next, 2 March 2026', state: 'next' },
      { text: 'Telephone call', when: 'After that', state: 'todo' },
      { text: 'A clinician decides', when: 'After that', state: 'todo' },
    ]);
  });
  it('says which steps were passed over because nobody noticed in time', () => {
    const rows = missed({ step: 'telephone', taken: [{ step: 'telephone', on: '2026-03-04' }], calling: true }).rows;
    expect(rows.map(({ when }) => when)).toEqual(['Passed over', 'Passed over', 'Asked for on 4 March 2026', 'Next, 2 March 2026']);
  });
  it.each([
    [{ phase: 'to-approve', dueBy: '2026-06-01' }, 'To approve', 'To be approved by 1 June 2026'],
    [{ phase: 'approved', held: { why: 'address-missing', sentence: 'No address is known.' } }, 'Held', 'No address is known.'],
    [
      { phase: 'returned', need: { why: 'returned', sentence: 'It came back: gone away.', by: '' } },
      'Returned',
      'It came back: gone away.',
    ],
    [{ phase: 'delivered', at: '2026-02-20T10:00:00.000Z' }, 'Delivered', '20 February 2026'],
  ] as const)('shows with each reminder what became of its letter: %j', (more, state, note) => {
    const [reminder, second] = missed({}, [reminderLetter(more)]).rows;
    expect(reminder).toMatchObject({ when: 'Asked for on 16 February 2026', letters: [{ letter: 'l1', state, note }] });
    expect(second!.letters).toEqual([]);
  });
  it('counts calls', () => {
    expect(missed({ calling: true }).tries).toBe('Not rung yet.');
    expect(missed({ tries: 1 }).tries).toBe('Rung once.');
    expect(missed({ tries: 2 }).tries).toBe('Rung 2 times.');
    expect(missed().tries).toBeUndefined();
  });
});

describe('an appointment for a missed test', () => {
  const bookings = { a: { kind: test.kind, on: '2026-02-20', waitUntil: '2026-02-27' } };
  const said = (today: string) =>
    missedTestsOf(
      followUp({ tests: [test], missed: { ...noMissedTests, bookings, ladders: { t1: ladder() } } }),
      { today: on(today), letters: [] },
      protocol,
    )[0]!.booked;
  it.each([
    ['2026-02-19', 'Appointment on 20 February 2026. Nothing is done before its result can be there.'],
    ['2026-02-20', 'Appointment on 20 February 2026. Nothing is done before its result can be there.'],
    ['2026-02-23', 'The appointment was on 20 February 2026. Its result is waited for until 27 February 2026, and nothing is done before.'],
    ['2026-02-28', 'The appointment was on 20 February 2026. Its result was waited for until 27 February 2026, and none has come.'],
  ])('is spoken of by the day: %s', (today, words) => expect(said(today)).toBe(words));
});

describe('the schedule', () => {
  it('has nothing to come once follow-up has ended', () => {
    const tests = [scheduled('a', '2025-06-01'), scheduled('b', '2025-12-01'), scheduled('c', '2026-06-01')];
    const done = { a: { result: 'r', on: '2025-06-02' } };
    const going = scheduleOf(followUp({ tests, done }), on('2026-02-20'), protocol);
    expect([going.toCome.length, going.sum]).toEqual([2, expect.stringMatching(/1 overdue, 1 to come, 1 done/)]);
    const ended = scheduleOf(followUp({ tests, done, phase: 'ended' }), on('2026-02-20'), protocol);
    expect(ended.toCome).toEqual([]);
    expect(ended.other.map(({ why, done: day }) => day ?? why)).toEqual([
      '2 June 2025',
      'Not asked for, follow-up ended',
      'Not asked for, follow-up ended',
    ]);
    expect(ended.sum).toBe(
      '3 tests: none to come since follow-up ended, 1 done, 2 not asked for any more, 0 from before follow-up, missed or not needed.',
    );
  });
  it('says why a test was not done', () => {
    const tests = [scheduled('a', '2025-01-01', { required: false }), scheduled('b', '2025-06-01'), test];
    const schedule = scheduleOf(followUp({ tests, missed: { ...noMissedTests, waived: { b: 'declined' } } }), on('2026-02-20'), protocol);
    expect(schedule.other.map(({ why }) => why)).toEqual(['Before follow-up', 'Declined by the patient']);
    expect(schedule.toCome.map(({ late }) => late?.text)).toEqual(['Overdue by 19 days']);
  });
});
