import { describe, expect, it } from '@jest/globals';
import { contentOf } from './build-content.reading.js';
import { nobodyKnown, nothingStarted, type ReadingKnown } from './known-facts.reading.js';

const read = (shown: string, sampledOn: string, more: Partial<ReadingKnown> = {}): ReadingKnown => ({
  result: `r ${sampledOn}`,
  analyte: 'psa',
  reading: 'under-limit',
  shown,
  unit: 'ug/L',
  sampledOn,
  status: 'final',
  ...more,
});
const demographics = {
  nhsNumber: '9990004129',
  localIds: [],
  formerIds: [],
  name: { family: 'Allan', given: 'George' },
  sex: 'male' as const,
  needs: [],
};
const sender = {
  trustName: 'Northmoor Hospitals',
  department: 'Cancer follow-up team',
  lines: ['Harbour Road'],
  postcode: 'ZZ1 1AA',
  phone: '01632 960123',
  hours: '9am to 5pm',
  email: 'follow-up@northmoor.example',
  signedBy: 'Ruth Adeyemi',
  signedAs: 'Clinical nurse specialist',
};
const owed = { letter: 'l', patient: 'p', followUp: 'f', about: 'result', to: 'patient', weight: 'reassuring', by: '', says: '' } as const;
const resultsIn = (...readings: readonly ReadingKnown[]) => {
  const followUp = { ...nothingStarted, limit: { value: 0.2, unit: 'ng/mL', source: 'protocol' as const }, readings };
  const { results } = contentOf(owed, { patient: { ...nobodyKnown, demographics }, followUp, sender }, '2026-03-09');
  return results.map(({ shown, against, isOver, drawn }) => [shown, against, isOver, drawn]);
};

describe('the results in a letter', () => {
  it('stand in time, as they were read, and drawn in whichever way the laboratory writes the unit', () =>
    expect(resultsIn(read('0.24', '2026-03-02', { reading: 'unconfirmed-rise' }), read('0.05', '2025-09-01'))).toEqual([
      ['0.05', 'Under the limit', false, 0.05],
      ['0.24', 'At or above the limit', true, 0.24],
    ]));
  it('are not compared or drawn where their owner could not compare them', () =>
    expect(
      resultsIn(
        read('haemolysed', '2026-03-02', { reading: 'cannot-be-interpreted' }),
        read('0.05', '2026-03-03', { unit: 'mmol/L', reading: 'cannot-be-interpreted' }),
      ),
    ).toEqual([
      ['haemolysed', 'Not compared', false, null],
      ['0.05', 'Not compared', false, null],
    ]));
  it('are not drawn as a point where only a bound is known', () =>
    expect(resultsIn(read('<0.01', '2026-03-02'))).toEqual([['<0.01', 'Under the limit', false, null]]));
});
