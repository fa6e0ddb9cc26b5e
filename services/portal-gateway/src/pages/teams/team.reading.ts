import { formError, type FormError } from '../form.js';
import { workWords } from './people.js';

type Values = Readonly<Record<string, string>>;

/** A change of a team, or a new one, as it was typed and ticked. */
export type TeamOrder =
  | {
      readonly kind: 'form';
      readonly name: string;
      readonly members: readonly string[];
      readonly lead?: string;
      readonly receives: readonly string[];
    }
  | { readonly kind: 'join' | 'withdraw' | 'lead'; readonly person: string }
  | { readonly kind: 'work'; readonly receives: readonly string[] };
export type ReadTeam = { readonly ok: true; readonly order: TeamOrder } | { readonly ok: false; readonly errors: readonly FormError[] };

const fails = (field: string, text: string): ReadTeam => ({ ok: false, errors: [formError(field, text)] });
const workIn = (receives: readonly string[]): readonly string[] => receives.filter((kind) => Object.hasOwn(workWords, kind));

/** Reads the form that changes a team. */
export const readChange = (values: Values, receives: readonly string[]): ReadTeam => {
  const { what = '' } = values;
  if (what === 'work') {
    const work = workIn(receives);
    return work.length === 0
      ? fails('receives', 'Choose at least one kind of work')
      : { ok: true, order: { kind: 'work', receives: work } };
  }
  if (what !== 'join' && what !== 'withdraw' && what !== 'lead') return fails('what', 'Choose what is to change');
  const person = values[`${what}Person`] ?? '';
  return person === '' ? fails(`${what}Person`, 'Choose who') : { ok: true, order: { kind: what, person } };
};

/** Reads the form for a new team. */
export const readNewTeam = (
  values: Values,
  ticks: { readonly members: readonly string[]; readonly receives: readonly string[] },
): ReadTeam => {
  const { name = '', lead = '' } = values;
  const receives = workIn(ticks.receives);
  const errors = [
    ...(name === '' ? [formError('name', 'Enter the name of the team')] : []),
    ...(ticks.members.length === 0 ? [formError('members', 'Choose who is in the team')] : []),
    ...(lead !== '' && !ticks.members.includes(lead) ? [formError('lead', 'The lead must be in the team')] : []),
    ...(receives.length === 0 ? [formError('receives', 'Choose at least one kind of work')] : []),
  ];
  if (errors.length > 0) return { ok: false, errors };
  return { ok: true, order: { kind: 'form', name, members: ticks.members, receives, ...(lead === '' ? {} : { lead }) } };
};
