import { describe, expect, it } from '@jest/globals';
import type { ReadingName, Report } from '@rms/contracts';
import { starterTemplates } from '../template/starter.js';
import { contentOf } from './build-content.reading.js';
import { followed, known, limitOf, owedAbout, writtenFrom } from './content.fixture.js';
import { fillIn } from './fill-in.js';
import type { FollowUpKnown } from './follow-up-known.reading.js';
import { textOf } from './paper.js';
import type { Reported } from './result-words.js';

interface Case {
  readonly reading: ReadingName;
  readonly shown: string;
  readonly kind?: Reported;
  readonly patient: string;
  readonly gp: string;
  readonly isGood?: true;
  readonly hasNoValue?: true;
}
const psa = 'Your PSA was 2.5 ug/L.';
// One of each way in which a protocol can read a result: the type asks for every one.
const readings: Readonly<Record<ReadingName, readonly Omit<Case, 'reading'>[]>> = {
  'under-limit': [
    {
      shown: '2.5',
      patient: `${psa} This is good news: it is under your limit of 2.7.`,
      gp: 'PSA 2.5 ug/L, taken on 2 March 2026. Under the limit of 2.7.',
      isGood: true,
    },
  ],
  'unconfirmed-rise': [
    { shown: '2.5', patient: `${psa} It is at or above your limit of 2.7.`, gp: 'For the first time at or above the limit of 2.7.' },
  ],
  'biochemical-recurrence-suspected': [
    { shown: '2.5', patient: `${psa} It is at or above your limit of 2.7.`, gp: 'Not for the first time at or above the limit of 2.7.' },
  ],
  'no-nadir-yet': [
    {
      shown: '2.5',
      patient: `${psa} It is the first one since your treatment.`,
      gp: 'PSA 2.5 ug/L, taken on 2 March 2026. The first since',
    },
  ],
  'report-reassuring': [
    {
      shown: 'M1 Normal',
      patient: 'The report of your PSA is good news: M1 Normal.',
      gp: 'M1 Normal, taken on 2 March 2026. Reassuring.',
      isGood: true,
    },
  ],
  'report-needs-action': [
    {
      shown: 'M3 Indeterminate',
      patient: 'The report of your PSA says: M3 Indeterminate. That is not clearly good news.',
      gp: 'PSA M3 Indeterminate, taken on 2 March 2026. Not reassuring by its coded conclusion.',
    },
  ],
  'cannot-be-interpreted': [
    { shown: '2.5', patient: `${psa} It could not be compared with a limit.`, gp: 'PSA 2.5 ug/L, taken' },
    { shown: 'M9 Other', kind: 'coded', patient: 'The report of your PSA says: M9 Other.', gp: 'could not be read by the protocol' },
    { shown: 'haemolysed', patient: 'We were not sent a result of your PSA that can be read.', gp: 'PSA haemolysed', hasNoValue: true },
  ],
  'shown-only': [
    { shown: '2.5', patient: `${psa} This is a first result`, gp: 'PSA 2.5 ug/L, taken on 2 March 2026. Preliminary' },
    { shown: 'M1 Normal', kind: 'coded', patient: 'The report of your PSA says: M1 Normal.', gp: 'Preliminary' },
    { shown: 'pending', patient: 'The final result of your PSA is still to come.', gp: 'Preliminary', hasNoValue: true },
  ],
};
const cases = Object.entries(readings).flatMap(([reading, each]) => each.map((one) => ({ ...one, reading: reading as ReadingName })));

const isNumber = (shown: string): boolean => /^\d/.test(shown);
const wordsOf = (name: string, { reading, shown, kind }: Case, weight: 'reassuring' | 'abnormal'): string => {
  const to = name.endsWith('-gp') ? 'gp' : 'patient';
  const hasLimit = reading !== 'no-nadir-yet' && !reading.startsWith('report-');
  const followUp: FollowUpKnown = {
    ...followed,
    readings: [{ ...known(shown, '2026-03-02'), reading, unit: isNumber(shown) ? 'ug/L' : '', limit: hasLimit ? limitOf(2.7) : undefined }],
  };
  const report = kind === undefined ? undefined : ({ value: { kind } } as Report);
  const content = contentOf(
    { ...owedAbout('result', to), weight, result: 'r 2026-03-02' },
    { ...writtenFrom, followUp, report },
    '2026-03-09',
  );
  const template = starterTemplates.find((each) => each.name === name)!;
  return textOf(fillIn(template, content)).join('\n');
};

describe('a letter about a result', () => {
  it.each(cases)('read as $reading ($shown) gives the value or the conclusion, and what it means', (each) => {
    const text = wordsOf('result-patient', each, 'abnormal');
    expect(text).toContain(each.patient);
    expect(text).toContain('A member of your team has looked at it. Your plan stays as it is.');
    expect(text.includes('good news:')).toBe(each.isGood === true);
    expect(text).not.toContain('could not give us');
    if (each.hasNoValue !== true) expect(text).toContain(each.shown);
  });
  it.each(cases)('to the GP, read as $reading ($shown), gives the same, and says that it was reviewed', (each) => {
    const text = wordsOf('result-gp', each, 'abnormal');
    expect(text).toContain(each.gp);
    expect(text).toContain('Reviewed by the team. The plan stays as it is. No action for you.');
  });
  it.each(cases)('about a repeat, read as $reading ($shown), tells what the result was', (each) => {
    expect(wordsOf('repeat-patient', each, 'abnormal')).toContain(each.patient);
    expect(wordsOf('repeat-gp', each, 'abnormal')).toContain(each.gp);
  });
  it.each(cases.filter(({ isGood }) => isGood))('with good news ($reading) says of nobody that he looked at it', (each) => {
    expect(wordsOf('result-patient', each, 'reassuring')).not.toContain('has looked at it');
    expect(wordsOf('result-gp', each, 'reassuring')).not.toContain('Reviewed');
  });
});
