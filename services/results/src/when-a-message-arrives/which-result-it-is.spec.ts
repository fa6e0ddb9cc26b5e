import { describe, expect, it } from '@jest/globals';
import type { Report, ResultStatus } from '@rms/contracts';
import { whichResult, type KnownResult } from './which-result-it-is.js';

const [monday, tuesday, friday] = ['2026-03-02T08:35:00.000Z', '2026-03-03T08:35:00.000Z', '2026-03-06T08:35:00.000Z'];
const report = (status: ResultStatus, sampledAt: string, hour = 9): Report => ({
  analyte: 'psa',
  code: 'PSA',
  laboratory: 'Northmoor laboratory',
  feed: '00000000-0000-4000-8000-000000000001',
  status,
  value: { kind: 'quantity', value: 0.11, decimals: 2, unit: 'ug/L', raw: '0.11' },
  sampledOn: sampledAt.slice(0, 10),
  sampledAt,
  statusAt: `2026-03-09T${String(hour).padStart(2, '0')}:00:00.000Z`,
  notes: [],
  receipt: 1,
  messageSha256: 'a'.repeat(64),
});
const known = (id: string, ...reports: readonly Report[]): KnownResult => ({
  id,
  versions: reports.map((one) => ({ report: one, messageAt: one.statusAt })),
});
const ofMonday = known('monday', report('final', monday));
const ofTuesday = known('tuesday', report('final', tuesday));

describe('under one order number and code, a report', () => {
  it.each<readonly [string, readonly KnownResult[], Report, ReturnType<typeof whichResult>]>([
    ['of nothing known is a result of its own', [], report('final', monday), { kind: 'another' }],
    ['of the same sample time is about the same result', [ofMonday, ofTuesday], report('final', tuesday), { kind: 'known', id: 'tuesday' }],
    ['of another sample time is another sample of a series', [ofMonday], report('final', tuesday), { kind: 'another' }],
    [
      'that corrects the sample time is about the one result',
      [ofMonday],
      report('corrected', tuesday, 10),
      { kind: 'known', id: 'monday' },
    ],
    ['that withdraws under another sample time is too', [ofMonday], report('withdrawn', tuesday, 10), { kind: 'known', id: 'monday' }],
    [
      'that corrects one of a series, nobody knows which, is unclear',
      [ofMonday, ofTuesday],
      report('corrected', friday, 10),
      { kind: 'unclear' },
    ],
    ['that withdraws one of a series, the same', [ofMonday, ofTuesday], report('deleted', friday, 10), { kind: 'unclear' }],
    [
      'of the time from before a correction is still about it',
      [known('one', report('final', monday), report('corrected', tuesday, 10))],
      report('final', monday),
      { kind: 'known', id: 'one' },
    ],
    [
      'of the time since the correction is about it',
      [known('one', report('final', monday), report('corrected', tuesday, 10)), known('another', report('final', friday))],
      report('final', tuesday, 11),
      { kind: 'known', id: 'one' },
    ],
    [
      'that may be what a correction before it has corrected is unclear',
      [known('one', report('corrected', tuesday, 10))],
      report('final', monday, 9),
      { kind: 'unclear' },
    ],
    [
      'that is later than a correction of nothing known is another sample',
      [known('one', report('corrected', tuesday, 10))],
      report('final', friday, 11),
      { kind: 'another' },
    ],
  ])('%s', (_what, on, told, which) => expect(whichResult(on, told)).toEqual(which));
});
