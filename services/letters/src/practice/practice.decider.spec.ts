import { describe, expect, it } from '@jest/globals';
import { scenario } from '@rms/event-sourcing/testing';
import { closedOnDay, practiceDecider } from './practice.decider.js';

const given = scenario(practiceDecider);
const mill = { ods: 'Z99001', name: 'Millpond Surgery', closedOn: '2026-03-31' } as const;
const close = { type: 'RecordClosure', ...mill, reason: 'Letter of the board', today: '2026-03-02' } as const;
const closed = { type: 'PracticeClosed', ...mill, reason: 'Letter of the board' } as const;
const back = { type: 'TakeBackClosure', ods: 'Z99001', reason: 'It goes on under another partner' } as const;
const takenBack = { type: 'ClosureTakenBack', ods: 'Z99001', name: 'Millpond Surgery', reason: back.reason } as const;

describe('that a practice closed', () => {
  it('is recorded once, with its day and why', () => {
    given().when(close).then(closed);
    given(closed).when(close).thenRefused('closed-already');
    given(closed, takenBack).when(close).then(closed);
  });
  it('is taken back with a reason, where it was recorded', () => {
    given(closed).when(back).then(takenBack);
    given(closed)
      .when({ ...back, reason: ' ' })
      .thenRefused('closure-reason-needed');
    given(closed, takenBack).when(back).thenRefused('no-such-closure');
  });
  it.each([
    ['practice-code-form', { ods: 'Millpond' }],
    ['practice-name-needed', { name: ' ' }],
    ['closure-date-wrong', { closedOn: '2026-02-30' }],
    ['closure-too-far', { closedOn: '2027-03-03' }],
    ['closure-reason-needed', { reason: '' }],
  ] as const)('is refused: %s', (refusal, said) =>
    given()
      .when({ ...close, ...said })
      .thenRefused(refusal),
  );
  it('counts from its day on, and no more when it was taken back', () => {
    expect([...closedOnDay({ closed: [mill] }, '2026-03-30')]).toEqual([]);
    expect([...closedOnDay({ closed: [mill] }, '2026-03-31')]).toEqual(['Z99001']);
    expect([...closedOnDay(given(closed, takenBack).state, '2026-04-01')]).toEqual([]);
  });
});
