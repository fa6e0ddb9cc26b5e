import { accept, derivedId, onlyShapes, refuse, type Aggregate, type Decider } from '@rms/event-sourcing/pure';
import { addDays, addMonths, addWorkingDays, bankHolidays, daysBetween, parseCivilDate, showDate, yearsOfBankHolidays } from '@rms/nhs';
import type { CivilDate } from '@rms/nhs';
import type { DayOff, Natures, Sentences } from '@rms/service-kit';

export type HolidayEvent =
  | { readonly type: 'HolidaysDeclared'; readonly days: readonly DayOff[]; readonly reason: string }
  | { readonly type: 'HolidayWithdrawn'; readonly on: string; readonly reason: string };
export type HolidayCommand =
  | {
      readonly type: 'DeclareHolidays';
      readonly from: string;
      readonly to: string;
      readonly name: string;
      readonly reason: string;
      readonly today: string;
    }
  | { readonly type: 'WithdrawHoliday'; readonly on: string; readonly reason: string; readonly today: string };
export type HolidayRefusal =
  | 'name-needed'
  | 'holiday-reason-needed'
  | 'holiday-in-the-past'
  | 'end-before-start'
  | 'too-many-days'
  | 'holiday-too-far'
  | 'no-working-day'
  | 'no-such-holiday';
export interface HolidayState {
  readonly days: readonly DayOff[];
}
type Declare = Extract<HolidayCommand, { readonly type: 'DeclareHolidays' }>;
type Withdraw = Extract<HolidayCommand, { readonly type: 'WithdrawHoliday' }>;

const mostDays = 31;
const mostMonthsAhead = 24;
const namespace = 'b1f0b2a6-3b0e-4b8e-9a8c-5d1f6f1b7c22';

/** The stream of a trust's own holidays. */
export const holidaysId = (trust: string): string => derivedId(namespace, trust);

const civil = (text: string): CivilDate => {
  const read = parseCivilDate(text);
  if (read === undefined) throw new Error(`${text} is no date`);
  return read;
};
const isTooFar = (on: CivilDate, today: CivilDate): boolean =>
  on > addMonths(today, mostMonthsAhead) || Number(on.slice(0, 4)) > yearsOfBankHolidays.last;

const spanRefused = ({ from, to, today }: Declare): HolidayRefusal | undefined => {
  if (to < from) return 'end-before-start';
  if (from < today) return 'holiday-in-the-past';
  if (daysBetween(civil(from), civil(to)) >= mostDays) return 'too-many-days';
  return isTooFar(civil(to), civil(today)) ? 'holiday-too-far' : undefined;
};

// A weekend or bank holiday is no working day as it is: declaring it would make taking it back look as if it became one.
const workingDaysIn = ({ from, to }: Declare, { days }: HolidayState): readonly string[] => {
  const holidays = { has: (date: string) => bankHolidays.has(date) || days.some(({ on }) => on === date) };
  const found: string[] = [];
  for (let day = addDays(civil(from), -1); ;) {
    day = addWorkingDays(day, 1, holidays);
    if (day > to) return found;
    found.push(day);
  }
};

const declare = (command: Declare, state: HolidayState) => {
  const [name, reason] = [command.name.trim(), command.reason.trim()];
  if (name === '') return refuse('name-needed' as const);
  if (reason === '') return refuse('holiday-reason-needed' as const);
  const refusal = spanRefused(command);
  if (refusal !== undefined) return refuse(refusal);
  const days = workingDaysIn(command, state).map((on) => ({ on, name }));
  return days.length === 0 ? refuse('no-working-day' as const) : accept({ type: 'HolidaysDeclared', days, reason } as const);
};

const withdraw = ({ on, reason, today }: Withdraw, { days }: HolidayState) => {
  if (reason.trim() === '') return refuse('holiday-reason-needed' as const);
  if (on < today) return refuse('holiday-in-the-past' as const);
  if (!days.some((day) => day.on === on)) return refuse('no-such-holiday' as const);
  return accept({ type: 'HolidayWithdrawn', on, reason: reason.trim() } as const);
};

/** The days on which the clinics of one trust are closed besides the bank holidays. What is past stays: deadlines were set by it. */
export const holidayDecider: Decider<HolidayState, HolidayCommand, HolidayEvent, HolidayRefusal> = {
  initialState: { days: [] },
  decide: (command, state) => (command.type === 'DeclareHolidays' ? declare(command, state) : withdraw(command, state)),
  evolve: (state, event) => {
    switch (event.type) {
      case 'HolidaysDeclared':
        return { days: [...state.days, ...event.days] };
      case 'HolidayWithdrawn':
        return { days: state.days.filter(({ on }) => on !== event.on) };
      case 'Erased':
        return state;
      default:
        return event satisfies never;
    }
  },
};

const schemas = { HolidaysDeclared: 1, HolidayWithdrawn: 1 } as const;

/** `pathway.holiday-<id derived from the trust>` */
export const holidayAggregate: Aggregate<HolidayState, HolidayCommand, HolidayEvent, HolidayRefusal> = {
  service: 'pathway',
  name: 'holiday',
  decider: holidayDecider,
  schemas,
  published: new Set(['HolidaysDeclared', 'HolidayWithdrawn']),
  occurred: () => undefined,
  upcast: onlyShapes(schemas),
};

const shown = (on: string): string => showDate(civil(on));
const spanWords = (days: readonly DayOff[]): string => {
  const [first, last] = [days[0]?.on ?? '', days.at(-1)?.on ?? ''];
  return first === last ? `${shown(first)} is` : `${String(days.length)} days from ${shown(first)} to ${shown(last)} are`;
};

export const holidaySentences: Sentences<HolidayEvent> = {
  HolidaysDeclared: ({ days, reason }) => `${spanWords(days)} no working day: ${days[0]?.name ?? ''}. Reason: ${reason}.`,
  HolidayWithdrawn: ({ on, reason }) => `${shown(on)} is a working day after all. Reason: ${reason}.`,
};

/** Each is done by people and the system. */
export const holidayNatures: Natures<HolidayEvent> = {
  HolidaysDeclared: 'act',
  HolidayWithdrawn: 'act',
};
