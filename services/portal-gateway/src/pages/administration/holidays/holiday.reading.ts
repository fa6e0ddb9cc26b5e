import { addWorkingDays, addDays, parseCivilDate, showDate, weekdayOf, type CivilDate, type Holidays } from '@rms/nhs';
import { dateTyped, errorsInDate, formError, tooLong, type FormError, type Values } from '../../form.js';

export interface HolidayTyped {
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly name: string;
  readonly reason: string;
}
const mostDays = 31;

const errorInName = (name: string): readonly FormError[] => {
  if (name === '') return [formError('name', 'Enter what the day is called, such as Clinic closed')];
  return name.length > 100 ? [formError('name', 'The name must be 100 characters or fewer')] : [];
};

const isOneDay = (values: Values): boolean => ['to-day', 'to-month', 'to-year'].every((part) => (values[part] ?? '') === '');
const daysTyped = (values: Values): { readonly first: string; readonly last: string } => {
  const first = dateTyped(values, 'from');
  return { first, last: isOneDay(values) ? first : dateTyped(values, 'to') };
};
const errorsInDays = (values: Values): readonly FormError[] => {
  const wrongFirst = errorsInDate(values, 'from', 'the first day');
  if (wrongFirst.length > 0) return wrongFirst;
  const wrongLast = isOneDay(values) ? [] : errorsInDate(values, 'to', 'the last day');
  if (wrongLast.length > 0) return wrongLast;
  const { first, last } = daysTyped(values);
  return last < first ? [formError('to', 'The last day must not be before the first', 'to-day')] : [];
};
const errorInReason = (reason: string): readonly FormError[] =>
  reason === '' ? [formError('reason', 'Enter your reason')] : tooLong('reason', 'Your reason', reason);

/** Reads the form that declares days off. An empty last day means one day only. */
export const readHoliday = (
  values: Values,
): { readonly ok: true; readonly typed: HolidayTyped } | { readonly ok: false; readonly errors: readonly FormError[] } => {
  const { name = '', reason = '' } = values;
  const { first, last } = daysTyped(values);
  const [from, to] = [parseCivilDate(first), parseCivilDate(last)];
  const errors = [...errorsInDays(values), ...errorInName(name), ...errorInReason(reason)];
  return errors.length > 0 || from === undefined || to === undefined
    ? { ok: false, errors }
    : { ok: true, typed: { from, to, name, reason } };
};

/** The working days from the first to the last, in words: those are the ones that are recorded. The owner refuses a span that is too long. */
export const daysDeclared = ({ from, to }: Pick<HolidayTyped, 'from' | 'to'>, holidays: Holidays): readonly string[] => {
  const found: string[] = [];
  for (
    let day = addWorkingDays(addDays(from, -1), 1, holidays);
    day <= to && found.length < mostDays;
    day = addWorkingDays(day, 1, holidays)
  )
    found.push(`${weekdayOf(day)} ${showDate(day)}`);
  return found;
};
