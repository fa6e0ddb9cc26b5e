import { addMonths, showDate, showDateText, showQuantity, type CivilDate, type Quantity } from '@rms/nhs';
import { against, earlierDay, figure, personalOn, resultWords, risen, shownOnly, underLimit, unreadable } from './measured-value.js';
import { cite, type LimitInForce, type Reading, type ReadingContext, type SeriesResult } from './reading.js';
import type { NadirPlusRule } from './rule-kinds.js';

type Context = ReadingContext<NadirPlusRule>;
interface Lowest {
  readonly quantity: Quantity;
  readonly on: CivilDate;
}

// Too low to measure is counted as nothing at all: the limit is then as low as it can be, which is the careful side.
const countedAs = ({ comparator, value }: Quantity): number => (comparator === '<' || comparator === '<=' ? 0 : value);
const isTooHighToMeasure = ({ comparator }: Quantity): boolean => comparator === '>' || comparator === '>=';
const sum = (a: number, b: number): number => Number((a + b).toFixed(9));

const lower = (lowest: Lowest | undefined, quantity: Quantity, on: CivilDate): Lowest | undefined => {
  if (isTooHighToMeasure(quantity)) return lowest;
  return lowest === undefined || countedAs(quantity) < countedAs(lowest.quantity) ? { quantity, on } : lowest;
};
const limitAbove = ({ rule }: Context, { quantity, on }: Lowest): LimitInForce => ({
  value: sum(countedAs(quantity), rule.rise),
  unit: rule.unit,
  source: 'protocol',
  nadir: { shown: showQuantity(quantity), on, plus: rule.rise },
});

const nadirWords = ({ rule }: Context, limit: LimitInForce, sampledOn: CivilDate): string => {
  const { nadir } = limit;
  if (nadir === undefined) return '';
  const counted = nadir.shown.startsWith('<') ? ', too low to measure and counted as 0,' : '';
  const which = nadir.on === sampledOn ? 'This is the lowest value since treatment' : 'The lowest value since treatment is';
  const value = nadir.on === sampledOn ? '' : ` ${nadir.shown} ${rule.unit} on ${showDateText(nadir.on)}`;
  return ` ${which}${value}${counted} and the limit is ${figure(nadir.plus)} above it.`;
};
const stillToFall = ({ rule, anchorOn }: Context, sampledOn: CivilDate): string => {
  const until = addMonths(anchorOn, rule.nadirMayFallForMonths);
  return sampledOn < until
    ? ` It can still fall until about ${showDate(until)}, ${String(rule.nadirMayFallForMonths)} months after treatment.`
    : '';
};

const noNadirYet = (result: SeriesResult, context: Context): Reading => {
  const { rule } = context;
  return {
    result: result.result,
    reading: 'no-nadir-yet',
    sentence: `${resultWords(result, context)} is the first result since treatment: there is no lowest value yet to count from. It is at or above ${figure(rule.rise)} ${rule.unit}, the rise that counts, so nobody is told that it is reassuring before a clinician has looked. ${cite(context)}`,
    asks: rule.noNadir,
  };
};

/** Reads results in order of their samples, and remembers the lowest and those that reached the limit. */
class Series {
  #lowest: Lowest | undefined;
  readonly #reached: SeriesResult[] = [];
  constructor(private readonly context: Context) {}

  read(result: SeriesResult): Reading {
    const { context } = this;
    const limit = this.#limitOn(result.sampledOn);
    if (result.status === 'preliminary') return shownOnly(result, context, limit);
    const compared = against(result, limit ?? { value: context.rule.rise, unit: context.rule.unit });
    if (compared.kind === 'unreadable') return unreadable(result, context, { why: compared.why, limit });
    this.#lowest = lower(this.#lowest, compared.quantity, result.sampledOn);
    if (compared.kind === 'under') return this.#under(result);
    return limit === undefined ? noNadirYet(result, context) : this.#over(result, limit);
  }

  #limitOn(on: CivilDate): LimitInForce | undefined {
    return personalOn(this.context, on) ?? (this.#lowest === undefined ? undefined : limitAbove(this.context, this.#lowest));
  }

  #under(result: SeriesResult): Reading {
    const limit = this.#limitOn(result.sampledOn);
    if (limit === undefined) return unreadable(result, this.context, { why: 'there is no lowest value to count from', limit });
    const falling = limit.nadir === undefined ? '' : stillToFall(this.context, result.sampledOn);
    return underLimit(result, this.context, { limit, because: `${nadirWords(this.context, limit, result.sampledOn)}${falling}` });
  }

  #over(result: SeriesResult, limit: LimitInForce): Reading {
    const { rule } = this.context;
    const reading = risen(result, this.context, {
      limit,
      earlier: earlierDay(this.#reached, result),
      because: nadirWords(this.context, limit, result.sampledOn),
      firstSays: rule.firstSays,
    });
    this.#reached.push(result);
    return reading;
  }
}

/**
 * Reads each result against the lowest value up to its sample plus the rise that counts, or against the patient's own limit while
 * that is in force. With no lowest value yet a first value under the rise is under every limit the rule can give; one that is not
 * goes to a clinician.
 */
export const readByNadirPlus = (context: Context, inOrder: readonly SeriesResult[]): readonly Reading[] => {
  const series = new Series(context);
  return inOrder.map((result) => series.read(result));
};
