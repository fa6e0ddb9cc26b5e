import { describe, expect, it } from '@jest/globals';
import { starterTemplates } from '../template/starter.js';
import { followed, known, owedAbout, planned, writtenFrom } from './content.fixture.js';
import type { Gathered } from './gather.js';
import { writeLetter, type House } from './write-letter.js';

const on = '2026-03-09';
const gathered = (template: string, more: Partial<Gathered> = {}): Gathered => {
  const { patient, sender } = writtenFrom;
  const { demographics } = patient;
  return {
    patient: {
      ...patient,
      demographics: { ...demographics, phone: '07700 900123', address: { lines: ['4 Harbour Row'], postcode: 'ZZ1 4HR' } },
    },
    followUp: { ...followed, tests: [planned('a', '2026-02-01')] },
    report: undefined,
    sender,
    template: starterTemplates.find(({ name }) => name === template),
    madeFrom: {},
    ...more,
  };
};
const training: House = { isTraining: true, closedPractices: new Set() };

describe('a text message', () => {
  const owed = { ...owedAbout('test-missed-again'), test: 'a' };
  const textOf = (house: House): readonly string[] => {
    const writing = writeLetter(owed, gathered('test-missed-again-patient'), { on, house });
    return 'draft' in writing ? writing.draft.text : [];
  };
  const says = expect.stringMatching(/^Northmoor Hospitals: your PSA test was due on 1 February 2026/) as unknown as string;
  it('begins in training with the mark and the day that a page bears', () =>
    expect(textOf(training)).toEqual(['Training. Invented patient. Not to be sent to anybody. 9 March 2026.', says]));
  it('is nothing but its text otherwise', () => expect(textOf({ ...training, isTraining: false })).toEqual([says]));
});

describe('a letter about a result', () => {
  const owed = { ...owedAbout('result'), result: 'r 2026-03-02' };
  const gone = { ...known('0.31', '2026-03-02'), because: 'withdrawn' } as const;
  const writing = (weight: 'reassuring' | 'abnormal', followUp: Partial<Gathered['followUp']>) =>
    writeLetter({ ...owed, weight }, gathered('result-patient', { followUp: { ...followed, ...followUp } }), { on, house: training });
  it('that was taken back is written where that was decided on, and never as good news', () => {
    expect(writing('abnormal', { takenBack: [gone] })).toHaveProperty('draft');
    expect(writing('reassuring', { takenBack: [gone] })).toEqual({ waitsFor: expect.stringContaining('does not count any more') });
  });
  it('that nobody has read says for what it waits', () =>
    expect(writing('abnormal', {})).toEqual({ waitsFor: expect.stringContaining('has not been read yet') }));
  it('that reads otherwise than it was owed says for what it waits', () =>
    expect(writing('reassuring', { readings: [known('0.31', '2026-03-02', { reading: 'unconfirmed-rise' })] })).toEqual({
      waitsFor: expect.stringContaining('not good news any more'),
    }));
});
