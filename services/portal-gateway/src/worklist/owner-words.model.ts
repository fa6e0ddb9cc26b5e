import { parseInstant, showInstant } from '@rms/nhs';
import { date } from '../words.js';

interface Owner {
  readonly teamName: string;
  readonly person?: string | undefined;
  readonly role: string;
}
interface Held {
  readonly owner: Owner;
  readonly cover?: { readonly by: Owner; readonly untilOn: string };
  readonly escalations: readonly { readonly level: string; readonly to: Owner; readonly because: string }[];
  readonly escalatesAt?: string;
}
interface Names {
  readonly subject: string;
  readonly nameOf: (person: string) => string | undefined;
}

/** Whose a task is, in words: who owns it, who acts meanwhile, who else was told, and when the next one is. */
export interface OwnerWords {
  readonly owner: string;
  readonly cover: string | undefined;
  readonly escalated: string | undefined;
  readonly next: string | undefined;
}

const levels: Readonly<Record<string, string>> = {
  'on-call': 'whoever is on call',
  'team-lead': 'the team lead',
  consultant: 'the consultants',
  'service-manager': 'the service managers',
};

const personWords = (person: string | undefined, { subject, nameOf }: Names): string | undefined => {
  if (person === undefined || person === '') return undefined;
  return person === subject ? 'You' : nameOf(person);
};
const ownerName = ({ person, teamName }: Owner, names: Names): string =>
  [personWords(person, names), teamName].filter((part) => part !== undefined).join(', ');

const coverWords = ({ owner, cover }: Held, names: Names): string | undefined => {
  if (cover === undefined) return undefined;
  const who = owner.person === names.subject ? 'You are' : `${personWords(owner.person, names) ?? 'The owner'} is`;
  const by = personWords(cover.by.person, names);
  return `${who} away until ${date(cover.untilOn)}. Meanwhile: ${by === 'You' ? 'you' : (by ?? cover.by.teamName)}`;
};

const toldWords = ({ level, to }: Held['escalations'][number], names: Names): string => {
  const named = personWords(to.person, names);
  const role = levels[level] ?? to.teamName;
  return named === undefined ? role : `${role} (${named === 'You' ? 'you' : named})`;
};
const escalatedWords = ({ escalations }: Held, names: Names): string | undefined => {
  const last = escalations.at(-1);
  if (last === undefined) return undefined;
  const told = escalations.map((one) => toldWords(one, names));
  const all = told.length === 1 ? told.join('') : `${told.slice(0, -1).join(', ')} and ${told.at(-1) ?? ''}`;
  return `Told to ${all} as well. ${last.because.replace(/\.$/, '')}.`;
};

const nextWords = (escalatesAt: string | undefined): string | undefined => {
  const at = parseInstant(escalatesAt ?? '');
  return at === undefined ? undefined : `If nothing is done, the next in line is told on ${showInstant(at)}`;
};

export const ownerWords = (held: Held, names: Names): OwnerWords => ({
  owner: ownerName(held.owner, names),
  cover: coverWords(held, names),
  escalated: escalatedWords(held, names),
  next: nextWords(held.escalatesAt),
});
