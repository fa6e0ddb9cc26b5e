import type { ReadingName } from './vocabulary.js';

interface Meaning {
  /** The patient and the GP are told; no clinician need look. */
  readonly reassuring: boolean;
  /** The planned test was done: what it says could be read. */
  readonly done: boolean;
  /** A clinician must look. */
  readonly asks: boolean;
}

const meanings: Readonly<Record<ReadingName, Meaning>> = {
  'under-limit': { reassuring: true, done: true, asks: false },
  'unconfirmed-rise': { reassuring: false, done: true, asks: true },
  'biochemical-recurrence-suspected': { reassuring: false, done: true, asks: true },
  'no-nadir-yet': { reassuring: false, done: true, asks: true },
  'report-reassuring': { reassuring: true, done: true, asks: false },
  'report-needs-action': { reassuring: false, done: true, asks: true },
  'cannot-be-interpreted': { reassuring: false, done: false, asks: true },
  'shown-only': { reassuring: false, done: false, asks: false },
};

/** Is this a reading that today’s code knows? What it says of any other can only be asked of a clinician. */
export const isKnownReading = (name: string): name is ReadingName => Object.hasOwn(meanings, name);
/** Is a result read like this good news, of which patient and GP are told without a clinician having looked? */
export const isReassuring = (reading: ReadingName): boolean => meanings[reading].reassuring;
/** Does a result read like this show that the planned test was done? */
export const countsAsDone = (reading: ReadingName): boolean => meanings[reading].done;
/** Must a clinician look at a result read like this? */
export const asksAClinician = (reading: ReadingName): boolean => meanings[reading].asks;
