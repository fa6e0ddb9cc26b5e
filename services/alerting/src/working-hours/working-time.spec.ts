import { describe, expect, it } from '@jest/globals';
import { bankHolidaysOfEngland, parseCivilDate, parseInstant } from '@rms/nhs';
import {
  addWorkingMinutes,
  isAtWork,
  lastWorkingDateBy,
  openFrom,
  openingOn,
  workingDateAfter,
  type WorkingTime,
} from './working-time.model.js';

const time: WorkingTime = {
  opens: '09:00',
  closes: '17:00',
  days: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
  holidays: new Set([...bankHolidaysOfEngland(2026, 2027), '2026-05-29']),
};
const at = (text: string) => parseInstant(text)!;
const on = (text: string) => parseCivilDate(text)!;

describe('working time', () => {
  it.each([
    ['a Tuesday morning', '2026-03-10T09:00:00Z', true],
    ['a Tuesday at closing', '2026-03-10T17:00:00Z', false],
    ['a Saturday', '2026-03-14T10:00:00Z', false],
    ['Good Friday', '2026-04-03T10:00:00Z', false],
    ['a day the trust itself is closed', '2026-05-29T10:00:00Z', false],
    ['nine o’clock of British summer time', '2026-03-30T08:00:00Z', true],
    ['a quarter of an hour before it', '2026-03-30T07:45:00Z', false],
  ])('knows %s', (_, instant, expected) => expect(isAtWork(at(instant), time)).toBe(expected));

  it.each([
    ['within the day', '2026-03-10T10:00:00Z', 120, '2026-03-10T12:00:00.000Z'],
    ['up to closing', '2026-03-10T16:00:00Z', 60, '2026-03-10T17:00:00.000Z'],
    ['over a night', '2026-03-10T16:30:00Z', 60, '2026-03-11T09:30:00.000Z'],
    ['over a weekend', '2026-03-13T16:30:00Z', 60, '2026-03-16T09:30:00.000Z'],
    ['from a Sunday', '2026-03-15T12:00:00Z', 30, '2026-03-16T09:30:00.000Z'],
    ['over Easter, with its Friday and its Monday', '2026-04-02T15:30:00Z', 60, '2026-04-07T08:30:00.000Z'],
    ['over the night on which the clocks go forward', '2026-03-27T16:00:00Z', 120, '2026-03-30T09:00:00.000Z'],
    ['over the night on which they go back', '2026-10-23T15:00:00Z', 120, '2026-10-26T10:00:00.000Z'],
    ['over two whole days', '2026-03-10T09:00:00Z', 17 * 60, '2026-03-12T10:00:00.000Z'],
  ])('counts minutes of work %s', (_, from, minutes, expected) => expect(addWorkingMinutes(at(from), minutes, time)).toBe(expected));

  it('opens at once while at work, in the morning before, and after the weekend', () => {
    expect(openFrom(at('2026-03-10T10:00:00Z'), time)).toBe('2026-03-10T10:00:00.000Z');
    expect(openFrom(at('2026-03-10T06:00:00Z'), time)).toBe('2026-03-10T09:00:00.000Z');
    expect(openFrom(at('2026-03-13T20:00:00Z'), time)).toBe('2026-03-16T09:00:00.000Z');
    expect(openingOn(on('2026-03-30'), time)).toBe('2026-03-30T08:00:00.000Z');
  });
  it('counts working days over bank holidays and the trust’s own', () => {
    expect(workingDateAfter(on('2026-04-02'), 1, time)).toBe('2026-04-07');
    expect(workingDateAfter(on('2026-05-28'), 1, time)).toBe('2026-06-01');
    expect(workingDateAfter(on('2026-12-24'), 2, time)).toBe('2026-12-30');
  });
});

describe('the last working day by a date', () => {
  it.each([
    ['2026-03-14', '2026-03-10', '2026-03-13'],
    ['2026-03-13', '2026-03-10', '2026-03-13'],
    ['2026-03-15', '2026-03-14', '2026-03-15'],
  ])('by %s, from %s on, is %s', (by, from, expected) => expect(lastWorkingDateBy(on(by), on(from), time)).toBe(expected));
});
