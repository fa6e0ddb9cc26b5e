import { formError, type FormError, type Values } from '../form.js';
import { workWords } from './work-words.js';

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

const readWork = (receives: readonly string[]): ReadTeam => {
  const work = workIn(receives);
  return work.length === 0 ? fails('receives', 'Choose at least one kind of work') : { ok: true, order: { kind: 'work', receives: work } };
};
const aboutSomebody = ['join', 'withdraw', 'lead'] as const;

/** Reads the form that changes a team. */
export const readChange = (values: Values, receives: readonly string[]): ReadTeam => {
  const { what = '' } = values;
  if (what === 'work') return readWork(receives);
  const kind = aboutSomebody.find((one) => one === what);
  if (kind === undefined) return fails('what', 'Choose what is to change');
  const person = values[`${kind}Person`] ?? '';
  return person === '' ? fails(`${kind}Person`, 'Choose who') : { ok: true, order: { kind, person } };
};

interface Ticks {
  readonly members: readonly string[];
  readonly receives: readonly string[];
}
const wrong = (isWrong: boolean, field: string, text: string): readonly FormError[] => (isWrong ? [formError(field, text)] : []);

/** Reads the form for a new team. */
export const readNewTeam = ({ name = '', lead = '' }: Values, ticks: Ticks): ReadTeam => {
  const { members } = ticks;
  const receives = workIn(ticks.receives);
  const errors = [
    ...wrong(name === '', 'name', 'Enter the name of the team'),
    ...wrong(members.length === 0, 'members', 'Choose who is in the team'),
    ...wrong(lead !== '' && !members.includes(lead), 'lead', 'The lead must be in the team'),
    ...wrong(receives.length === 0, 'receives', 'Choose at least one kind of work'),
  ];
  if (errors.length > 0) return { ok: false, errors };
  return { ok: true, order: { kind: 'form', name, members, receives, ...(lead === '' ? {} : { lead }) } };
};
