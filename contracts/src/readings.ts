import type { ReadingName } from './vocabulary.js';

interface Meaning {
  /** The patient and the GP are told; no clinician need look. */
  readonly reassuring: boolean;
  /** The planned test was done: what it says could be read. */
  readonly done: boolean;
  /** A clinician must look. */
  readonly asks: boolean;
  /** It asks because of what it says, and not because nobody could read or compare it. */
  readonly worries: boolean;
}

const meanings: Readonly<Record<ReadingName, Meaning>> = {
  'under-limit': { reassuring: true, done: true, asks: false, worries: false },
  'unconfirmed-rise': { reassuring: false, done: true, asks: true, worries: true },
  'biochemical-recurrence-suspected': { reassuring: false, done: true, asks: true, worries: true },
  'no-nadir-yet': { reassuring: false, done: true, asks: true, worries: false },
  'report-reassuring': { reassuring: true, done: true, asks: false, worries: false },
  'report-needs-action': { reassuring: false, done: true, asks: true, worries: true },
  'cannot-be-interpreted': { reassuring: false, done: false, asks: true, worries: false },
  'shown-only': { reassuring: false, done: false, asks: false, worries: false },
};

/** Is this a reading that today’s code knows? What it says of any other can only be asked of a clinician. */
export const isKnownReading = (name: string): name is ReadingName => Object.hasOwn(meanings, name);
/** Is a result read like this good news, of which patient and GP are told without a clinician having looked? */
export const isReassuring = (reading: ReadingName): boolean => meanings[reading].reassuring;
/** Does a result read like this show that the planned test was done? */
export const countsAsDone = (reading: ReadingName): boolean => meanings[reading].done;
/** Must a clinician look at a result read like this? */
export const asksAClinician = (reading: ReadingName): boolean => meanings[reading].asks;
/** Is a result read like this bad by what it says? Good news of an earlier sample is none beside it. */
export const isWorrying = (reading: ReadingName): boolean => meanings[reading].worries;
