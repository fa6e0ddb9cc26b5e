import { dateTyped, errorsInDate, formError, tooLong, type FormError, type Values } from '../form.js';

export type CallOutcome = 'booked' | 'declined' | 'not-reached' | 'wrong-number';
const outcomes: readonly string[] = ['booked', 'declined', 'not-reached', 'wrong-number'];

/** A telephone call as somebody tells of it. */
export interface CallTyped {
  readonly outcome: CallOutcome;
  readonly on?: string;
  readonly note: string;
}

const dateErrors = (values: Values, today: string): readonly FormError[] => {
  const wrong = errorsInDate(values, 'on', 'the date that was agreed');
  if (wrong.length > 0) return wrong;
  return dateTyped(values, 'on') < today ? [formError('on', 'The date that was agreed must be today or later', 'on-day')] : [];
};

const errorsIn = (values: Values, today: string): readonly FormError[] => {
  const { outcome = '', note = '' } = values;
  return [
    ...(outcomes.includes(outcome) ? [] : [formError('outcome', 'Choose what came of the call')]),
    ...(outcome === 'booked' ? dateErrors(values, today) : []),
    ...(outcome === 'declined' && note === '' ? [formError('note', 'Enter what the patient said: a clinician decides by it')] : []),
    ...tooLong('note', 'The note', note),
  ];
};

/** Reads the form about a telephone call. */
export const readCall = (
  values: Values,
  today: string,
): { readonly ok: true; readonly call: CallTyped } | { readonly ok: false; readonly errors: readonly FormError[] } => {
  const errors = errorsIn(values, today);
  if (errors.length > 0) return { ok: false, errors };
  const { outcome, note = '' } = values;
  return {
    ok: true,
    call: { outcome: outcome as CallOutcome, ...(outcome === 'booked' ? { on: dateTyped(values, 'on') } : {}), note },
  };
};
