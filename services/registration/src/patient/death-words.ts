import { present } from '@rms/nhs';
import type { DeathWord, DeathWords, Said, StampedFields, Supplied } from './patient.facts.js';

export interface Death {
  readonly died: boolean;
  readonly diedOn?: string;
}
export const noWords: DeathWords = { words: [] };

const textOf = ({ died, diedOn }: Death): string => JSON.stringify({ died, diedOn });
// Of two words of one moment the one that sorts last stands, which is a death: the order of arrival cannot matter.
const isNewer = (a: DeathWord, b: DeathWord | undefined): boolean =>
  b === undefined || a.asOf > b.asOf || (a.asOf === b.asOf && textOf(a) > textOf(b));

/** The newest word of each sender in both, and the latest moment at which somebody found out that the patient lives. */
export const mergeDeathWords = (a: DeathWords, b: DeathWords): DeathWords => {
  const byFeed = new Map(a.words.map((one) => [one.feed, one]));
  for (const one of b.words) if (isNewer(one, byFeed.get(one.feed))) byFeed.set(one.feed, one);
  const [livesAsOf] = [a.livesAsOf, b.livesAsOf].filter((at) => at !== undefined).sort((x, y) => (x > y ? -1 : 1));
  return { words: [...byFeed.values()].sort((x, y) => (x.feed < y.feed ? -1 : 1)), ...present({ livesAsOf }) };
};

const wordsFrom = (feed: string, asOf: string, death: Said['death']): DeathWords =>
  death === undefined ? noWords : { words: [{ feed, asOf, ...death }] };

/** What a message says of a death. Where a person let it count that the patient lives, whatever was said before it is settled. */
export const deathWordsOf = ({ asOf, said, letCountBy }: Supplied, feed: string): DeathWords => ({
  ...wordsFrom(feed, asOf, said.death),
  ...(said.death?.died === false && letCountBy !== undefined ? { livesAsOf: asOf } : {}),
});

/** What a merge of before senders were told apart brought along: nobody's word in particular. */
export const deathWordsOfFields = ({ death }: StampedFields): DeathWords =>
  death === undefined ? noWords : wordsFrom('', death.asOf, (death.value ?? undefined) as Said['death']);

const standing = ({ words, livesAsOf }: DeathWords): readonly DeathWord[] =>
  words.filter(({ died, asOf }) => died && (livesAsOf === undefined || asOf > livesAsOf));

/** Whether the patient has died: he has as long as one sender's newest word says so and nobody has found out otherwise. */
export const deathIn = (words: DeathWords): Death => {
  const newest = standing(words).reduce<DeathWord | undefined>((best, one) => (isNewer(one, best) ? one : best), undefined);
  return newest === undefined ? { died: false } : { died: true, ...present({ diedOn: newest.diedOn }) };
};

/** What is said after a withdrawal. Before senders were told apart one sender's word withdrew another's: it stays withdrawn. */
export const withdrawnIn = (known: DeathWords): DeathWords => {
  const last = standing(known)
    .map(({ asOf }) => asOf)
    .sort()
    .at(-1);
  return last === undefined ? known : { ...known, livesAsOf: last };
};

// The same sender says once more what somebody found out to be an error.
const isAnEcho = ({ words, livesAsOf }: DeathWords, word: DeathWord): boolean => {
  const own = words.find(({ feed }) => feed === word.feed);
  if (livesAsOf === undefined || own?.died !== true) return false;
  return own.diedOn === word.diedOn && own.asOf <= livesAsOf && word.asOf > livesAsOf;
};

/**
 * What a message says of a death against the word of another sender, or against what somebody found out. Many systems send “N” with
 * every message: it takes back only what the same sender reported.
 */
export const contradictionIn = (
  known: DeathWords,
  { feed, supplied: { asOf, said } }: { readonly feed: string; readonly supplied: Pick<Supplied, 'asOf' | 'said'> },
): 'lives' | 'died' | undefined => {
  if (said.death === undefined) return undefined;
  if (said.death.died) return isAnEcho(known, { feed, asOf, ...said.death }) ? 'died' : undefined;
  const others = standing(known).filter((one) => one.feed !== feed);
  return others.length > 0 && others.every((one) => one.asOf < asOf) ? 'lives' : undefined;
};
