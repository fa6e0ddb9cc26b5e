import { describe, expect, it } from '@jest/globals';
import { addWorkingDays, parseCivilDate } from '@rms/nhs';
import type { Message } from '@rms/messaging';
import type { Copies } from '@rms/read-models';
import { holidaysAround, holidaysOf } from './holidays-of.js';
import { ownHolidays, type HolidaysCopy } from './holidays.projection.js';

const on = (text: string) => parseCivilDate(text)!;
const days = (...dates: readonly string[]) => dates.map((date) => ({ on: date, name: 'Clinic closed' }));
const message = (type: string, data: object) => ({ type, data }) as Message;
const copiesWith = (own: Readonly<Record<string, readonly string[]>>): Copies =>
  ({
    of: () => ({
      find: (trust: string) =>
        Promise.resolve(
          own[trust] === undefined ? [] : [{ _id: 'h', trust, published: 1, days: days(...own[trust]) } satisfies HolidaysCopy],
        ),
    }),
  }) as unknown as Copies;
const copies = copiesWith({ ZT001: ['2026-12-29', '2026-12-30'] });

describe('the copy of a trust’s own holidays', () => {
  it('holds in order what was declared and not withdrawn', () => {
    const first = ownHolidays.evolve(ownHolidays.initial, message('pathway.holidays-declared.v1', { days: days('2026-12-30') }));
    const second = ownHolidays.evolve(first, message('pathway.holidays-declared.v1', { days: days('2026-12-23', '2026-12-29') }));
    const third = ownHolidays.evolve(second, message('pathway.holiday-withdrawn.v1', { on: '2026-12-29' }));
    expect(third.days.map((day) => day.on)).toEqual(['2026-12-23', '2026-12-30']);
  });
});

describe('the days on which a trust does not work', () => {
  it('are the bank holidays of England and its own: 24 December and two working days is 4 January', async () => {
    expect(addWorkingDays(on('2026-12-24'), 2, await holidaysOf(copies, 'ZT001'))).toBe('2027-01-04');
  });
  it('are not those of another trust', async () => {
    expect(addWorkingDays(on('2026-12-24'), 2, await holidaysOf(copies, 'ZT002'))).toBe('2026-12-30');
  });
  it('are known for whatever year a date is asked of', async () => {
    expect(addWorkingDays(on('2051-12-22'), 1, await holidaysOf(copies, 'ZT001'))).toBe('2051-12-27');
  });
  it('are listed as far as a deadline reaches, round the day by the clinical clock and not by the machine’s', async () => {
    const listed = await holidaysAround(copies, 'ZT001', '2041-06-01');
    expect(['2040-12-25', '2041-12-25', '2043-12-25', '2026-12-29'].filter((date) => !listed.includes(date))).toEqual([]);
    expect(listed).not.toContain('2026-12-25');
  });
  it('reach to the end of what is known, and no further in silence', async () => {
    expect(await holidaysAround(copies, 'ZT002', '2099-03-01')).toContain('2099-12-25');
    await expect(holidaysAround(copies, 'ZT002', '2100-03-01')).rejects.toThrow('known from 2013 to 2099, not for 2100');
    const holidays = await holidaysOf(copies, 'ZT002');
    expect(() => addWorkingDays(on('2099-12-31'), 1, holidays)).toThrow('not for 2100');
  });
});
