import { present, type CivilDate } from '@rms/nhs';
import type { Answers } from './answers.js';
import { readByCodedReport } from './coded-report.js';
import { readByConfirmedLimit } from './confirmed-limit.js';
import { readByNadirPlus } from './nadir-plus.js';
import type { Protocol } from './protocol.js';
import type { LimitInForce, Reading, ReadingContext, SeriesResult } from './reading.js';
import { sidesTested } from './sides.js';

const inOrder = (a: SeriesResult, b: SeriesResult): number =>
  a.sampledOn === b.sampledOn ? (a.result < b.result ? -1 : 1) : a.sampledOn < b.sampledOn ? -1 : 1;

/**
 * Reads a patient's results of one analyte since treatment by one rule: each by what was in force on the day of its sample, and in
 * the light of the earlier samples. A pure function of the set, so the order of arrival cannot matter. What is not certainly what
 * the rule reads is never guessed at: a person reads it.
 */
export const readSeries = (context: ReadingContext, results: readonly SeriesResult[]): readonly Reading[] => {
  const sorted = [...results].sort(inOrder);
  const { rule } = context;
  switch (rule.kind) {
    case 'confirmed-limit':
      return readByConfirmedLimit({ ...context, rule }, sorted);
    case 'nadir-plus':
      return readByNadirPlus({ ...context, rule }, sorted);
    case 'coded-report':
      return readByCodedReport({ ...context, rule }, sorted);
    default:
      return rule satisfies never;
  }
};

/** What a follow-up was started with, as far as a reading depends on it. */
export interface ReadingTerms {
  readonly anchorOn: CivilDate;
  readonly answers?: Answers | undefined;
  readonly personal?: LimitInForce | undefined;
}

/** Reads everything on record of a patient by the rules of a protocol. Results of no analyte of the protocol are left out. */
export const readResults = (
  protocol: Protocol,
  { anchorOn, answers = {}, personal }: ReadingTerms,
  results: readonly (SeriesResult & { readonly analyte: string })[],
): readonly Reading[] =>
  protocol.rules.flatMap((rule) =>
    readSeries(
      {
        rule,
        anchorOn,
        protocolTitle: protocol.title,
        protocolVersion: protocol.version,
        sides: sidesTested(protocol, answers, rule.analyte),
        ...present({ personal }),
      },
      results.filter((result) => result.analyte === rule.analyte),
    ),
  );
