import type { DataOf, pathway } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import type { Content, Copy, CopyDocument } from '@rms/read-models';

/** A day on which a trust's clinics are closed, and why it is called so. */
export interface DayOff {
  readonly on: string;
  readonly name: string;
}
/** The days on which the clinics of one trust are closed besides the bank holidays. */
export interface HolidaysCopy extends CopyDocument {
  readonly days: readonly DayOff[];
}

const evolve = (before: Content<HolidaysCopy>, { type, data }: Message): Content<HolidaysCopy> => {
  switch (type) {
    case 'pathway.holidays-declared.v1': {
      const { days } = data as DataOf<typeof pathway.holidaysDeclared>;
      return { days: [...before.days, ...days].sort((a, b) => (a.on < b.on ? -1 : 1)) };
    }
    case 'pathway.holiday-withdrawn.v1': {
      const { on } = data as DataOf<typeof pathway.holidayWithdrawn>;
      return { days: before.days.filter((day) => day.on !== on) };
    }
    default:
      return before;
  }
};

/** Each service that counts working days keeps this copy of its own. */
export const ownHolidays: Copy<HolidaysCopy> = {
  name: 'own_holidays',
  of: 'pathway.holiday',
  indexes: [],
  initial: { days: [] },
  evolve,
};
