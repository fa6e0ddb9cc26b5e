import type { ResultCopy, ToldReport } from '../../copies/results.projection.js';
import { reportWords, resultName } from '../../history/state-words.js';
import { date, instant } from '../../words.js';

/** One report of a result, as a link to the moment at which it was the newest. */
export interface VersionLink {
  readonly words: string;
  readonly recorded: string;
  readonly at: string;
  readonly current: boolean;
}
/** A result as it stood at a moment. */
export interface ShownVersion {
  readonly name: string;
  readonly words: string;
  readonly asOf: string;
  readonly sampledOn: string;
  readonly laboratory: string;
  readonly statusAt: string;
  readonly recorded: string;
  readonly receipt: number;
  readonly notes: readonly string[];
  readonly versions: readonly VersionLink[];
  /** Is it still so? */
  readonly overtaken: boolean;
}

const linkTo = (told: ToldReport, shown: ToldReport): VersionLink => ({
  words: reportWords(told.report),
  recorded: instant(told.recordedAt, 'second'),
  at: told.recordedAt,
  current: told === shown,
});

/** The report that stood at an instant, and the others beside it; `undefined` before the first. */
export const versionModel = (copy: ResultCopy, at: string): ShownVersion | undefined => {
  const shown = copy.reports.findLast((told) => told.recordedAt <= at);
  if (shown === undefined) return undefined;
  const { report, recordedAt } = shown;
  return {
    name: resultName(report),
    words: reportWords(report),
    asOf: instant(at, 'second'),
    sampledOn: report.sampledAt === undefined ? date(report.sampledOn) : instant(report.sampledAt),
    laboratory: report.laboratory,
    statusAt: instant(report.statusAt),
    recorded: instant(recordedAt, 'second'),
    receipt: report.receipt,
    notes: report.notes,
    versions: copy.reports.map((told) => linkTo(told, shown)),
    overtaken: shown !== copy.reports.at(-1),
  };
};
