import type { PersonIdentifier, Segment } from '@rms/hl7/pure';
import { normaliseName, normalisePostcode, parseNhsNumber, type CivilDate } from '@rms/nhs';
import { dateFrom } from './times.reading.js';

/** Assigning authority under which NHS numbers are kept among a person's identifiers. */
export const nhsAuthority = 'NHS';

/** A number somebody goes by, and who gave it. */
export interface Identifier {
  readonly authority: string;
  readonly id: string;
}

/** What a message says of who it is about, for telling people apart. Absent means the message does not say. */
export interface Likeness {
  readonly family?: string;
  readonly given?: string;
  readonly bornOn?: string;
  readonly sex?: string;
  readonly postcode?: string;
}

export interface IdentifierProblem {
  readonly rule: 'nhs-number-not-ten-digits' | 'nhs-number-check-digit-wrong' | 'nhs-number-one-repeated-digit';
  readonly sentence: string;
}

const why: Readonly<Record<IdentifierProblem['rule'], string>> = {
  'nhs-number-not-ten-digits': 'The NHS number in PID-3 is not ten digits.',
  'nhs-number-check-digit-wrong': 'The NHS number in PID-3 fails its check digit.',
  'nhs-number-one-repeated-digit': 'The NHS number in PID-3 is one repeated digit, a dummy.',
};

/**
 * The identifiers of a message that can be used, and what is wrong with those that cannot. A local number belongs to the
 * authority named with it, or to the feed when none is named, so that two hospitals' "12345" are never one person.
 */
export const usableIdentifiers = (
  sent: readonly PersonIdentifier[],
  feed: string,
): { readonly identifiers: readonly Identifier[]; readonly problems: readonly IdentifierProblem[] } => {
  const identifiers: Identifier[] = [];
  const problems: IdentifierProblem[] = [];
  for (const one of sent) {
    if (!one.isNhsNumber) {
      if (one.id !== '') identifiers.push({ authority: one.authority === '' ? `feed ${feed}` : one.authority, id: one.id });
      continue;
    }
    const parsed = parseNhsNumber(one.id);
    if (parsed.ok) identifiers.push({ authority: nhsAuthority, id: parsed.value });
    else {
      const rule = `nhs-number-${parsed.rule}` as const;
      problems.push({ rule, sentence: why[rule] });
    }
  }
  const unique = new Map(identifiers.map((one) => [`${one.authority}|${one.id}`, one]));
  return { identifiers: [...unique.values()], problems };
};

const sexes: Readonly<Record<string, 'male' | 'female' | 'other' | 'unknown'>> = {
  M: 'male',
  F: 'female',
  O: 'other',
  A: 'other',
  U: 'unknown',
  1: 'male',
  2: 'female',
  9: 'other',
  0: 'unknown',
};
export const sexFrom = (code: string): 'male' | 'female' | 'other' | 'unknown' | undefined =>
  code === '' ? undefined : (sexes[code] ?? 'unknown');

const said = <Name extends keyof Likeness>(name: Name, value: string | undefined): Partial<Record<Name, string>> =>
  value === undefined || value === '' ? {} : ({ [name]: value } as Record<Name, string>);

/** What PID says of a person's likeness. */
export const likenessOf = (pid: Segment): Likeness => {
  const born: CivilDate | undefined = dateFrom(pid.text(7));
  const sex = sexFrom(pid.code(8));
  return {
    ...said('family', pid.text(5, 1)),
    ...said('given', pid.text(5, 2)),
    ...said('bornOn', born),
    ...said('sex', sex === 'unknown' ? undefined : sex),
    ...said('postcode', pid.text(11, 5)),
  };
};

const sameText = (a: string | undefined, b: string | undefined, normalise: (text: string) => string): boolean =>
  a !== undefined && b !== undefined && normalise(a) !== '' && normalise(a) === normalise(b);
const sameName = (a: Likeness, b: Likeness): boolean =>
  sameText(a.family, b.family, normaliseName) &&
  (a.given === undefined || b.given === undefined || normaliseName(a.given).startsWith(normaliseName(b.given).slice(0, 1)));

/** On how many of name, date of birth, sex and postcode two likenesses agree. What one of them does not say is no agreement. */
export const agreements = (a: Likeness, b: Likeness): number =>
  [
    sameName(a, b),
    a.bornOn !== undefined && a.bornOn === b.bornOn,
    a.sex !== undefined && a.sex === b.sex,
    sameText(a.postcode, b.postcode, normalisePostcode),
  ].filter(Boolean).length;

/**
 * A valid number is not identity: a wrong number with the right check digit has been carried through a whole hospital stay. Two of
 * name, date of birth, sex and postcode must agree as well (INV-11).
 */
export const isSamePerson = (a: Likeness, b: Likeness): boolean => agreements(a, b) >= 2;
