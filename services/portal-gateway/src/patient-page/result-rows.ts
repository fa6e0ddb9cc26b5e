import type { ReadingName, Report } from '@rms/contracts';
import { compareWithLimit, differenceFrom, parseCivilDate, sameUnit, type CivilDate, type Quantity, present } from '@rms/nhs';
import { isLimitRule, shownOf, unitOf, type Rule } from '@rms/protocols';
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

const comparedWords = (quantity: Quantity, limit: number): string => {
  switch (compareWithLimit(quantity, limit)) {
    case 'cannot-tell':
      return 'Either side of the limit';
    case 'at-or-above':
      return overWords(quantity, limit);
    default:
      return quantity.comparator === undefined ? 'Under limit' : 'Not measurable';
  }
};
const againstWords = (quantity: Quantity | undefined, report: Report, limit: number | undefined): string => {
  if (report.status === 'preliminary') return 'Preliminary, not read';
  if (quantity === undefined) return 'Cannot be read as a number';
  return limit === undefined ? 'No limit yet' : comparedWords(quantity, limit);
};
const isOver = (quantity: Quantity | undefined, report: Report, limit: number | undefined): boolean =>
  quantity !== undefined && limit !== undefined && report.status !== 'preliminary' && compareWithLimit(quantity, limit) === 'at-or-above';

const readAs: Readonly<Partial<Record<ReadingName, string>>> = {
  'report-reassuring': 'Reassuring',
  'report-needs-action': 'Asks for action',
  'cannot-be-interpreted': 'Cannot be interpreted',
  'shown-only': 'Preliminary, not read',
};
const isTooLowToMeasure = (quantity: Quantity | undefined): boolean => quantity?.comparator === '<' || quantity?.comparator === '<=';

const shownNumber = ({ value }: Report): string => shownOf(value) || 'no value';

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

const shownAgainst = (report: Report, unit: string): string => {
  const own = unitOf(report.value);
  return report.value.kind === 'coded' || sameUnit(own, unit) ? shownNumber(report) : `${shownNumber(report)} ${own || '(no unit)'}`;
};

/** What every row of a test says, whatever was tested. */
type Plain = Omit<ResultRow, 'shown' | 'against' | 'over' | 'censored' | 'plotted'>;
const plainRow = (copy: ResultCopy): { readonly report: Report; readonly plain: Plain } | undefined => {
  const latest = copy.reports.at(-1);
  const sampledOn = parseCivilDate(latest?.report.sampledOn ?? '');
  if (latest === undefined || sampledOn === undefined || !taken(latest.report)) return undefined;
  const { report, recordedAt } = latest;
  const { laboratory, status } = report;
  const said = { result: copy._id, sampledOn, taken: date(sampledOn), laboratory, receivedAt: recordedAt, status };
  return { report, plain: { ...said, note: noteOf(copy, report) } };
};

const measuredRow = (copy: ResultCopy, followUp: FollowUpCopy, unit: string): ResultRow | undefined => {
  const row = plainRow(copy);
  if (row === undefined) return undefined;
  const { report, plain } = row;
  const limit = (followUp.readings[copy._id]?.limit ?? followUp.limit)?.value;
  const quantity = sameUnit(unitOf(report.value), unit) ? quantityOf(report) : undefined;
  return {
    ...plain,
    shown: shownAgainst(report, unit),
    against: againstWords(quantity, report, limit),
    over: isOver(quantity, report, limit),
    censored: isTooLowToMeasure(quantity),
    plotted: quantity?.value,
  };
};

const reportedRow = (copy: ResultCopy, followUp: FollowUpCopy): ResultRow | undefined => {
  const row = plainRow(copy);
  if (row === undefined) return undefined;
  const reading = followUp.readings[copy._id]?.reading;
  return {
    ...row.plain,
    shown: shownNumber(row.report),
    against: (reading === undefined ? undefined : readAs[reading]) ?? 'Not read yet',
    over: reading === 'report-needs-action',
    censored: false,
    plotted: undefined,
  };
};

const inOrder = (a: ResultRow, b: ResultRow): number => {
  const [x, y] = a.sampledOn === b.sampledOn ? [a.result, b.result] : [a.sampledOn, b.sampledOn];
  return x < y ? -1 : 1;
};

/**
 * The results that a rule reads, since treatment, oldest first. Withdrawn ones are left to the history. Where the protocol is not
 * known here, those that have been read.
 */
export const resultRows = (copies: readonly ResultCopy[], followUp: FollowUpCopy, rule: Rule | undefined): readonly ResultRow[] =>
  copies
    .filter((copy) =>
      rule === undefined ? followUp.readings[copy._id] !== undefined : copy.reports.at(-1)?.report.analyte === rule.analyte,
    )
    .map((copy) => (rule !== undefined && isLimitRule(rule) ? measuredRow(copy, followUp, rule.unit) : reportedRow(copy, followUp)))
    .filter((row): row is ResultRow => row !== undefined && row.sampledOn > followUp.anchorOn)
    .sort(inOrder);
