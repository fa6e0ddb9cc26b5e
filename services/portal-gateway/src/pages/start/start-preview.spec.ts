import { describe, expect, it } from '@jest/globals';
import { imaging } from '@rms/protocols/testing';
import { on, protocol, psa, result, scan, today } from '../../patient-page/patient-file.fixture.js';
import { previewOf } from './start-preview.js';
import type { StartAnswers } from './start.reading.js';

const answers: StartAnswers = {
  protocol,
  anchorOn: on('2025-08-04'),
  stream: 'self-management',
  team: 'nurses',
  personalLimit: undefined,
  answers: {},
};
const preview = (more: Partial<StartAnswers>, ...results: readonly ReturnType<typeof result>[]) =>
  previewOf({ ...answers, ...more }, results, { today, bornOn: on('1957-05-12') });

describe('before a follow-up is started', () => {
  it('the whole schedule is shown, and which of it is asked for', () => {
    const { schedule, asked, first, lastDue } = preview({});
    expect(schedule).toHaveLength(11);
    expect(schedule[0]).toEqual({ label: 'PSA, 6 weeks', due: '15 September 2025', overdueAfter: '29 September 2025', asked: false });
    expect({ asked, first: first?.label, lastDue }).toEqual({ asked: 9, first: 'PSA, 12 months', lastDue: '4 August 2030' });
  });
  it('results since the anchor are read as they will be, and those that ask for a clinician are marked', () => {
    const { onRecord } = preview({}, result('r1', psa('0.03', '2025-10-01')), result('r2', psa('0.27', '2026-03-02')));
    expect(onRecord.map(({ taken, review }) => [taken, review])).toEqual([
      ['r1', false],
      ['r2', true],
    ]);
    expect(onRecord[1]?.sentence).toContain('PSA 0.27 ng/mL on 2 March 2026 is at or above the limit of 0.20 ng/mL');
  });
  it('of a protocol that asks shows what the answers plan, with their sides, and when it ends', () => {
    const start = { protocol: imaging, anchorOn: on('2026-01-20') };
    expect(preview({ ...start, answers: { left: 'removed', right: 'kept' } })).toMatchObject({
      schedule: [
        { label: 'Scan, right, 12 months', due: '20 January 2027' },
        { label: 'Scan, right, 24 months', due: '20 January 2028' },
      ],
      closes: '20 January 2028',
    });
    expect(preview({ ...start, answers: { left: 'removed', right: 'removed' } })).toMatchObject({
      schedule: [],
      asked: 0,
      first: undefined,
      closes: '20 January 2028',
    });
  });
  it('reads reports by their code', () => {
    const start = { protocol: imaging, anchorOn: on('2025-08-04'), answers: { left: 'removed', right: 'kept' } };
    const { onRecord } = preview(start, result('r1', scan('S4', 'right', '2026-02-01')), result('r2', scan('S1', 'right', '2026-02-02')));
    expect(onRecord.map(({ review }) => review)).toEqual([true, false]);
  });
  it('a limit of the patient’s own is the one they are read against', () => {
    const personalLimit = { value: 0.4, unit: 'ng/mL', agreedBy: 'David Penrose', because: 'Benign margin' };
    expect(preview({ personalLimit }, result('r2', psa('0.27', '2026-03-02'))).onRecord).toMatchObject([{ review: false }]);
  });
  it.each([
    ['was taken on the day of the anchor', psa('0.27', '2025-08-04')],
    ['was taken back', psa('0.27', '2026-03-02', { status: 'withdrawn' })],
    ['is of another kind', psa('0.27', '2026-03-02', { analyte: 'creatinine' })],
  ])('a result that %s is not read', (_, report) => expect(preview({}, result('r', report)).onRecord).toEqual([]));
  it('only the newest report of a result counts', () => {
    const corrected = result('r', psa('0.11', '2026-03-02'), psa('0.21', '2026-03-02', { status: 'corrected' }));
    expect(preview({}, corrected).onRecord).toMatchObject([{ review: true }]);
  });
});
