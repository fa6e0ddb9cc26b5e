import { parseOdsCode } from '@rms/nhs';
import type { Feed } from '../feed.js';

/** What is wrong with one field of an agreement, for whoever typed it. */
export interface AgreementProblem {
  readonly field: 'name' | 'sends' | 'facilities' | 'trusts' | 'zone' | 'processingIds' | 'codes';
  readonly rule: string;
  readonly sentence: string;
}
const problem = (field: AgreementProblem['field'], rule: string, sentence: string): AgreementProblem => ({ field, rule, sentence });

const limits = { name: 100, sends: 200, facility: 50, facilities: 50, trusts: 50, code: 100, codes: 2000 } as const;
const twice = (words: readonly string[]): string | undefined => words.find((word, index) => words.indexOf(word) !== index);

const isZone = (zone: string): boolean => {
  try {
    return (
      new Intl.DateTimeFormat('en-GB', { timeZone: zone }).resolvedOptions().timeZone !== '' && /^[A-Za-z]+(\/[\w+-]+)+$|^UTC$/.test(zone)
    );
  } catch {
    return false;
  }
};

const inText = (field: 'name' | 'sends', what: string, text: string): readonly AgreementProblem[] => {
  if (text.trim() === '') return [problem(field, 'missing', `Enter ${what}`)];
  const most = limits[field];
  return text.length > most ? [problem(field, 'too-long', `Enter ${what} in ${String(most)} characters or fewer`)] : [];
};

const inFacilities = ({ feed, facilities, anyFacility }: Feed, others: readonly Feed[]): readonly AgreementProblem[] => {
  if (facilities.length === 0)
    return anyFacility
      ? []
      : [problem('facilities', 'missing', 'Enter at least one sending facility, as it stands in MSH-4 of its messages')];
  if (facilities.length > limits.facilities)
    return [problem('facilities', 'too-many', `Enter ${String(limits.facilities)} sending facilities or fewer`)];
  const malformed = facilities.find((name) => name.length > limits.facility || !/^[^\s^~&|\\]([^^~&|\\]*[^\s^~&|\\])?$/.test(name));
  if (malformed !== undefined)
    return [
      problem(
        'facilities',
        'malformed',
        `“${malformed}” cannot stand in MSH-4: it has a delimiter in it, is too long, or begins or ends with a space`,
      ),
    ];
  const doubled = twice(facilities);
  if (doubled !== undefined) return [problem('facilities', 'twice', `“${doubled}” is named twice`)];
  const taken = facilities.find((name) => others.some((other) => other.feed !== feed && other.facilities.includes(name)));
  // A message of one facility cannot be two feeds' at once: which agreement held for it would be chance.
  return taken === undefined ? [] : [problem('facilities', 'of-another-feed', `“${taken}” is a sending facility of another feed already`)];
};

const inTrusts = ({ trusts }: Feed): readonly AgreementProblem[] => {
  if (trusts.length === 0) return [problem('trusts', 'missing', 'Enter at least one trust that the feed may report to')];
  if (trusts.length > limits.trusts) return [problem('trusts', 'too-many', `Enter ${String(limits.trusts)} trusts or fewer`)];
  const malformed = trusts.find((ods) => parseOdsCode(ods) !== ods);
  if (malformed !== undefined) return [problem('trusts', 'malformed', `“${malformed}” is no ODS code: 3 to 10 capital letters and digits`)];
  const doubled = twice(trusts);
  return doubled === undefined ? [] : [problem('trusts', 'twice', `${doubled} is named twice`)];
};

const nameOfCode = ({ code, system }: Feed['codes'][number]): string => (system === undefined ? code : `${code} (${system})`);
const inCodes = ({ codes }: Feed): readonly AgreementProblem[] => {
  if (codes.length > limits.codes) return [problem('codes', 'too-many', `Enter ${limits.codes.toLocaleString('en-GB')} codes or fewer`)];
  const malformed = codes.find(({ code }) => code.trim() === '' || code.length > limits.code);
  if (malformed !== undefined)
    return [problem('codes', 'malformed', `“${malformed.code}” is no code: it is empty or longer than 100 characters`)];
  // A code without a system is that code in every system: beside it another meaning would hold or not by its place in the list.
  const everywhere = codes.filter(({ system }) => system === undefined).map(({ code }) => code);
  const doubled = twice(codes.map(nameOfCode)) ?? codes.find(({ code, system }) => system !== undefined && everywhere.includes(code))?.code;
  return doubled === undefined ? [] : [problem('codes', 'twice', `The code ${doubled} is named twice, and may mean one thing only`)];
};

/** What is wrong with an agreement beside all others, field by field. Nothing: it can be recorded. */
export const problemsInAgreement = (feed: Feed, others: readonly Feed[]): readonly AgreementProblem[] => [
  ...inText('name', 'the name of the feed', feed.name),
  ...inText('sends', 'what it sends', feed.sends),
  ...inFacilities(feed, others),
  ...inTrusts(feed),
  ...(isZone(feed.zone)
    ? []
    : [problem('zone', 'not-known', `“${feed.zone}” is no time zone that is known. Enter one such as Europe/London`)]),
  ...(feed.processingIds.length === 0 ? [problem('processingIds', 'missing', 'Choose which messages are taken: P, T or D')] : []),
  ...inCodes(feed),
];
