import { addDays, parseCivilDate, parseQuantity, showDate, type CivilDate, present } from '@rms/nhs';
import type { Protocol } from '@rms/protocols';
import { dateTyped, formError, type FormError } from '../drafts.js';

export interface PersonalLimit {
  readonly value: number;
  readonly unit: string;
  readonly agreedBy: string;
  readonly because: string;
  readonly untilOn?: string;
}
export interface StartAnswers {
  readonly protocol: Protocol;
  readonly anchorOn: CivilDate;
  readonly stream: string;
  readonly team: string;
  readonly personalLimit: PersonalLimit | undefined;
}
export interface Offered {
  readonly protocols: readonly Protocol[];
  readonly teams: readonly string[];
  readonly today: CivilDate;
  readonly bornOn: CivilDate | undefined;
}

export const streams = {
  'self-management': 'Self-management',
  'professional-led': 'Professional-led',
  'shared-care': 'Shared care with the GP',
  complex: 'Complex',
} as const;
type Values = Readonly<Record<string, string>>;
type Part<T> = { readonly value: T } | { readonly errors: readonly FormError[] };
const wrong = (...errors: readonly FormError[]): { readonly errors: readonly FormError[] } => ({ errors });

const anchorPart = (values: Values, protocol: Protocol | undefined, { today, bornOn }: Offered): Part<CivilDate> => {
  const name = protocol?.anchorName ?? 'Date of operation';
  const typed = dateTyped(values, 'anchor');
  const on = parseCivilDate(typed);
  if (typed === '') return wrong(formError('anchor', `Enter the ${name.toLowerCase()}: day, month and year`, 'anchor-day'));
  if (on === undefined) return wrong(formError('anchor', `${name} must be a real date, such as 20 1 2026`, 'anchor-day'));
  if (on > today) return wrong(formError('anchor', `${name} must be today or earlier`, 'anchor-year'));
  return bornOn !== undefined && on < bornOn
    ? wrong(formError('anchor', `${name} must be after the date of birth, ${showDate(bornOn)}`, 'anchor-year'))
    : { value: on };
};

const untilPart = (values: Values, today: CivilDate): Part<string | undefined> => {
  const typed = dateTyped(values, 'until');
  if (typed === '') return { value: undefined };
  const on = parseCivilDate(typed);
  if (on === undefined) return wrong(formError('until', 'The date until which the limit holds must be a real date', 'until-day'));
  return on < today ? wrong(formError('until', 'The date until which the limit holds must be today or later', 'until-day')) : { value: on };
};

const personalPart = (values: Values, unit: string, today: CivilDate): Part<PersonalLimit> => {
  const limit = parseQuantity(values['limit'] ?? '');
  const until = untilPart(values, today);
  const errors = [
    ...(limit.ok && limit.value.comparator === undefined && limit.value.value > 0
      ? []
      : [formError('limit', 'Limit must be a number such as 0.4')]),
    ...((values['agreedBy'] ?? '') === '' ? [formError('agreedBy', 'Enter the consultant who agreed the limit')] : []),
    ...((values['because'] ?? '') === '' ? [formError('because', 'Enter why this patient has a limit of his or her own')] : []),
    ...('errors' in until ? until.errors : []),
  ];
  if (errors.length > 0 || !limit.ok || 'errors' in until) return wrong(...errors);
  return {
    value: {
      value: limit.value.value,
      unit,
      agreedBy: values['agreedBy'] ?? '',
      because: values['because'] ?? '',
      ...present({ untilOn: until.value }),
    },
  };
};

/** Reads the form that starts a follow-up. Every error says which field and how to mend it. */
export const readStart = (
  values: Values,
  offered: Offered,
): { readonly ok: true; readonly answers: StartAnswers } | { readonly ok: false; readonly errors: readonly FormError[] } => {
  const protocol = offered.protocols.find((each) => each.protocol === values['protocol']);
  const anchor = anchorPart(values, protocol, offered);
  const own =
    values['whoseLimit'] === 'personal' ? personalPart(values, protocol?.rules[0]?.unit ?? '', offered.today) : { value: undefined };
  const errors = [
    ...(protocol === undefined ? [formError('protocol', 'Choose the protocol')] : []),
    ...('errors' in anchor ? anchor.errors : []),
    ...(values['whoseLimit'] === 'personal' || values['whoseLimit'] === 'protocol'
      ? []
      : [formError('whoseLimit', 'Choose which limit is used')]),
    ...('errors' in own ? own.errors : []),
    ...((values['stream'] ?? '') in streams ? [] : [formError('stream', 'Choose the stream')]),
    ...(offered.teams.includes(values['team'] ?? '') ? [] : [formError('team', 'Choose the team that owns the follow-up')]),
  ];
  if (errors.length > 0 || protocol === undefined || 'errors' in anchor || 'errors' in own) return { ok: false, errors };
  return {
    ok: true,
    answers: { protocol, anchorOn: anchor.value, stream: values['stream'] ?? '', team: values['team'] ?? '', personalLimit: own.value },
  };
};

/** The earliest date a sample counts from: the day after the anchor. */
export const countsFrom = (anchorOn: CivilDate): CivilDate => addDays(anchorOn, 1);
