import { addDays, type CivilDate } from '@rms/nhs';
import { dateTyped, errorsInDate, formError, tooLong, type FormError, type Values } from '../form.js';

const furthestDays = 366;

const dateErrors = (values: Values, today: CivilDate): readonly FormError[] => {
  const wrong = errorsInDate(values, 'on', 'the date of the review');
  if (wrong.length > 0) return wrong;
  const on = dateTyped(values, 'on');
  if (on < today) return [formError('on', 'The date of the review must be today or later', 'on-day')];
  return on > addDays(today, furthestDays) ? [formError('on', 'The date of the review must be within a year', 'on-day')] : [];
};

/** Reads the form that suspends a follow-up, or the one that takes it up again. Without a date of review nobody is suspended (H18). */
export const readSuspension = (
  values: Values,
  today: CivilDate,
  isSuspended: boolean,
):
  | { readonly ok: true; readonly reason: string; readonly reviewOn: string | undefined }
  | { readonly ok: false; readonly errors: readonly FormError[] } => {
  const reason = values['reason'] ?? '';
  const errors = [
    ...(isSuspended ? [] : dateErrors(values, today)),
    ...(reason === '' ? [formError('reason', 'Enter your reason: it goes into the history')] : []),
    ...tooLong('reason', 'Your reason', reason),
  ];
  return errors.length > 0 ? { ok: false, errors } : { ok: true, reason, reviewOn: isSuspended ? undefined : dateTyped(values, 'on') };
};
