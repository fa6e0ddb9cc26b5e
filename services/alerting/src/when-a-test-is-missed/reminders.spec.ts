import { describe, expect, it } from '@jest/globals';
import { letters, type Contract, type DataOf } from '@rms/contracts';
import type { Message } from '@rms/messaging';
import { reminders, type ReminderCopy } from './reminders.projection.js';

const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const his = { letter: id(1), patient: id(2) };
const say = <C extends Contract>(contract: C, data: DataOf<C>): Message =>
  ({ type: contract.type, data, time: '2026-02-16T09:00:00.000Z' }) as unknown as Message;
const owed = (about: DataOf<typeof letters.letterOwed>['about']): Message =>
  say(letters.letterOwed, {
    ...his,
    followUp: id(3),
    about,
    weight: 'routine',
    to: 'patient',
    by: '2026-02-18',
    says: 'Reminder',
    test: id(4),
  });
const after = (...messages: readonly Message[]): ReminderCopy => {
  let copy: ReminderCopy = { ...reminders.initial, _id: id(1), trust: 'ZT001', published: 0 };
  for (const message of messages) copy = { ...copy, ...reminders.evolve(copy, message) };
  return copy;
};
const held = say(letters.letterHeld, { ...his, why: 'address-missing', sentence: 'No address is known.' });
const returned = say(letters.letterReturned, { ...his, at: '2026-02-25T09:00:00.000Z', why: 'gone away' });

describe('the reminders of a missed test', () => {
  it('are known by the test, first and second, and nothing is kept of another letter', () => {
    expect(after(owed('test-missed'))).toMatchObject({ test: id(4), isSecond: false, became: 'owed' });
    expect(after(owed('test-missed-again'))).toMatchObject({ test: id(4), isSecond: true });
    expect(after(owed('result'), held)).toMatchObject({ test: '', became: 'owed' });
  });
  it('say how far each has come', () => {
    expect(after(owed('test-missed'), held).became).toBe('held');
    expect(after(owed('test-missed'), held, say(letters.letterReleased, { ...his, reason: 'Found' })).became).toBe('owed');
    expect(after(owed('test-missed'), returned).became).toBe('returned');
    const settled = (wasSent: boolean): Message => say(letters.letterOutcomeSettled, { ...his, wasSent, note: 'Rung the carrier' });
    const unknown = say(letters.letterOutcomeUnknown, his);
    expect([after(owed('test-missed'), unknown).became, after(owed('test-missed'), unknown, settled(false)).became]).toEqual([
      'not-known',
      'not-taken',
    ]);
  });
});
