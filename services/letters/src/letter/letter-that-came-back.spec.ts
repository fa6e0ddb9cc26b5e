import { describe, expect, it } from '@jest/globals';
import { scenario } from '@rms/event-sourcing/testing';
import { letterDecider } from './letter.decider.js';
import type { Cancellation, LetterEvent } from './letter.facts.js';
import { accepted, approved, calendar, dispatched, drafted, handedOver, needed, news, owed } from './letter.fixture.js';

const given = scenario(letterDecider);
const types = (events: readonly LetterEvent[]): readonly string[] => events.map(({ type }) => type);
const cameBack: LetterEvent = { type: 'LetterReturned', at: '2026-03-14T09:00:00.000Z', why: 'gone away' };
const back = [owed, drafted, approved, handedOver, accepted, dispatched, cameBack, needed('returned')] as const;
const cancel = (because: Cancellation, heard = 4) => ({ type: 'CancelLetter', because, heard, calendar }) as const;
const told = { type: 'RecordGivenAnotherWay', note: 'He lives with his sister now.', calendar } as const;

describe('that a patient cannot be reached', () => {
  it.each(['result-changed', 'result-taken-back', 'no-longer-needed', 'another-patient'] as const)(
    'stays somebody’s to settle when the letter is cancelled: %s',
    (because) => {
      const { events } = given(...back).when(cancel(because));
      expect(events).toMatchObject([
        { type: 'LetterCancelled' },
        {
          type: 'LetterNeedsSomebody',
          why: 'returned',
          by: '2026-03-11',
          sentence: expect.stringMatching(/came back.*how to reach the patient/),
        },
      ]);
    },
  );
  it.each(['patient-died', 'start-undone'] as const)('is nobody’s to settle any more: %s', (because) => {
    expect(types(given(...back).when(cancel(because)).events)).toEqual(['LetterCancelled', 'LetterAttendedTo']);
    const cancelled = [...back, ...given(...back).when(cancel('result-changed')).events];
    expect(types(given(...cancelled).when(cancel(because, 5)).events)).toEqual(['LetterAttendedTo']);
  });
  it('is settled by a person after it was cancelled, and the letter stays cancelled', () => {
    const cancelled = [...back, ...given(...back).when(cancel('result-changed')).events];
    given(...cancelled)
      .when(told)
      .then({ type: 'LetterAttendedTo', note: told.note });
    expect(given(...cancelled, { type: 'LetterAttendedTo', note: told.note }).state).toMatchObject({ phase: 'cancelled' });
    given(...cancelled, { type: 'LetterAttendedTo' })
      .when(told)
      .thenRefused('nothing-to-send-again');
  });
  it('is settled by whoever releases a letter and confirms the address, and by no other release', () => {
    const held = [owed, drafted, approved, { type: 'LetterHeld', why: 'newer-facts', sentence: 's' }, needed('returned')] as const;
    expect(types(given(...held).when({ type: 'ReleaseLetter', reason: 'Read it.' }).events)).toEqual(['LetterReleased']);
    expect(types(given(...held).when({ type: 'ReleaseLetter', reason: 'Rang him.', addressConfirmedOn: '2026-03-10' }).events)).toEqual([
      'LetterReleased',
      'LetterAttendedTo',
    ]);
  });
});

describe('an envelope that reached the post room', () => {
  const left = [owed, drafted, approved, handedOver] as const;
  const inHand = { type: 'RecordCameBack', on: '2026-03-10', note: ' gone away ', calendar } as const;
  const delivered: LetterEvent = { type: 'LetterDelivered', at: '2026-03-12T09:00:00.000Z', how: 'carrier' };
  it.each([
    ['handed over', left],
    ['dispatched', [...left, accepted, dispatched]],
    ['said to be delivered', [...left, accepted, dispatched, delivered]],
  ] as const)('of a letter that was %s is recorded with its day, and somebody finds out where he lives', (_, events) => {
    const { events: told } = given(...events).when(inHand);
    expect(told).toMatchObject([
      { type: 'LetterReturned', on: '2026-03-10', at: calendar.now, why: 'gone away' },
      { type: 'LetterNeedsSomebody', why: 'returned', sentence: expect.stringContaining('gone away') },
    ]);
  });
  it('on an earlier day is recorded at its noon, because nobody knows the hour', () => {
    const later = { ...calendar, now: '2026-03-14T09:00:00.000Z', today: '2026-03-14' };
    const { events } = given(...left).when({ ...inHand, on: '2026-03-12', calendar: later });
    expect(events[0]).toMatchObject({ at: '2026-03-12T12:00:00.000Z', on: '2026-03-12' });
  });
  it('is refused without words, on a day to come or before it left, twice, or of what did not go by post', () => {
    given(...left)
      .when({ ...inHand, note: ' ' })
      .thenRefused('reason-needed');
    given(...left)
      .when({ ...inHand, on: '2026-03-11' })
      .thenRefused('no-day-for-it');
    given(...left)
      .when({ ...inHand, on: '2026-03-09' })
      .thenRefused('no-day-for-it');
    given(...back)
      .when(inHand)
      .thenRefused('has-not-left');
    given(owed, drafted).when(inHand).thenRefused('has-not-left');
    given().when(inHand).thenRefused('no-such-letter');
    const bySms = { ...handedOver, channel: 'sms' } as LetterEvent;
    given(owed, drafted, approved, bySms).when(inHand).thenRefused('not-by-post');
  });
});

describe('a letter that came back', () => {
  const again = { type: 'SendAgain', reason: 'He is there.', next: 'n', addressConfirmedOn: '2026-03-14', calendar } as const;
  it('is sent again with the confirmation of its address', () =>
    expect(given(...back).when(again).events).toMatchObject([
      { type: 'LetterFollowedBy', addressConfirmedOn: '2026-03-14' },
      { type: 'LetterAttendedTo' },
    ]));
  it('is followed by another letter when its news is owed again after it was cancelled: no letter is handed over twice', () => {
    const cancelled = [...back, ...given(...back).when(cancel('result-changed')).events];
    const owe = { type: 'OweLetter', ...news, heard: 5, next: 'n', calendar } as const;
    expect(types(given(...cancelled).when(owe).events)).toEqual(['LetterFollowedBy']);
    const died = [...back, ...given(...back).when(cancel('patient-died')).events];
    expect(given(...died).when({ type: 'OweAgain', heard: 6, next: 'n', calendar }).events).toMatchObject([
      { type: 'LetterFollowedBy', next: 'n', because: 'to-be-sent-again', heard: 6 },
    ]);
  });
});
