import { describe, expect, it } from '@jest/globals';
import type { DataOf, pathway, ReadingName } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import { oweTheLetter } from './owe-the-letter.policy.js';

type Interpreted = DataOf<typeof pathway.resultInterpreted>;
const limit = { value: 0.2, unit: 'ng/mL', source: 'protocol' } as const;
const psa: Interpreted = {
  followUp: '00000000-0000-4000-8000-00000000000f',
  patient: '00000000-0000-4000-8000-000000000001',
  result: '00000000-0000-4000-8000-000000000002',
  analyte: 'psa',
  testName: 'PSA',
  reading: 'under-limit',
  sentence: '',
  rule: '',
  source: '',
  limit,
  sampledOn: '2026-03-02',
  shown: '0.03',
  unit: 'ng/mL',
  status: 'final',
  letterBy: '2026-03-09',
};
const { limit: _, ...report } = { ...psa, analyte: 'mammogram', testName: 'mammogram', shown: 'M1 Normal, left', unit: '' };
const orderFor = (data: Interpreted) =>
  oweTheLetter({ type: 'pathway.result-interpreted.v1', published: 3, data } as unknown as Message).command;

describe('a reassuring result', () => {
  it.each<[string, Interpreted, string]>([
    ['of a value', psa, 'PSA 0.03 ng/mL, sample of 2 March 2026: under the limit'],
    ['of a report', { ...report, reading: 'report-reassuring' }, 'Mammogram of 2 March 2026: reassuring (M1 Normal, left)'],
  ])('%s is owed to patient and GP, in words that are true of it', (_name, data, says) =>
    expect(orderFor(data)).toMatchObject({ type: 'OweLetter', to: ['patient', 'gp'], by: '2026-03-09', says }),
  );
});

it.each<ReadingName>([
  'unconfirmed-rise',
  'biochemical-recurrence-suspected',
  'no-nadir-yet',
  'report-needs-action',
  'cannot-be-interpreted',
  'shown-only',
])('a result read as %s owes no letter', (reading) =>
  expect(orderFor({ ...psa, reading })).toEqual({ type: 'CancelLetter', because: 'result-changed', heard: 3 }),
);
