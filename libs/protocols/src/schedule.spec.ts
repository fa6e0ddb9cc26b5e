import { describe, expect, it } from '@jest/globals';
import { parseCivilDate, type CivilDate } from '@rms/nhs';
import { doublingTime, expandSchedule, fulfilments, overtaken, readProtocol, starterProtocols } from './index.js';

const protocol = starterProtocols[0]!;
const on = (text: string): CivilDate => parseCivilDate(text)!;
const slots = (anchor: string) => expandSchedule(protocol, on(anchor)).map((t) => ({ ...t, test: t.label }));

describe('the schedule after prostatectomy', () => {
  it('is 11 PSA tests: 6 weeks, then every 6 months for 5 years', () => {
    const tests = expandSchedule(protocol, on('2023-03-14'));
    expect(tests.map((t) => t.dueOn)).toEqual([
      '2023-04-25',
      '2023-09-14',
      '2024-03-14',
      '2024-09-14',
      '2025-03-14',
      '2025-09-14',
      '2026-03-14',
      '2026-09-14',
      '2027-03-14',
      '2027-09-14',
      '2028-03-14',
    ]);
    expect(tests[1]).toMatchObject({ label: '6 months', opensOn: '2023-08-31', overdueAfter: '2023-09-28' });
  });
  it('falls on the last day of a shorter month, leap years included', () =>
    expect(
      expandSchedule(protocol, on('2023-08-31'))
        .map((t) => t.dueOn)
        .slice(1, 3),
    ).toEqual(['2024-02-29', '2024-08-31']));
  it('never opens the first test before 6 weeks', () =>
    expect(expandSchedule(protocol, on('2023-03-14'))[0]).toMatchObject({ opensOn: '2023-04-25' }));
});

describe('a sample', () => {
  const done = (...samples: string[]) =>
    Object.fromEntries(
      fulfilments(
        slots('2023-03-14'),
        samples.map((s) => ({ result: s, kind: 'psa', sampledOn: s })),
      ),
    );
  it('fulfils the test whose window has opened last', () =>
    expect(done('2023-09-12', '2024-03-18')).toEqual({ '6 months': '2023-09-12', '12 months': '2024-03-18' }));
  it('counts for a test however late, until the next one opens', () => expect(done('2024-02-28')).toEqual({ '6 months': '2024-02-28' }));
  it('before the first window counts for none', () => expect(done('2023-04-24')).toEqual({}));
  it('is not needed twice: the first of two fulfils', () => expect(done('2023-09-20', '2023-09-12')).toEqual({ '6 months': '2023-09-12' }));
  it('overtakes the tests that were missed before it', () => {
    const tests = slots('2023-03-14');
    expect([...overtaken(tests, fulfilments(tests, [{ result: 'r', kind: 'psa', sampledOn: '2024-03-18' }]))]).toEqual([
      '6 weeks',
      '6 months',
    ]);
  });
});

describe('a protocol file', () => {
  it('is refused with the field and the rule', () => {
    expect(() => readProtocol({ ...protocol, rules: [{ ...protocol.rules[0]!, limit: -1 }] })).toThrow(/rules\.0\.limit: Too small/);
    expect(() => readProtocol({ ...protocol, rules: [{ ...protocol.rules[0]!, source: undefined }] })).toThrow(/rules\.0\.source/);
    expect(() => readProtocol({ ...protocol, surprise: 1 })).toThrow(/surprise/);
  });
});

describe('PSA doubling time', () => {
  const terms = protocol.doublingTime!;
  const value = (date: string, v: number, censored = false) => ({ on: on(date), value: v, censored });
  it('is ln 2 over the slope of ln(PSA), with its interval', () => {
    const doubled = doublingTime([value('2025-09-15', 0.12), value('2026-01-12', 0.21), value('2026-03-02', 0.27)], terms);
    expect(doubled).toMatchObject({ calculable: true, values: 3, days: 168 });
    expect(doubled.calculable && [doubled.months.toFixed(1), doubled.low.toFixed(1), doubled.high!.toFixed(1)]).toEqual([
      '4.7',
      '3.8',
      '6.4',
    ]);
  });
  it('leaves out values too low to measure or under 0.1', () =>
    expect(
      doublingTime(
        [value('2024-09-16', 0.02), value('2025-03-11', 0.1, true), value('2026-01-12', 0.21), value('2026-03-02', 0.27)],
        terms,
      ),
    ).toEqual({ calculable: false, why: 'it needs 3 values of 0.1 or more and there are 2' }));
  it('is not calculable over too short a time, or when not rising', () => {
    expect(doublingTime([value('2026-01-01', 0.2), value('2026-01-20', 0.3), value('2026-02-20', 0.4)], terms)).toEqual({
      calculable: false,
      why: 'the values span 50 days and it needs 90',
    });
    expect(doublingTime([value('2025-01-01', 0.4), value('2025-06-20', 0.3), value('2026-02-20', 0.2)], terms)).toEqual({
      calculable: false,
      why: 'the values are not rising',
    });
  });
});
