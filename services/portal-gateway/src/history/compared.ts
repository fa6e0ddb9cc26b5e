import type { PatientFile } from '../patient-page/patient-file.js';
import { Causes } from './causes.js';
import { knownAt } from './known-at.projection.js';
import type { PersonMessages } from './person-messages.js';
import { stateRows, type StateRow } from './state-words.js';
import { trueAt, type NatureOf } from './true-at.projection.js';

/** One fact as it was known at a moment beside how it was, as far as is known now. */
export interface ComparedRow {
  readonly key: string;
  readonly what: string;
  readonly known: string;
  readonly truth: string;
  /** Why the two differ; absent where they are the same. */
  readonly why?: string;
}

/** A moment of a patient's history: what was known then, what was true then, and what differs. */
export interface Moment {
  readonly known: PatientFile | undefined;
  readonly truth: PatientFile | undefined;
  /** In the order of a state, most important first. */
  readonly rows: readonly ComparedRow[];
  readonly differing: number;
}

/** What stands where there was nothing to know. */
export const notKnown = 'Not known';
/** What stands where what was known was not so. */
export const wasNotSo = 'Was not so';

interface Pair {
  readonly known: StateRow | undefined;
  readonly truth: StateRow | undefined;
}
const words = ({ known, truth }: Pair): Pick<ComparedRow, 'known' | 'truth'> => ({
  known: known === undefined ? notKnown : known.known,
  truth: truth === undefined ? wasNotSo : truth.known,
});

const compared = (causes: Causes, row: StateRow, pair: Pair): ComparedRow => {
  const both = { key: row.key, what: row.what, ...words(pair) };
  if (both.known !== both.truth) return { ...both, why: causes.ofDifference(row) };
  const shaken = causes.shaken(row);
  return shaken === undefined ? both : { ...both, truth: `${both.truth} (${shaken.beside})`, why: shaken.why };
};

// Of somebody who was not known nothing had been done.
const done = ['tasks', 'letters'];

/** The keys of both, in the order of the first; what only the second has follows what it follows there. */
const together = (known: readonly StateRow[], truth: readonly StateRow[]): readonly string[] => {
  const keys = known.map((row) => row.key);
  for (const [index, { key }] of truth.entries()) {
    if (keys.includes(key)) continue;
    const before = truth.slice(0, index).findLast((row) => keys.includes(row.key));
    keys.splice(before === undefined ? 0 : keys.indexOf(before.key) + 1, 0, key);
  }
  return keys;
};

/** As known at an instant beside as true at it, row by row, each difference with its cause. */
export const momentAt = (person: PersonMessages, at: string, natureOf: NatureOf): Moment => {
  const [known, truth] = [knownAt(person, at), trueAt(person, at, natureOf)];
  const causes = new Causes({ person, at, natureOf, known, truth });
  const knownRows = known === undefined ? [] : stateRows(known);
  const trueRows = (truth === undefined ? [] : stateRows(truth)).filter(({ key }) => known !== undefined || !done.includes(key));
  const rows = together(knownRows, trueRows).flatMap((key) => {
    const pair = { known: knownRows.find((row) => row.key === key), truth: trueRows.find((row) => row.key === key) };
    const row = pair.known ?? pair.truth;
    return row === undefined ? [] : [compared(causes, row, pair)];
  });
  return { known, truth, rows, differing: rows.filter((row) => row.why !== undefined).length };
};
