import type { Report, ResultStatus } from '@rms/contracts';
import type { Version } from '../result/result.aggregate.js';

/** A result on record under an order number and a code of its laboratory, through all its reports. */
export interface KnownResult {
  readonly id: string;
  readonly versions: readonly Version[];
}
/** What a report says that tells which of them it is about. */
export type Telling = Pick<Report, 'status' | 'statusAt' | 'sampledOn' | 'sampledAt'>;
export type Which = { readonly kind: 'known'; readonly id: string } | { readonly kind: 'another' } | { readonly kind: 'unclear' };

const sampledOf = ({ sampledAt, sampledOn }: Pick<Report, 'sampledAt' | 'sampledOn'>): string => sampledAt ?? sampledOn;
// These speak of a result that the laboratory has reported before.
const speaksOfAnEarlierOne: readonly ResultStatus[] = ['corrected', 'withdrawn', 'deleted'];
const isAnAmendment = ({ status }: Pick<Report, 'status'>): boolean => speaksOfAnEarlierOne.includes(status);

// Its correction came before it: what was corrected is still to come, and may be this report.
const waitsForItsFirstReport = ({ versions }: KnownResult, { statusAt }: Telling): boolean =>
  versions.every(({ report }) => isAnAmendment(report) && report.statusAt > statusAt);

/**
 * Which result a report is about. A sample time that was reported before tells. A laboratory that corrects the sample time itself
 * means the one result it has reported under that order and code; where it has reported several, nobody can know which. Anything else
 * of another time is another sample: some laboratories keep one order number for a series.
 */
export const whichResult = (known: readonly KnownResult[], told: Telling): Which => {
  const same = known.find(({ versions }) => versions.some(({ report }) => sampledOf(report) === sampledOf(told)));
  if (same !== undefined) return { kind: 'known', id: same.id };
  const [first, ...others] = known;
  if (first === undefined) return { kind: 'another' };
  if (!isAnAmendment(told)) return known.some((one) => waitsForItsFirstReport(one, told)) ? { kind: 'unclear' } : { kind: 'another' };
  return others.length === 0 ? { kind: 'known', id: first.id } : { kind: 'unclear' };
};
