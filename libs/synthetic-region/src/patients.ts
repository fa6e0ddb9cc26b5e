import { addDays, addMonths, type CivilDate } from '@rms/nhs';
import type { Answers } from '@rms/protocols';
import { chanceOf, type Chance } from './chance.js';
import { personOf, syntheticTrusts, type SyntheticPerson, type SyntheticTrust } from './people.js';
import { testNumbers } from './test-numbers.js';
import { tracks, type Track } from './tracks.js';

/** What befalls somebody. */
export type Plot =
  | 'steady'
  | 'rises'
  | 'corrected'
  | 'withdrawn'
  | 'unreadable'
  | 'mixed-up'
  | 'comes-late'
  | 'never-comes'
  | 'not-attended'
  | 'dies'
  | 'moves'
  | 'merged'
  | 'post-returned'
  | 'gone-away'
  | 'pauses'
  | 'rises-now'
  | 'mixed-up-now'
  | 'misses-now';

/** One invented patient of the region, with all that decides his story. */
export interface SyntheticPatient {
  readonly n: number;
  readonly person: SyntheticPerson;
  readonly trust: SyntheticTrust;
  readonly track: Track;
  readonly plot: Plot;
  readonly answers: Answers | undefined;
  /** The day his treatment ended, from which his schedule is counted. */
  readonly anchorOn: CivilDate;
  /** The day the register tells of him. */
  readonly registeredOn: CivilDate;
  readonly chance: Chance;
}

const rare: readonly (readonly [Plot, number])[] = [
  ['rises', 9],
  ['corrected', 4],
  ['withdrawn', 2],
  ['unreadable', 2],
  ['mixed-up', 3],
  ['comes-late', 7],
  ['never-comes', 4],
  ['not-attended', 3],
  ['dies', 3],
  ['moves', 3],
  ['merged', 2],
  ['post-returned', 3],
  ['gone-away', 1],
  ['pauses', 2],
  ['rises-now', 3],
  ['mixed-up-now', 1],
  ['misses-now', 3],
];

// What is to be found on the last day, whichever day that is: so many days ago a test of these was due.
const dueDaysAgo: Partial<Readonly<Record<Plot, number>>> = { 'rises-now': 2, 'mixed-up-now': 2, 'gone-away': 20, 'misses-now': 43 };
/** Does what befalls him lie in the last days, so that the staff have still to deal with it? */
export const isLately = (plot: Plot): boolean => plot in dueDaysAgo;

const shuffled = <T>(items: readonly T[], chance: Chance): readonly T[] => {
  const left = [...items];
  const drawn: T[] = [];
  while (left.length > 0) drawn.push(...left.splice(chance.below(left.length), 1));
  return drawn;
};

// Each thing befalls somebody, also where there are few patients; the more there are, the more are left in peace.
const plotsFor = (count: number, chance: Chance): readonly Plot[] => {
  const once = rare.map(([plot]) => plot);
  const again = rare.flatMap(([plot, often]) => Array<Plot>(often - 1).fill(plot));
  const befallen = [...once, ...shuffled(again, chance)];
  const steady = Array<Plot>(Math.max(count - befallen.length, 0)).fill('steady');
  return shuffled([...befallen, ...steady].slice(0, count), chance);
};

// Of every hundred: 46 at the first trust, 31 at the second, 23 at the third.
const trustFor = (chance: Chance): SyntheticTrust => {
  const draw = chance.below(100);
  return syntheticTrusts[draw < 46 ? 0 : draw < 77 ? 1 : 2];
};

const firstNumber = 500_000;
const years = 3;

// What befalls somebody befalls him at a test: in a year and a quarter everybody has had one.
const anchorFor = (plot: Plot, today: CivilDate, chance: Chance): CivilDate => {
  const days = dueDaysAgo[plot];
  const earliest = plot === 'steady' ? 60 : 460;
  const drawn = addDays(today, -chance.between(earliest, 365 * years + 90));
  return days === undefined ? drawn : addMonths(addDays(today, -days), -24);
};
// On the last day each trust has work of its own.
const inTurnAmongTrusts = (plots: readonly Plot[], n: number): SyntheticTrust | undefined => {
  const plot = plots[n];
  if (plot === undefined || !isLately(plot)) return undefined;
  return syntheticTrusts[plots.slice(0, n).filter((one) => one === plot).length % syntheticTrusts.length];
};
// Only a blood sample can be too little, and somebody rings only about those tests whose protocol says when.
const trackFor = (plot: Plot, chance: Chance): Track => {
  const drawn = chance.pick(tracks);
  return ['misses-now', 'not-attended', 'unreadable'].includes(plot) ? tracks[0] : drawn;
};

/** So many patients, whose treatments ended between three years and a quarter before a day and two months before it. */
export const patientsOf = (seed: string, today: CivilDate, count: number): readonly SyntheticPatient[] => {
  const chance = chanceOf(seed);
  const plots = plotsFor(count, chance.fork('plots'));
  const numbers = testNumbers(firstNumber, count);
  const begin = addMonths(today, -12 * years);
  return plots.map((plot, n) => {
    const own = chance.fork(`patient ${String(n)}`);
    const drawn = trustFor(own);
    const trust = inTurnAmongTrusts(plots, n) ?? drawn;
    const track = trackFor(plot, own);
    const anchorOn = anchorFor(plot, today, own);
    const soon = addDays(anchorOn, own.between(10, 25));
    return {
      n,
      plot,
      trust,
      track,
      anchorOn,
      registeredOn: soon > begin ? soon : addDays(begin, own.between(1, 25)),
      answers: track.answers(own.fork('answers')),
      chance: own,
      person: personOf(
        trust,
        { n, nhsNumber: numbers[n] ?? '', sex: track.sex, bornIn: own.between(track.bornFrom, track.bornTo) },
        own.fork('person'),
      ),
    };
  });
};
