import {
  addDays,
  compareWithLimit,
  differenceFrom,
  present,
  sameUnit,
  showDate,
  showQuantity,
  type CivilDate,
  type Quantity,
} from '@rms/nhs';
import { cite, type LimitInForce, type Reading, type ReadingContext, type SeriesResult } from './reading.js';
import type { LimitRule } from './rule-kinds.js';

export type LimitContext = ReadingContext<LimitRule>;

/** A figure as limits are written: two decimals, or as many as it has. */
export const figure = (value: number): string => value.toFixed(Math.max(2, String(value).split('.')[1]?.length ?? 0));
export const limitWords = (limit: LimitInForce): string =>
  `the ${limit.source === 'personal' ? 'personal ' : ''}limit of ${figure(limit.value)} ${limit.unit}`;

export const quantityOf = ({ value }: SeriesResult): Quantity | undefined =>
  value.kind === 'quantity' ? { value: value.value, decimals: value.decimals, ...present({ comparator: value.comparator }) } : undefined;
export const valueWords = (result: SeriesResult): string => {
  const quantity = quantityOf(result);
  return quantity === undefined ? `“${result.value.raw}”` : showQuantity(quantity);
};
/** “PSA 0.27 ng/mL on 2 March 2026”. */
export const resultWords = (result: SeriesResult, { rule }: LimitContext): string =>
  `${rule.shortName} ${valueWords(result)} ${rule.unit} on ${showDate(result.sampledOn)}`;

/** The patient's own limit where it is in force on a day. */
export const personalOn = ({ personal }: LimitContext, on: CivilDate): LimitInForce | undefined =>
  personal !== undefined && (personal.untilOn === undefined || on <= personal.untilOn) ? personal : undefined;

export type Against =
  { readonly kind: 'under' | 'at-or-above'; readonly quantity: Quantity } | { readonly kind: 'unreadable'; readonly why: string };
const unreadableAs = (why: string): Against => ({ kind: 'unreadable', why });

const whyNoNumber = ({ value }: SeriesResult): string => {
  if (value.kind === 'coded') return 'it is a code and not a number';
  return value.raw.trim() === '' ? 'the laboratory sent no value' : 'it is not a number';
};
const whyOtherUnit = (unit: string, ours: string): string =>
  unit.trim() === '' ? 'the laboratory sent no unit' : `its unit “${unit}” is not ${ours}`;

/** A value held against a limit: never where it is not certainly a number in the right unit. */
export const against = (result: SeriesResult, limit: Pick<LimitInForce, 'value' | 'unit'>): Against => {
  const quantity = quantityOf(result);
  if (quantity === undefined || result.value.kind !== 'quantity') return unreadableAs(whyNoNumber(result));
  if (!sameUnit(result.value.unit, limit.unit)) return unreadableAs(whyOtherUnit(result.value.unit, limit.unit));
  if (quantity.value < 0) return unreadableAs('no value can be below zero');
  const compared = compareWithLimit(quantity, limit.value);
  return compared === 'cannot-tell'
    ? unreadableAs(`“${showQuantity(quantity)}” can be on either side of the limit`)
    : { kind: compared, quantity };
};

export const unreadable = (
  result: SeriesResult,
  context: LimitContext,
  told: { readonly why: string; readonly limit: LimitInForce | undefined },
): Reading => {
  const { repeatWithinWeeks, ...asks } = context.rule.unreadable;
  const { value, sampledOn } = result;
  const unit = value.kind === 'quantity' && value.unit !== '' ? ` ${value.unit}` : '';
  const compared = told.limit === undefined ? 'It was compared with nothing.' : `It was not compared with ${limitWords(told.limit)}.`;
  return {
    result: result.result,
    reading: 'cannot-be-interpreted',
    ...present({ limit: told.limit }),
    sentence: `${context.rule.shortName} ${valueWords(result)}${unit} on ${showDate(sampledOn)} cannot be interpreted: ${told.why}. ${compared} ${cite(context)}`,
    asks: { ...asks, repeatBy: addDays(sampledOn, repeatWithinWeeks * 7) },
  };
};

export const shownOnly = (result: SeriesResult, context: LimitContext, limit: LimitInForce | undefined): Reading => ({
  result: result.result,
  reading: 'shown-only',
  ...present({ limit }),
  sentence: `${context.rule.shortName} ${valueWords(result)} on ${showDate(result.sampledOn)} is preliminary. It is shown and not read until the laboratory sends the final result.`,
});

interface Rise {
  readonly limit: LimitInForce;
  /** The newest value of an earlier day that had reached the limit as well. */
  readonly earlier: SeriesResult | undefined;
  /** What is said of a limit that is not simply the protocol's figure; '' where there is nothing to say. */
  readonly because: string;
  readonly firstSays: string;
}

/** A value at or above the limit: unconfirmed the first time, suspected recurrence with an earlier day's. */
export const risen = (result: SeriesResult, context: LimitContext, { limit, earlier, because, firstSays }: Rise): Reading => {
  const { rule } = context;
  const here = `${resultWords(result, context)} is at or above ${limitWords(limit)}`;
  if (earlier === undefined) {
    const { repeatWithinWeeks, ...asks } = rule.first;
    return {
      result: result.result,
      reading: 'unconfirmed-rise',
      limit,
      sentence: `${here}, for the first time since treatment.${because} ${firstSays} ${cite(context)}`,
      asks: { ...asks, repeatBy: addDays(result.sampledOn, repeatWithinWeeks * 7) },
    };
  }
  return {
    result: result.result,
    reading: 'biochemical-recurrence-suspected',
    limit,
    sentence: `${here}, and so was ${valueWords(earlier)} ${rule.unit} on ${showDate(earlier.sampledOn)}.${because} Two results meet the rule for suspected recurrence. ${cite(context)}`,
    asks: rule.confirmed,
  };
};

export const underLimit = (
  result: SeriesResult,
  context: LimitContext,
  told: { readonly limit: LimitInForce; readonly because: string },
): Reading => {
  const quantity = quantityOf(result);
  const difference =
    quantity?.comparator === undefined && quantity !== undefined ? `, ${differenceFrom(quantity, told.limit.value)} below it` : '';
  return {
    result: result.result,
    reading: 'under-limit',
    limit: told.limit,
    sentence: `${resultWords(result, context)} is under ${limitWords(told.limit)}${difference}.${told.because} ${cite(context)}`,
  };
};

/** The newest value of an earlier day: two reports of one day can be one sample, and only a later sample confirms. */
export const earlierDay = (reached: readonly SeriesResult[], { sampledOn }: SeriesResult): SeriesResult | undefined =>
  reached.findLast((other) => other.sampledOn < sampledOn);
