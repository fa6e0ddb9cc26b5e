import { dateTyped, errorsInDate, formError, type FormError, type Values } from '../form.js';

/** What was said of somebody: away, there again, left, or back. */
export type StaffOrder =
  | { readonly kind: 'away'; readonly fromOn: string; readonly untilOn: string; readonly cover?: string }
  | { readonly kind: 'off'; readonly absence: string }
  | { readonly kind: 'left'; readonly cover?: string }
  | { readonly kind: 'back' };
export type ReadStaff = { readonly ok: true; readonly order: StaffOrder } | { readonly ok: false; readonly errors: readonly FormError[] };

const coverIn = (values: Values, name: string): { readonly cover?: string } => {
  const cover = values[name] ?? '';
  return cover === '' ? {} : { cover };
};

const readAway = (values: Values): ReadStaff => {
  const [fromOn, untilOn] = [dateTyped(values, 'from'), dateTyped(values, 'until')];
  const errors = [...errorsInDate(values, 'from', 'the first day'), ...errorsInDate(values, 'until', 'the last day')];
  if (errors.length > 0) return { ok: false, errors };
  if (untilOn < fromOn) return { ok: false, errors: [formError('until', 'The last day must not be before the first', 'until-day')] };
  return { ok: true, order: { kind: 'away', fromOn, untilOn, ...coverIn(values, 'cover') } };
};

/** Reads the form about somebody’s absence or leaving. */
export const readStaff = (values: Values): ReadStaff => {
  switch (values['what']) {
    case 'away':
      return readAway(values);
    case 'off': {
      const absence = values['absence'] ?? '';
      return absence === ''
        ? { ok: false, errors: [formError('absence', 'Choose the absence that is over')] }
        : { ok: true, order: { kind: 'off', absence } };
    }
    case 'left':
      return { ok: true, order: { kind: 'left', ...coverIn(values, 'successor') } };
    case 'back':
      return { ok: true, order: { kind: 'back' } };
    default:
      return { ok: false, errors: [formError('what', 'Choose what is to be recorded')] };
  }
};
