import type { Report } from '@rms/contracts';
import { compareWithLimit, differenceFrom, parseCivilDate, sameUnit, showQuantity, type CivilDate, type Quantity, present } from '@rms/nhs';
import { ruleFor, type Protocol } from '@rms/protocols';
import type { FollowUpCopy } from '../copies/follow-ups.projection.js';
import type { ResultCopy } from '../copies/results.projection.js';
import { date } from '../words.js';

/** One result as table and chart show it. `plotted` is absent where the value must not be drawn as a point of the line. */
export interface ResultRow {
  readonly result: string;
  readonly sampledOn: CivilDate;
  readonly taken: string;
  readonly shown: string;
  readonly against: string;
  readonly over: boolean;
  readonly censored: boolean;
  readonly plotted: number | undefined;
  readonly note: string | undefined;
  readonly laboratory: string;
  readonly receivedAt: string;
  readonly status: Report['status'];
}

const quantityOf = (report: Report): Quantity | undefined => {
  const { value } = report;
  if (value.kind !== 'quantity') return undefined;
  return { value: value.value, decimals: value.decimals, ...present({ comparator: value.comparator }) };
};

const overWords = (quantity: Quantity, limit: number): string => {
  if (quantity.comparator !== undefined) return 'Above limit';
  return quantity.value === limit ? 'At the limit' : `${differenceFrom(quantity, limit)} above limit`;
};

const againstWords = (quantity: Quantity | undefined, report: Report, limit: number): string => {
  if (report.status === 'preliminary') return 'Preliminary, not read';
  if (quantity === undefined) return 'Cannot be read as a number';
  switch (compareWithLimit(quantity, limit)) {
    case 'cannot-tell':
      return 'Either side of the limit';
    case 'at-or-above':
      return overWords(quantity, limit);
    default:
      return quantity.comparator === undefined ? 'Under limit' : 'Not measurable';
  }
};
const isOver = (quantity: Quantity | undefined, report: Report, limit: number): boolean =>
  quantity !== undefined && report.status !== 'preliminary' && compareWithLimit(quantity, limit) === 'at-or-above';
const isTooLowToMeasure = (quantity: Quantity | undefined): boolean => quantity?.comparator === '<' || quantity?.comparator === '<=';

const shownNumber = (report: Report): string => {
  const quantity = quantityOf(report);
  return quantity === undefined ? report.value.raw || 'no value' : showQuantity(quantity);
};

// "Corrected, was 0.11": what the value was is never replaced in silence.
const noteOf = (copy: ResultCopy, report: Report): string | undefined => {
  const before = copy.reports
    .slice(0, -1)
    .map((told) => shownNumber(told.report))
    .filter((shown) => shown !== shownNumber(report));
  const corrected = before.length > 0 ? `Corrected, was ${before.at(-1) ?? ''}` : undefined;
  return corrected ?? (report.status === 'preliminary' ? 'Preliminary' : undefined);
};

const taken = (report: Report): boolean => ['final', 'corrected', 'preliminary'].includes(report.status);

const shownAgainst = (report: Report, unit: string): string =>
  sameUnit(report.value.unit, unit) ? shownNumber(report) : `${shownNumber(report)} ${report.value.unit || '(no unit)'}`;

interface Limits {
  readonly unit: string;
  /** The limit that was in force for a result, by its id. */
  readonly limitOf: (result: string) => number;
}

const rowOf = (copy: ResultCopy, { unit, limitOf }: Limits): ResultRow | undefined => {
  const latest = copy.reports.at(-1);
  const sampledOn = parseCivilDate(latest?.report.sampledOn ?? '');
  if (latest === undefined || sampledOn === undefined || !taken(latest.report)) return undefined;
  const { report, recordedAt } = latest;
  const limit = limitOf(copy._id);
  const quantity = sameUnit(report.value.unit, unit) ? quantityOf(report) : undefined;
  return {
    result: copy._id,
    sampledOn,
    taken: date(sampledOn),
    shown: shownAgainst(report, unit),
    against: againstWords(quantity, report, limit),
    over: isOver(quantity, report, limit),
    censored: isTooLowToMeasure(quantity),
    plotted: quantity?.value,
    note: noteOf(copy, report),
    laboratory: report.laboratory,
    receivedAt: recordedAt,
    status: report.status,
  };
};

const inOrder = (a: ResultRow, b: ResultRow): number => {
  const [x, y] = a.sampledOn === b.sampledOn ? [a.result, b.result] : [a.sampledOn, b.sampledOn];
  return x < y ? -1 : 1;
};

/** The results of one analyte since treatment, oldest first. Withdrawn ones are left to the history. */
export const resultRows = (copies: readonly ResultCopy[], followUp: FollowUpCopy, protocol: Protocol | undefined): readonly ResultRow[] => {
  const rule = protocol === undefined ? undefined : ruleFor(protocol, protocol.tests[0]?.analyte ?? '');
  const analyte = rule?.analyte ?? 'psa';
  const limits: Limits = {
    unit: followUp.limit.unit,
    limitOf: (result) => followUp.readings[result]?.limit.value ?? followUp.limit.value,
  };
  return copies
    .filter((copy) => copy.reports.at(-1)?.report.analyte === analyte)
    .map((copy) => rowOf(copy, limits))
    .filter((row): row is ResultRow => row !== undefined && row.sampledOn > followUp.anchorOn)
    .sort(inOrder);
};
