import type { ToldEvent } from '@rms/service-kit';
import type { ComparedRow } from '../../history/compared.js';
import { usedAt } from '../../history/used-events.js';
import { counted, instant } from '../../words.js';

/** What differs, then what is the same, each in its own order. */
export const differingFirst = (rows: readonly ComparedRow[]): readonly ComparedRow[] => [
  ...rows.filter((row) => row.why !== undefined),
  ...rows.filter((row) => row.why === undefined),
];

/** Where a link to another moment leads, and what it says. */
export interface Step {
  readonly at: string;
  readonly words: string;
}
const longest = 60;
const shortened = (sentence: string): string => {
  if (sentence.length <= longest) return sentence;
  const cut = sentence.slice(0, longest);
  return `${cut.slice(0, cut.lastIndexOf(' '))} …`;
};
const stepTo = (event: ToldEvent | undefined): Step | undefined =>
  event === undefined ? undefined : { at: event.recordedAt, words: `${instant(event.recordedAt, 'second')}, ${shortened(event.sentence)}` };

/** The events recorded next before and next after a moment. Several of one moment are one step. */
export const stepsAround = (
  told: readonly ToldEvent[],
  at: string,
): { readonly before: Step | undefined; readonly after: Step | undefined } => ({
  before: stepTo(told.findLast((event) => event.recordedAt < at)),
  after: stepTo(told.find((event) => event.recordedAt > at)),
});

/** Runs of numbers as people write them: 1 to 4, 7. */
const runs = (numbers: readonly number[]): string => {
  const found: [number, number][] = [];
  for (const n of numbers) {
    const last = found.at(-1);
    if (last?.[1] === n - 1) last[1] = n;
    else found.push([n, n]);
  }
  return found.map(([from, to]) => (from === to ? String(from) : `${String(from)} to ${String(to)}`)).join(', ');
};

/** From which events each view was worked out, by the numbers they have in the list of events. */
export const usedWords = (told: readonly ToldEvent[], at: string): { readonly known: string; readonly truth: string } => {
  const { known, truth } = usedAt(told, at);
  const numberOf = new Map(told.map((event, index) => [event.id, index + 1]));
  const numbers = (events: readonly ToldEvent[]): string => runs(events.map((event) => numberOf.get(event.id) ?? 0));
  const later = truth.filter((event) => event.recordedAt > at);
  return {
    known: known.length === 0 ? 'no event' : `${counted(known.length, 'event')}, ${numbers(known)}`,
    truth:
      truth.length === 0
        ? 'no event'
        : `${counted(truth.length, 'event')}, ${numbers(truth)}${later.length === 0 ? '' : `, of which ${counted(later.length, 'was', 'were')} recorded later`}`,
  };
};
