import { describe, expect, it } from '@jest/globals';
import { parseCivilDate, type CivilDate } from '@rms/nhs';
import fc from 'fast-check';
import { readResults, sidesTested, type Answers, type SeriesResult, type Side } from './index.js';
import { imaging } from './testing/index.js';

const on = (text: string): CivilDate => parseCivilDate(text)!;
const both: Answers = { left: 'kept', right: 'untouched' };
const leftGone: Answers = { left: 'removed', right: 'untouched' };
const noneLeft: Answers = { left: 'removed', right: 'removed' };
type Scan = SeriesResult & { readonly analyte: string };
const scan = (
  code: string,
  {
    side,
    system = 'EX',
    date = '2026-03-02',
    status = 'final',
  }: { side?: Side; system?: string; date?: string; status?: Scan['status'] } = {},
): Scan => ({
  result: `${date} ${code} ${side ?? ''}`,
  analyte: 'scan',
  sampledOn: on(date),
  status,
  value: { kind: 'coded', code, system, text: 'as the sender calls it', raw: code, ...(side === undefined ? {} : { side }) },
});
const words = (raw: string): Scan => ({ ...scan('S1'), value: { kind: 'not-a-number', unit: '', raw } });
const read = (answers: Answers, ...results: readonly Scan[]) => readResults(imaging, { anchorOn: on('2025-01-01'), answers }, results);

describe('a report with a coded conclusion', () => {
  it.each([
    ['S1', 'EX', 'report-reassuring', undefined],
    ['S2', 'EX', 'report-reassuring', undefined],
    ['S3', 'EX', 'report-needs-action', { seriousness: 2, reviewWithinWorkingDays: 2 }],
    ['S4', 'EX', 'report-needs-action', { seriousness: 1, reviewWithinWorkingDays: 1 }],
    ['S5', 'EX', 'cannot-be-interpreted', { seriousness: 3, reviewWithinWorkingDays: 2 }],
    ['s1', 'EX', 'cannot-be-interpreted', { seriousness: 3, reviewWithinWorkingDays: 2 }],
    ['S1', 'OTHER', 'cannot-be-interpreted', { seriousness: 3, reviewWithinWorkingDays: 2 }],
    ['S4', 'OTHER', 'cannot-be-interpreted', { seriousness: 3, reviewWithinWorkingDays: 2 }],
  ])('%s of %s is read as %s', (code, system, reading, asks) => {
    const [first] = read(both, scan(code, { side: 'both', system }));
    expect([first!.reading, first!.asks]).toEqual([reading, asks]);
    expect(first!.limit).toBeUndefined();
  });
  it.each(['No evidence of recurrence. Normal.', 'S1', ''])('never guesses at words: “%s”', (raw) => {
    const [first] = read(both, words(raw));
    expect(first).toMatchObject({ reading: 'cannot-be-interpreted', asks: { seriousness: 3 } });
    expect(first!.sentence).toContain('cannot be interpreted: the report came without a coded conclusion.');
  });
  it('says day, side, code, meaning, rule, protocol version and source in one sentence', () =>
    expect(read(leftGone, scan('S4', { side: 'right' }))[0]!.sentence).toBe(
      'Scan of 2 March 2026, right, asks for action: S4, suspicious. Rule: The coded conclusion of the scan. Protocol: Imaging for tests, version 1. Source: Made up for tests.',
    ));
  it('shows a preliminary report without reading it', () =>
    expect(read(both, scan('S4', { side: 'both', status: 'preliminary' }))).toMatchObject([{ reading: 'shown-only' }]));
});

describe('the side of a report', () => {
  it.each<[string, Answers, readonly string[]]>([
    ['both kept', both, ['left', 'right']],
    ['left removed', leftGone, ['right']],
    ['both removed', noneLeft, []],
  ])('with %s is one that is tested', (_, answers, sides) => expect(sidesTested(imaging, answers, 'scan')).toEqual(sides));
  it.each<[Answers, Side | undefined, string]>([
    [both, 'left', 'report-reassuring'],
    [both, 'both', 'report-reassuring'],
    [both, undefined, 'cannot-be-interpreted'],
    [leftGone, 'right', 'report-reassuring'],
    [leftGone, 'both', 'report-reassuring'],
    [leftGone, 'left', 'cannot-be-interpreted'],
    [noneLeft, 'left', 'cannot-be-interpreted'],
    [noneLeft, 'both', 'cannot-be-interpreted'],
  ])('of %j, reassuring and of %s, is read as %s', (answers, side, reading) =>
    expect(read(answers, scan('S1', side === undefined ? {} : { side }))[0]!.reading).toBe(reading),
  );
  it('says why a report of a side that is gone reassures nobody', () =>
    expect(read(leftGone, scan('S1', { side: 'left' }))[0]!.sentence).toContain(
      'cannot be interpreted: it says left, and no scan of that side is asked for from this patient.',
    ));
  it('hides nothing that asks for action', () =>
    expect(read(leftGone, scan('S4', { side: 'left' }))[0]).toMatchObject({
      reading: 'report-needs-action',
      asks: { seriousness: 1 },
      sentence: expect.stringContaining('It is to be checked whose it is: it says left'),
    }));
});

it('a set of reports is read the same in whatever order it arrives', () => {
  const reports = ['S1', 'S2', 'S3', 'S4', 'S9'].flatMap((code) => [
    scan(code, { side: 'left' }),
    scan(code, { side: 'right', date: '2026-04-01' }),
  ]);
  const straight = read(leftGone, ...reports);
  fc.assert(
    fc.property(fc.shuffledSubarray(reports, { minLength: reports.length }), (shuffled) => {
      expect(read(leftGone, ...shuffled)).toEqual(straight);
    }),
    { seed: 3, numRuns: 50 },
  );
});
