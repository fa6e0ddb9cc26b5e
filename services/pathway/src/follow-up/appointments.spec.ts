import { describe, expect, it } from '@jest/globals';
import { addDays, parseCivilDate } from '@rms/nhs';
import { calendar, given, review, reviewsOf, stateOf, types } from './follow-up.fixture.js';
import { wakeOn } from './ladder.dates.js';
import {
  appointment,
  begun,
  climbedTo,
  firstOverdue,
  hear,
  laddersOf,
  notice,
  noticed,
  ring,
  suspends,
  test,
  then,
} from './missed-test.fixture.js';

const lastStep = (events: Parameters<typeof stateOf>[0]) => laddersOf(events)[test]?.taken.at(-1)?.step;

describe('an appointment for a test', () => {
  it('puts the next step off until the working day after it', () => {
    // 28 November 2025 is a Friday.
    const booked = then(climbedTo('reminder'), hear('2025-11-01', appointment('2025-11-28')));
    expect(booked.at(-2)).toMatchObject({ type: 'TestBooked', kind: 'psa', on: '2025-11-28', waitUntil: '2025-12-01' });
    expect(wakeOn(stateOf(booked))).toBe('2025-12-01');
    given(...booked)
      .when(notice('2025-11-30'))
      .thenNothing();
    expect(lastStep(noticed(booked, '2025-12-01'))).toBe('second-reminder');
  });
  it('lets a test become overdue, but nobody is reminded while it stands', () => {
    const booked = then(begun, hear('2025-10-21', appointment('2025-11-28')));
    expect(types(noticed(booked, firstOverdue)).slice(-1)).toEqual(['TestBecameOverdue']);
    expect(lastStep(noticed(booked, firstOverdue, '2025-12-01'))).toBe('reminder');
  });
  it('counts once in each version, and not where it is for no test that is open, for another one, in the past or years away', () => {
    const booked = then(climbedTo('reminder'), hear('2025-11-01', appointment('2025-11-28')));
    given(...booked)
      .when(hear('2025-11-02', appointment('2025-11-28')))
      .thenNothing();
    for (const other of [
      appointment('2025-10-01'),
      appointment('2025-10-30'),
      appointment('2062-11-28'),
      appointment('2025-11-28', 'booked', { analyte: 'cea' }),
      appointment('2025-11-28', 'cancelled'),
    ])
      given(...climbedTo('reminder'))
        .when(hear('2025-11-01', other))
        .thenNothing();
  });
  it('that is moved is waited for on its new day', () => {
    const moved = then(
      climbedTo('reminder'),
      hear('2025-11-01', appointment('2025-11-28')),
      hear('2025-11-02', appointment('2025-12-04', 'booked', { version: 2 })),
    );
    expect(wakeOn(stateOf(moved))).toBe('2025-12-05');
  });
  it('that is cancelled makes the next step due on that day, and not all that it had put off', () => {
    const cancelled = then(
      climbedTo('reminder'),
      hear('2025-11-01', appointment('2025-12-19')),
      hear('2025-12-15', appointment('2025-12-19', 'cancelled', { version: 2 })),
    );
    expect(cancelled.at(-1)).toMatchObject({ type: 'TestBookingCancelled', heardOn: '2025-12-15' });
    expect(wakeOn(stateOf(cancelled))).toBe('2025-12-15');
    expect(lastStep(noticed(cancelled, '2025-12-15'))).toBe('second-reminder');
  });
  it('ends reminders that are on their way, once for each date', () => {
    const booked = then(climbedTo('reminder'), hear('2025-11-01', appointment('2025-11-28')));
    expect(booked.at(-1)).toMatchObject({ type: 'MissedTestSettled', outcome: 'booked' });
    const moved = then(booked, hear('2025-11-02', appointment('2025-12-04', 'booked', { version: 2 })));
    expect(types(moved.slice(booked.length))).toEqual(['TestBooked']);
  });
  it('keeps a missed test waiting for eight weeks at most: one of next year is for next year’s test', () => {
    const asked = climbedTo('clinician');
    const today = '2025-12-10';
    const inDays = (days: number) => addDays(parseCivilDate(today)!, days);
    expect(reviewsOf(then(asked, hear(today, appointment(inDays(56)))))).toEqual([]);
    for (const days of [57, 85, 300]) {
      const later = then(asked, hear(today, appointment(inDays(days))));
      expect([days, reviewsOf(later)]).toMatchObject([days, [{ about: 'test-missed' }]]);
    }
    const climbing = then(climbedTo('reminder'), hear('2025-11-01', appointment('2026-10-12')));
    expect(types(climbing.slice(-1))).toEqual(['TestBooked']);
    expect(wakeOn(stateOf(climbing))).toBe(wakeOn(stateOf(climbedTo('reminder'))));
  });
  it('ends a telephone task, and puts a clinician’s decision off; not kept, it comes back', () => {
    const ringing = then(climbedTo('telephone'), hear('2025-11-26', appointment('2025-12-04')));
    expect(ringing.at(-1)).toMatchObject({ type: 'MissedTestSettled', outcome: 'booked' });
    const deciding = then(climbedTo('clinician'), hear('2025-12-10', appointment('2025-12-15')));
    expect(reviewsOf(deciding)).toEqual([]);
    expect(wakeOn(stateOf(deciding))).toBe('2025-12-16');
    expect(reviewsOf(noticed(deciding, '2025-12-16'))).toMatchObject([{ about: 'test-missed' }]);
  });
});

describe('an appointment that was not attended', () => {
  const missed = (past: Parameters<typeof then>[0], today: string, on: string, version = 2) =>
    then(past, hear(today, appointment(on, 'missed', { version })));
  it('has somebody ring at once, whether the test is overdue or not', () => {
    expect(missed(begun, '2025-10-22', '2025-10-22').slice(-2)).toEqual([
      expect.objectContaining({ type: 'TestNotAttended', on: '2025-10-22' }),
      expect.objectContaining({ type: 'LadderStepTaken', step: 'telephone', because: 'not-attended', by: '2025-11-05' }),
    ]);
    expect(lastStep(missed(climbedTo('reminder'), '2025-11-03', '2025-11-03'))).toBe('telephone');
  });
  it('belongs to the next open test although its window has not opened, where it opens within four weeks', () => {
    // The first PSA is due on 13 October 2025.
    const { opensOn, dueOn } = stateOf(begun).tests[0]!;
    const daysBefore = (days: number) => addDays(parseCivilDate(opensOn)!, -days);
    for (const days of [1, 28]) {
      const events = missed(begun, daysBefore(days), daysBefore(days));
      expect(events.slice(-2)).toEqual([
        expect.objectContaining({ type: 'TestNotAttended' }),
        expect.objectContaining({ type: 'LadderStepTaken', test, step: 'telephone', because: 'not-attended', dueOn }),
      ]);
    }
    given(...begun)
      .when(hear(daysBefore(29), appointment(daysBefore(29), 'missed')))
      .thenNothing();
  });
  it('tells the clinician of it, and of a date that is still to come says that it is', () => {
    const { opensOn } = stateOf(begun).tests[0]!;
    const before = addDays(parseCivilDate(opensOn)!, -20);
    const asked = noticed(missed(begun, before, before), addDays(before, 14));
    expect(reviewsOf(asked)[0]!.sentence).toMatch(
      /^PSA, 6 weeks is due on 13 October 2025 and has not been done yet\. .*: an appointment was not attended\./,
    );
  });
  it('a second time goes to a clinician, who is told of both', () => {
    const once = missed(climbedTo('reminder'), '2025-11-03', '2025-11-03');
    const booked = then(once, ring('2025-11-05', { outcome: 'booked', on: '2025-11-12' }));
    const twice = then(booked, hear('2025-11-12', appointment('2025-11-12', 'missed', { appointment: 'b', version: 1 })));
    // What was agreed by telephone and what the hospital tells are two appointments: the first is over on the same day.
    const [asked] = reviewsOf(twice);
    expect(asked).toMatchObject({ about: 'test-missed' });
    expect(asked!.sentence).toContain('3 November 2025: an appointment was not attended.');
    expect(asked!.sentence).toContain('12 November 2025: an appointment was not attended.');
  });
  it('changes nothing where somebody rings or decides already, where there is a new date, or while suspended', () => {
    for (const step of ['telephone', 'clinician'] as const)
      expect(types(missed(climbedTo(step), '2025-12-10', '2025-12-09')).slice(-1)).toEqual(['TestNotAttended']);
    const rebooked = then(climbedTo('reminder'), hear('2025-11-02', appointment('2025-11-20', 'booked', { appointment: 'new' })));
    expect(types(missed(rebooked, '2025-11-03', '2025-11-03')).slice(-1)).toEqual(['TestNotAttended']);
    const suspended = then(begun, suspends('2025-10-21', '2026-01-20'));
    expect(types(missed(suspended, '2025-10-23', '2025-10-23')).slice(-1)).toEqual(['TestNotAttended']);
  });
});

describe('a telephone call about a missed test', () => {
  const ringing = climbedTo('telephone');
  it('with a date waits for it, and then goes on to the clinician', () => {
    const booked = then(ringing, ring('2025-11-27', { outcome: 'booked', on: '2025-12-12' }));
    expect(types(booked).slice(-3)).toEqual(['MissedTestCallRecorded', 'TestBooked', 'MissedTestSettled']);
    expect(wakeOn(stateOf(booked))).toBe('2025-12-15');
    expect(reviewsOf(noticed(booked, '2025-12-15'))[0]!.sentence).toContain('27 November 2025: rung, a date was agreed.');
  });
  it('in vain is tried once more, and then a clinician decides', () => {
    const once = then(ringing, ring('2025-11-26', { outcome: 'not-reached' }));
    expect(once.at(-1)).toMatchObject({ type: 'MissedTestCallRecorded', tries: 1 });
    const twice = then(once, ring('2025-11-28', { outcome: 'not-reached' }));
    expect(types(twice).slice(-3)).toEqual(['MissedTestCallRecorded', 'LadderStepTaken', 'ReviewOpened']);
    expect(twice.at(-3)).toMatchObject({ tries: 2 });
    expect(twice.at(-2)).toMatchObject({ step: 'clinician', because: 'call' });
  });
  it('in which he declines, with his words, goes to a clinician, whose decision says so', () => {
    given(...ringing)
      .when(ring('2025-11-26', { outcome: 'declined' }))
      .thenRefused('reason-needed');
    const declined = then(ringing, ring('2025-11-26', { outcome: 'declined' }, 'Does not want to know'));
    expect(types(declined).slice(-4)).toEqual(['MissedTestCallRecorded', 'MissedTestSettled', 'LadderStepTaken', 'ReviewOpened']);
    expect(declined.at(-3)).toMatchObject({ outcome: 'reached', note: 'Does not want to know' });
    const decided = then(declined, review(declined, { calendar: calendar('2025-11-27') }));
    expect(decided.slice(-2)).toMatchObject([
      { type: 'TestWaived', because: 'declined' },
      { type: 'MissedTestSettled', outcome: 'declined' },
    ]);
  });
  it('to a wrong number goes to a clinician', () =>
    expect(types(then(ringing, ring('2025-11-26', { outcome: 'wrong-number' }))).slice(-1)).toEqual(['ReviewOpened']));
  it('can be made early, and while a clinician is to decide', () => {
    expect(types(then(climbedTo('reminder'), ring('2025-11-01', { outcome: 'booked', on: '2025-11-05' }))).slice(-2)).toEqual([
      'TestBooked',
      'MissedTestSettled',
    ]);
    const asked = climbedTo('clinician');
    expect(types(then(asked, ring('2025-12-10', { outcome: 'not-reached' }))).slice(-1)).toEqual(['MissedTestCallRecorded']);
    expect(reviewsOf(then(asked, ring('2025-12-10', { outcome: 'booked', on: '2025-12-12' })))).toEqual([]);
  });
  it('is refused about a test that is not missed, and without a date, or with one in the past or too far', () => {
    given(...begun)
      .when(ring('2025-11-26', { outcome: 'not-reached' }))
      .thenRefused('no-such-missed-test');
    given(...ringing)
      .when(ring('2025-11-26', { outcome: 'booked' }))
      .thenRefused('date-needed');
    given(...ringing)
      .when(ring('2025-11-26', { outcome: 'booked', on: '2025-11-25' }))
      .thenRefused('date-in-the-past');
    given(...ringing)
      .when(ring('2025-11-26', { outcome: 'booked', on: '2026-11-28' }))
      .thenRefused('date-too-far');
    given(...ringing)
      .when(ring('2025-11-26', { outcome: 'booked', on: '2026-01-22' }))
      .thenRefused('date-too-late-for-the-test');
    expect(types(then(ringing, ring('2025-11-26', { outcome: 'booked', on: '2026-01-21' })))).toContain('TestBooked');
  });
});
