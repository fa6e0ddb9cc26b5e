import type { Limit } from '@rms/contracts';
import { isLimitRule, type CodedReportRule, type NadirPlusRule, type Rule } from '@rms/protocols';
import type { FollowUpCopy } from '../copies/follow-ups.projection.js';
import { capital, date } from '../words.js';
import type { ResultRow } from './result-rows.js';

const figure = (value: number): string => value.toFixed(2);

/** The limit in force for a patient now: the one that counts from the start, or the one counted for the newest result. */
export const limitNow = (followUp: FollowUpCopy, rule: Rule | undefined, rows: readonly ResultRow[]): Limit | undefined => {
  if (rule !== undefined && !isLimitRule(rule)) return undefined;
  if (rule?.kind !== 'nadir-plus') return followUp.limit;
  const counted = rows.map((row) => followUp.readings[row.result]?.limit).filter((limit) => limit !== undefined);
  return counted.at(-1) ?? followUp.limit;
};

const personalWords = (limit: Limit, whose: string): string => {
  const until = limit.untilOn === undefined ? '' : `, until ${date(limit.untilOn)}`;
  return `${capital(whose)} own limit is ${figure(limit.value)} ${limit.unit}, agreed by ${limit.agreedBy ?? 'nobody named'}${until}: ${limit.because ?? ''}.`;
};

const confirmedWords = ({ limit, protocolLimit }: FollowUpCopy, whose: string): string => {
  if (limit === undefined) return '';
  if (limit.source === 'protocol') return `${capital(whose)} limit is the protocol’s: ${figure(limit.value)} ${limit.unit}.`;
  return `${personalWords(limit, whose)}${protocolLimit === undefined ? '' : ` The protocol’s is ${figure(protocolLimit.value)}.`}`;
};

/** “0.40 ng/mL on 1 July 2024, plus 2.00”. */
export const nadirWords = ({ nadir, unit }: Limit): string => {
  if (nadir === undefined) return '';
  const counted = nadir.shown.startsWith('<') ? ' (too low to measure, counted as 0)' : '';
  return `${nadir.shown} ${unit} on ${date(nadir.on)}${counted}, plus ${figure(nadir.plus)}`;
};
const countedWords = (rule: NadirPlusRule, limit: Limit | undefined, whose: string): string => {
  const rise = `the lowest value since treatment plus ${figure(rule.rise)} ${rule.unit}`;
  if (limit === undefined) return `There is no limit yet: it is counted from results, as ${rise}.`;
  if (limit.source === 'personal') return `${personalWords(limit, whose)} The protocol’s is ${rise}.`;
  return `${capital(whose)} limit is ${figure(limit.value)} ${limit.unit}: the lowest value since treatment, ${nadirWords(limit)}.`;
};

const codes = (meanings: readonly { readonly code: string; readonly says: string }[]): string =>
  meanings.map(({ code, says }) => `${code} (${says})`).join(', ');
const codedWords = (rule: CodedReportRule): string =>
  `Read by its code alone. Reassuring: ${codes(rule.reassuring)}. Asks for action: ${codes(rule.needsAction)}. Anything else goes to a clinician.`;

/** What the results of a patient are held against, in words. */
export const limitWords = (
  followUp: FollowUpCopy,
  rule: Rule | undefined,
  told: { readonly rows: readonly ResultRow[]; readonly whose: string },
): string => {
  switch (rule?.kind) {
    case 'nadir-plus':
      return countedWords(rule, limitNow(followUp, rule, told.rows), told.whose);
    case 'coded-report':
      return codedWords(rule);
    default:
      return confirmedWords(followUp, told.whose);
  }
};
