import { describe, expect, it } from '@jest/globals';
import type { FollowUpCopy, ReadingCopy, ReviewCopy } from '../../copies/follow-ups.projection.js';
import { byId, file, followUp, patient, psa, reading, result, review, scan } from '../../patient-page/patient-file.fixture.js';
import { evidenceOf } from './evidence.model.js';

const rise = (more: Partial<ReadingCopy> = {}) => reading('r1', { reading: 'unconfirmed-rise', shown: '0.27', ...more });
interface Case {
  readonly readings?: readonly ReadingCopy[];
  readonly review?: Partial<ReviewCopy>;
  readonly followUp?: Partial<FollowUpCopy>;
  readonly doubling?: string;
  readonly checkFirst?: readonly string[];
}
const evidence = (of: Case = {}) =>
  evidenceOf(
    file({ results: [result('r1', psa('0.11', '2026-03-02'), psa('0.27', '2026-03-02', { status: 'corrected' }))] }),
    followUp({ readings: byId('result', ...(of.readings ?? [rise()])), ...of.followUp }),
    { review: review('v1', of.review), model: { doubling: of.doubling ?? '' }, checkFirst: of.checkFirst ?? [] },
  );
const step = (term: string, of: Case = {}) => evidence(of).arithmetic.find((each) => each.term === term)?.text;

describe('the evidence of a review', () => {
  it('puts value, limit and difference side by side, with the decimals of the laboratory', () => {
    expect(evidence({ readings: [rise({ shown: '0.270' })] }).big).toEqual([
      { term: 'This result', value: '0.270', unit: 'ng/mL' },
      { term: 'Limit', value: '0.20', unit: 'ng/mL' },
      { term: 'Difference', value: '0.070', unit: 'over' },
    ]);
  });
  it('says under where the value is under', () => {
    expect(evidence({ readings: [rise({ shown: '0.19' })] }).big.at(-1)).toEqual({ term: 'Difference', value: '0.01', unit: 'under' });
  });
  it('gives no difference for a value that is only known to be more than a number', () => {
    expect(evidence({ readings: [rise({ shown: '>100' })] }).big.map((big) => big.term)).toEqual(['This result', 'Limit']);
  });
  it.each(['haemolysed', '0.30'])('gives no difference where the reading says that %j cannot be interpreted', (shown) => {
    const { big } = evidence({
      readings: [rise({ shown, reading: 'cannot-be-interpreted' })],
      review: { reading: 'cannot-be-interpreted' },
    });
    expect(big.map((each) => each.term)).toEqual(['This result', 'Limit']);
  });
  it('says so where the laboratory sent no value', () => {
    expect(evidence({ readings: [rise({ shown: '' })] }).big[0]).toMatchObject({ value: 'no value' });
  });
  it('names the laboratory, the status and when the newest report came', () => {
    expect(evidence()).toMatchObject({
      heading: 'Review PSA of 2 March 2026',
      from: 'Northmoor laboratory, corrected, received 2 March 2026, 16:22.',
    });
  });
  it('of a schedule or of two follow-ups has its own heading and says since when it is open', () => {
    const about = (kind: string) => evidence({ review: { about: kind, result: undefined } });
    expect(about('schedule-complete')).toMatchObject({
      heading: 'Review: the schedule is complete',
      from: 'Open since 3 March 2026, 09:00.',
      big: [],
    });
    expect(about('two-follow-ups').heading).toBe('Review: two follow-ups of one patient');
    expect(about('two-follow-ups').arithmetic).toEqual([
      { term: 'Protocol', text: 'Prostate, after radical prostatectomy, version 1, fixed for this patient.' },
    ]);
  });
});

describe('the evidence of a report', () => {
  const read = {
    reading: 'report-needs-action',
    name: 'scan',
    limit: undefined,
    shown: 'S4 Words, right',
    unit: '',
    rule: 'The coded conclusion',
  } as const;
  const of = (side: 'right' | undefined) => {
    const report = scan('S4', 'right', '2026-03-02');
    const value = { kind: 'coded' as const, code: 'S4', system: 'EX', raw: 'Words', ...(side === undefined ? {} : { side }) };
    return evidenceOf(
      file({ results: [result('r1', { ...report, value })] }),
      followUp({ readings: byId('result', reading('r1', read)) }),
      { review: review('v1', { reading: 'report-needs-action' }), model: { doubling: '' }, checkFirst: [] },
    );
  };
  it('shows the conclusion and compares it with nothing', () => {
    expect(of('right')).toMatchObject({
      heading: 'Review scan of 2 March 2026',
      from: 'Northmoor radiology, final, received 2 March 2026, 16:21.',
      big: [{ term: 'This result', value: 'S4 Words, right', unit: '' }],
    });
    expect(of('right').big).toHaveLength(1);
  });
  it('says which code was read, that nothing else was, and the side', () => {
    expect(of('right').arithmetic).toEqual([
      { term: 'Code', text: '“S4” of EX, and nothing else of the report.' },
      { term: 'Side', text: 'Right.' },
      { term: 'Rule', text: '“The coded conclusion” Prostate, after radical prostatectomy, version 1.' },
      { term: 'Source', text: 'A guideline' },
    ]);
    expect(of(undefined).arithmetic[1]).toEqual({ term: 'Side', text: 'The report does not say.' });
  });
});

describe('the arithmetic of a review', () => {
  it('subtracts in words the limit in force, and whose it is', () => {
    expect(step('Limit')).toBe('0.27 − 0.20 = 0.07 over. 0.20 is the protocol’s limit: none of his own was in force.');
    expect(step('Limit', { readings: [rise({ shown: '0.20' })] })).toMatch(/^0\.20 − 0\.20 = 0\.00 over\./);
    expect(step('Limit', { readings: [rise({ shown: '0.03' })] })).toMatch(/^0\.20 − 0\.03 = 0\.17 under\./);
  });
  it('adds up a limit that was counted from the lowest value', () => {
    const limit = { value: 2.4, unit: 'ng/mL', source: 'protocol', nadir: { shown: '0.40', on: '2024-07-01', plus: 2 } } as const;
    const readings = [rise({ shown: '2.60', limit })];
    expect(step('Lowest value', { readings })).toBe('0.40 ng/mL on 1 July 2024, plus 2.00 = 2.40.');
    expect(step('Limit', { readings })).toBe(
      '2.60 − 2.40 = 0.20 over. 2.40 is counted from the lowest value, as the protocol says: none of his own was in force.',
    );
    const low = { ...limit, value: 2, nadir: { ...limit.nadir, shown: '<0.1' } };
    expect(step('Lowest value', { readings: [rise({ shown: '2.60', limit: low })] })).toBe(
      '<0.1 ng/mL on 1 July 2024 (too low to measure, counted as 0), plus 2.00 = 2.00.',
    );
  });
  it('compares nothing where the value is no number', () => {
    expect(step('Limit', { readings: [rise({ shown: 'haemolysed' })] })).toMatch(
      /^“haemolysed” is not a number, so nothing was compared\./,
    );
  });
  it('says who agreed a limit of the patient’s own, and why', () => {
    const limit = { value: 0.4, unit: 'ng/mL', source: 'personal', agreedBy: 'David Penrose', because: 'Benign margin' } as const;
    expect(step('Limit', { readings: [rise({ shown: '0.45', limit })] })).toBe(
      '0.45 − 0.40 = 0.05 over. 0.40 is his own limit, agreed by David Penrose: Benign margin.',
    );
  });
  it('says that two units are the same where the laboratory writes another', () => {
    expect(step('Unit', { readings: [rise({ unit: 'ug/L' })] })).toBe('The laboratory reports in ug/L, which is the same as ng/mL.');
    expect(step('Unit')).toBeUndefined();
    expect(step('Unit', { readings: [rise({ unit: 'nmol/L' })], review: { reading: 'cannot-be-interpreted' } })).toBeUndefined();
  });
  it('counts the days from the newest earlier value that had reached the limit', () => {
    const earlier = [
      reading('r0', { reading: 'unconfirmed-rise', shown: '0.21', sampledOn: '2026-01-12' }),
      reading('r00', { reading: 'unconfirmed-rise', shown: '0.20', sampledOn: '2025-06-01' }),
      reading('under', { shown: '0.15', sampledOn: '2026-02-01' }),
      reading('later', { reading: 'unconfirmed-rise', shown: '0.3', sampledOn: '2026-03-03' }),
    ];
    expect(step('Confirmed', { readings: [rise(), ...earlier] })).toBe('0.27 on 2 March 2026, 49 days after 0.21 on 12 January 2026.');
    expect(step('Confirmed')).toBeUndefined();
  });
  it('cites rule, protocol version and source', () => {
    expect(step('Rule')).toBe('“PSA 0.2 ng/mL or more” Prostate, after radical prostatectomy, version 1.');
    expect(step('Source')).toBe('A guideline');
  });
  it('has the doubling time and what to check first where there are any', () => {
    const told = { doubling: 'Doubling time 8.2 months.', checkFirst: ['Urine infection?', 'Catheter?'] };
    expect(step('Doubling time', told)).toBe('Doubling time 8.2 months.');
    expect(step('Check first', told)).toBe('Urine infection? Catheter?');
    expect(evidence().arithmetic.map((each) => each.term)).toEqual(['Limit', 'Rule', 'Source']);
  });
  it('says her limit of a woman and the patient’s where the record does not say', () => {
    const of = (sex: 'female' | 'unknown') =>
      evidenceOf(
        file({ patient: patient({ demographics: { ...patient().demographics, sex } }) }),
        followUp({ readings: byId('result', rise()) }),
        { review: review('v1'), model: { doubling: '' }, checkFirst: [] },
      ).arithmetic[0]?.text;
    expect(of('female')).toContain('none of her own was in force');
    expect(of('unknown')).toContain('none of the patient’s own was in force');
  });
});
