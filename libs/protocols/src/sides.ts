import type { Answers } from './answers.js';
import { testsFor } from './answers.js';
import type { Side } from './figures.js';
import type { Protocol } from './protocol.js';

export type OneSide = Exclude<Side, 'both'>;

/** The sides that something covers: both for “both”, none where no side is named. */
export const sidesOf = (side: Side | undefined): readonly OneSide[] => {
  if (side === undefined) return [];
  return side === 'both' ? ['left', 'right'] : [side];
};

export const covers = (all: readonly OneSide[], some: readonly OneSide[]): boolean => some.every((one) => all.includes(one));

/**
 * The sides that are tested in a patient with these answers: none of a breast that has been removed. `undefined` where the test
 * is of no side.
 */
export const sidesTested = (protocol: Pick<Protocol, 'tests'>, answers: Answers, analyte: string): readonly OneSide[] | undefined => {
  const measuring = protocol.tests.filter((test) => test.analyte === analyte);
  if (measuring.every((test) => test.side === undefined)) return undefined;
  return testsFor({ tests: measuring }, answers).flatMap((test) => sidesOf(test.side));
};

const words: Readonly<Record<Side, string>> = { left: 'left', right: 'right', both: 'left and right' };
export const sideWords = (side: Side): string => words[side];
/** A test's name with its side: “Mammogram, left”. */
export const testWords = (test: { readonly name: string; readonly side?: Side | undefined }): string =>
  test.side === undefined ? test.name : `${test.name}, ${sideWords(test.side)}`;
