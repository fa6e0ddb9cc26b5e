import type { Answers } from '@rms/protocols';
import type { Chance } from './chance.js';
import type { SyntheticReport } from './messages.js';

type Value = SyntheticReport['value'];

/** How the results of one protocol look, by the story of whoever they are about. */
export interface Track {
  readonly protocol: string;
  readonly sex: 'M' | 'F';
  /** Years of birth. */
  readonly bornFrom: number;
  readonly bornTo: number;
  readonly code: SyntheticReport['code'];
  readonly sender: 'laboratory' | 'radiology';
  readonly answers: (chance: Chance) => Answers | undefined;
  /** The side that is looked at, where there is one. */
  readonly usual: (n: number, chance: Chance, side: string) => Value;
  /** The first value that asks somebody to look, and the ones after it. */
  readonly worrying: (n: number, chance: Chance, side: string) => Value;
}

const psa = ['PSA', 'Prostate specific antigen', 'L'] as const;
const mammogram = ['MAMMO-C', 'Mammogram, conclusion', 'L'] as const;
const number = (shown: string): Value => ({ kind: 'number', shown, unit: 'ug/L' });
const tooLow: Value = { kind: 'text', shown: '<0.01', unit: 'ug/L' };
const conclusion = (code: string, text: string, side: string): Value => ({ kind: 'coded', code, text, system: 'RCRBG', side });

const afterProstatectomy: Track = {
  protocol: 'prostate-after-prostatectomy',
  sex: 'M',
  bornFrom: 1946,
  bornTo: 1968,
  code: psa,
  sender: 'laboratory',
  answers: () => undefined,
  usual: (_, chance) => (chance.percent(70) ? tooLow : number(`0.0${String(chance.between(1, 6))}`)),
  worrying: (n, chance) => number((0.2 + n * 0.07 + chance.below(4) / 100).toFixed(2)),
};

const afterRadiotherapy: Track = {
  ...afterProstatectomy,
  protocol: 'prostate-after-radiotherapy',
  bornFrom: 1940,
  bornTo: 1962,
  // It falls for a year and a half after the treatment and then stays low.
  usual: (n, chance) => number(Math.max(0.3, 2.4 / (n + 1) + chance.below(20) / 100).toFixed(1)),
  worrying: (n, chance) => number((3.4 + n * 0.9 + chance.below(5) / 10).toFixed(1)),
};

const breast: Track = {
  protocol: 'breast-after-surgery',
  sex: 'F',
  bornFrom: 1950,
  bornTo: 1978,
  code: mammogram,
  sender: 'radiology',
  answers: (chance) => {
    const operated = chance.pick(['left', 'right']);
    const answer = chance.percent(35) ? 'removed' : 'conserved';
    return operated === 'left' ? { left: answer, right: 'not-operated' } : { left: 'not-operated', right: answer };
  },
  usual: (_, chance, side) => (chance.percent(80) ? conclusion('M1', 'Normal', side) : conclusion('M2', 'Benign', side)),
  worrying: (_, __, side) => conclusion('M4', 'Suspicious of malignancy', side),
};

/** Every protocol that the region follows people by. */
export const tracks: readonly [Track, Track, Track] = [afterProstatectomy, afterRadiotherapy, breast];
