import { present } from '@rms/nhs';
import type { WorkingHoursCopy } from '../../../copies/others.projection.js';
import { formError, type FormError, type Values } from '../../form.js';

type Agreed = NonNullable<WorkingHoursCopy['agreed']>;
/** When the teams are at work, and which role is on call otherwise. */
export type Hours = Pick<Agreed, 'opens' | 'closes' | 'days' | 'onCall'>;

export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
/** Roles that can be on call: somebody who can act on what is serious. */
export const onCallRoles = ['clinical-nurse-specialist', 'consultant'] as const;
/** What alerting reckons with until a trust says otherwise. */
export const usualHours: Hours = { opens: '09:00', closes: '17:00', days: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'] };

/** A time of day as people type it, as `HH:MM`; undefined where it is none. */
export const timeTyped = (typed: string): string | undefined => {
  const parts = /^(\d{1,2})[:.](\d{2})$/.exec(typed);
  if (parts === null) return undefined;
  const [hour = '', minute = ''] = parts.slice(1);
  return Number(hour) > 23 || Number(minute) > 59 ? undefined : `${hour.padStart(2, '0')}:${minute}`;
};

/** The form’s fields for hours that are agreed already. */
export const valuesOf = ({ opens, closes, days, onCall }: Hours): Values => ({
  opens,
  closes,
  onCall: onCall ?? 'nobody',
  ...Object.fromEntries(days.map((day) => [`day-${day}`, 'yes'])),
});

const errorsInTimes = (opens: string | undefined, closes: string | undefined): readonly FormError[] => {
  const errors = [
    ...(opens === undefined ? [formError('opens', 'Enter when work begins as a time, such as 9:00')] : []),
    ...(closes === undefined ? [formError('closes', 'Enter when work ends as a time, such as 17:00')] : []),
  ];
  if (opens === undefined || closes === undefined || opens < closes) return errors;
  return [formError('closes', 'The end of the day must be after its beginning')];
};

const errorsInDays = (days: readonly string[]): readonly FormError[] =>
  days.length === 0 ? [formError('days', 'Choose at least one day', 'day-Monday')] : [];
const errorsInOnCall = (typed: string | undefined): readonly FormError[] =>
  ['nobody', ...onCallRoles].some((choice) => choice === typed) ? [] : [formError('onCall', 'Choose who is on call, or nobody', 'onCall')];

/** Reads the form that changes the working hours. */
export const readWorkingHours = (
  values: Values,
): { readonly ok: true; readonly typed: Hours } | { readonly ok: false; readonly errors: readonly FormError[] } => {
  const [opens, closes] = [timeTyped(values['opens'] ?? ''), timeTyped(values['closes'] ?? '')];
  const days = weekdays.filter((day) => values[`day-${day}`] === 'yes');
  const onCall = onCallRoles.find((role) => role === values['onCall']);
  const errors = [...errorsInTimes(opens, closes), ...errorsInDays(days), ...errorsInOnCall(values['onCall'])];
  return errors.length > 0 || opens === undefined || closes === undefined
    ? { ok: false, errors }
    : { ok: true, typed: { opens, closes, days, ...present({ onCall }) } };
};

/** Hours in a sentence, as the page and the check beforehand say them. */
export const hoursInWords = ({ opens, closes, days }: Hours): string => `${opens} to ${closes} on ${days.join(', ')}`;
