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
  | 'post-returned';

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
];

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

/** So many patients, whose treatments ended between three years and a quarter before a day and two months before it. */
export const patientsOf = (seed: string, today: CivilDate, count: number): readonly SyntheticPatient[] => {
  const chance = chanceOf(seed);
  const plots = plotsFor(count, chance.fork('plots'));
  const numbers = testNumbers(firstNumber, count);
  const begin = addMonths(today, -12 * years);
  return plots.map((plot, n) => {
    const own = chance.fork(`patient ${String(n)}`);
    const trust = trustFor(own);
    const track = own.pick(tracks);
    const anchorOn = addDays(today, -own.between(60, 365 * years + 90));
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
