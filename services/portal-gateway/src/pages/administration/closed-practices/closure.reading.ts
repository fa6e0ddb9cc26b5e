import { addMonths, parseCivilDate, waysToReach, type CivilDate } from '@rms/nhs';
import { dateTyped, errorsInDate, formError, tooLong, type FormError, type Values } from '../../form.js';

export interface ClosureTyped {
  readonly ods: string;
  readonly name: string;
  readonly closedOn: CivilDate;
  readonly reason: string;
}
const mostMonthsAhead = 12;
const mostCharacters = 200;

const errorInCode = (ods: string): readonly FormError[] =>
  waysToReach.practiceCode.pattern.test(ods) ? [] : [formError('ods', waysToReach.practiceCode.says)];
const errorInName = (name: string): readonly FormError[] => {
  if (name === '') return [formError('name', 'Enter the name of the practice')];
  return name.length > mostCharacters ? [formError('name', `The name must be ${String(mostCharacters)} characters or fewer`)] : [];
};
const errorInDay = (values: Values, today: CivilDate): readonly FormError[] => {
  const wrong = errorsInDate(values, 'closedOn', 'the day from which it is closed');
  if (wrong.length > 0) return wrong;
  return dateTyped(values, 'closedOn') > addMonths(today, mostMonthsAhead)
    ? [formError('closedOn', 'The day must be within a year', 'closedOn-day')]
    : [];
};
/** What is wrong with how somebody knows. */
export const errorInReason = (reason: string): readonly FormError[] =>
  reason === '' ? [formError('reason', 'Enter how you know')] : tooLong('reason', 'What you wrote', reason);

/** Reads the form that records that a practice closed. The code may be typed in small letters. */
export const readClosure = (
  values: Values,
  today: CivilDate,
): { readonly ok: true; readonly typed: ClosureTyped } | { readonly ok: false; readonly errors: readonly FormError[] } => {
  const { name = '', reason = '' } = values;
  const ods = (values['ods'] ?? '').replace(/\s+/g, '').toUpperCase();
  const closedOn = parseCivilDate(dateTyped(values, 'closedOn'));
  const errors = [...errorInCode(ods), ...errorInName(name), ...errorInDay(values, today), ...errorInReason(reason)];
  return errors.length > 0 || closedOn === undefined ? { ok: false, errors } : { ok: true, typed: { ods, name, closedOn, reason } };
};
