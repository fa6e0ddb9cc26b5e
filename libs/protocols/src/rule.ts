import {
  addDays,
  compareWithLimit,
  differenceFrom,
  sameUnit,
  showDate,
  showQuantity,
  type CivilDate,
  type Quantity,
  present,
} from '@rms/nhs';
import type { ConfirmedLimitRule } from './protocol.js';

export type ReadingName = 'under-limit' | 'unconfirmed-rise' | 'biochemical-recurrence-suspected' | 'cannot-be-interpreted' | 'shown-only';

/** A limit in force for a patient. A personal one may end; from the day after, the protocol's is in force again. */
export interface LimitInForce {
  readonly value: number;
  readonly unit: string;
  readonly source: 'protocol' | 'personal';
  readonly untilOn?: string | undefined;
}

/** A result as a rule sees it. */
export interface SeriesResult {
  readonly result: string;
  readonly sampledOn: CivilDate;
  readonly status: 'final' | 'corrected' | 'preliminary';
  readonly value:
    | ({ readonly kind: 'quantity'; readonly unit: string; readonly raw: string } & Omit<Quantity, 'comparator'> & {
          readonly comparator?: Quantity['comparator'] | undefined;
        })
    | { readonly kind: 'not-a-number'; readonly unit: string; readonly raw: string };
}

export interface Reading {
  readonly result: string;
  readonly reading: ReadingName;
  readonly limit: LimitInForce;
  readonly sentence: string;
  /** What a clinician is asked for; absent when nobody needs to look. */
  readonly asks?: { readonly seriousness: number; readonly reviewWithinWorkingDays: number; readonly repeatBy?: CivilDate };
}

export interface ReadingContext {
  readonly rule: ConfirmedLimitRule;
  /** The patient's own limit, if one was agreed. */
  readonly personal?: LimitInForce;
  readonly protocolTitle: string;
  readonly protocolVersion: number;
}

const limitOn = ({ rule, personal }: ReadingContext, on: CivilDate): LimitInForce =>
  personal !== undefined && (personal.untilOn === undefined || on <= personal.untilOn)
    ? personal
    : { value: rule.limit, unit: rule.unit, source: 'protocol' };

const limitWords = (limit: LimitInForce): string =>
  `the ${limit.source === 'personal' ? 'personal ' : ''}limit of ${limit.value.toFixed(Math.max(2, String(limit.value).split('.')[1]?.length ?? 0))} ${limit.unit}`;
const valueWords = (result: SeriesResult): string =>
  result.value.kind === 'quantity' ? showQuantity(quantityOf(result.value)) : `“${result.value.raw}”`;
const quantityOf = (value: Extract<SeriesResult['value'], { readonly kind: 'quantity' }>): Quantity => ({
  value: value.value,
  decimals: value.decimals,
  ...present({ comparator: value.comparator }),
});
const cite = ({ rule, protocolTitle, protocolVersion }: ReadingContext): string =>
  `Rule: ${rule.name}. Protocol: ${protocolTitle}, version ${String(protocolVersion)}. Source: ${rule.source.from}.`;

type Against = { readonly kind: 'under' | 'at-or-above' } | { readonly kind: 'unreadable'; readonly why: string };

const against = (result: SeriesResult, limit: LimitInForce): Against => {
  const { value } = result;
  if (value.kind === 'not-a-number')
    return { kind: 'unreadable', why: value.raw.trim() === '' ? 'the laboratory sent no value' : 'it is not a number' };
  if (!sameUnit(value.unit, limit.unit))
    return {
      kind: 'unreadable',
      why: value.unit.trim() === '' ? 'the laboratory sent no unit' : `its unit “${value.unit}” is not ${limit.unit}`,
    };
  if (value.value < 0) return { kind: 'unreadable', why: 'no value can be below zero' };
  const compared = compareWithLimit(quantityOf(value), limit.value);
  if (compared === 'cannot-tell')
    return { kind: 'unreadable', why: `“${showQuantity(quantityOf(value))}” can be on either side of the limit` };
  return { kind: compared };
};

const unreadable = (
  result: SeriesResult,
  context: ReadingContext,
  told: { readonly why: string; readonly limit: LimitInForce },
): Reading => {
  const { rule } = context;
  const { repeatWithinWeeks, ...asks } = rule.unreadable;
  const unit = result.value.kind === 'quantity' && result.value.unit !== '' ? ` ${result.value.unit}` : '';
  return {
    result: result.result,
    reading: 'cannot-be-interpreted',
    limit: told.limit,
    sentence: `${rule.shortName} ${valueWords(result)}${unit} on ${showDate(result.sampledOn)} cannot be interpreted: ${told.why}. It was not compared with ${limitWords(told.limit)}. ${cite(context)}`,
    asks: { ...asks, repeatBy: addDays(result.sampledOn, repeatWithinWeeks * 7) },
  };
};

const over = (
  result: SeriesResult,
  context: ReadingContext,
  told: { readonly earlier: SeriesResult | undefined; readonly limit: LimitInForce },
): Reading => {
  const { rule } = context;
  const { earlier, limit } = told;
  const here = `${rule.shortName} ${valueWords(result)} ${rule.unit} on ${showDate(result.sampledOn)} is at or above ${limitWords(limit)}`;
  if (earlier === undefined) {
    const { repeatWithinWeeks, ...asks } = rule.first;
    return {
      result: result.result,
      reading: 'unconfirmed-rise',
      limit,
      sentence: `${here}, for the first time since treatment. One value does not confirm a recurrence: the rule asks for a repeat. ${cite(context)}`,
      asks: { ...asks, repeatBy: addDays(result.sampledOn, repeatWithinWeeks * 7) },
    };
  }
  return {
    result: result.result,
    reading: 'biochemical-recurrence-suspected',
    limit,
    sentence: `${here}, and so was ${valueWords(earlier)} ${rule.unit} on ${showDate(earlier.sampledOn)}. Two results meet the rule for suspected recurrence. ${cite(context)}`,
    asks: rule.confirmed,
  };
};

const underLimit = (result: SeriesResult, context: ReadingContext, limit: LimitInForce): Reading => {
  const difference =
    result.value.kind === 'quantity' && result.value.comparator === undefined
      ? `, ${differenceFrom(quantityOf(result.value), limit.value)} below it`
      : '';
  return {
    result: result.result,
    reading: 'under-limit',
    limit,
    sentence: `${context.rule.shortName} ${valueWords(result)} ${context.rule.unit} on ${showDate(result.sampledOn)} is under ${limitWords(limit)}${difference}. ${cite(context)}`,
  };
};

const shownOnly = (result: SeriesResult, context: ReadingContext, limit: LimitInForce): Reading => ({
  result: result.result,
  reading: 'shown-only',
  limit,
  sentence: `${context.rule.shortName} ${valueWords(result)} on ${showDate(result.sampledOn)} is preliminary. It is shown and not read until the laboratory sends the final result.`,
});

const inOrder = (a: SeriesResult, b: SeriesResult): number =>
  a.sampledOn === b.sampledOn ? (a.result < b.result ? -1 : 1) : a.sampledOn < b.sampledOn ? -1 : 1;

/**
 * Reads a patient's results of one analyte since treatment: each against the limit in force on the day of its sample, and
 * against the earlier samples. A pure function of the set, so the order of arrival cannot matter. A value that is not
 * certainly a number in the right unit is never compared: a person reads it.
 */
export const readSeries = (context: ReadingContext, results: readonly SeriesResult[]): readonly Reading[] => {
  const reached: SeriesResult[] = [];
  return [...results].sort(inOrder).map((result) => {
    const limit = limitOn(context, result.sampledOn);
    if (result.status === 'preliminary') return shownOnly(result, context, limit);
    const compared = against(result, limit);
    if (compared.kind === 'unreadable') return unreadable(result, context, { why: compared.why, limit });
    if (compared.kind === 'under') return underLimit(result, context, limit);
    // Two reports of one day can be one sample: only a later sample confirms.
    const reading = over(result, context, { earlier: reached.findLast((other) => other.sampledOn < result.sampledOn), limit });
    reached.push(result);
    return reading;
  });
};
