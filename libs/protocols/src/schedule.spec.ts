import { describe, expect, it } from '@jest/globals';
import { parseCivilDate, type CivilDate } from '@rms/nhs';
import { starterProtocol } from './embedded/starter-protocols.js';
import { closesOn, doublingTime, expandSchedule, fulfilments, overtaken, type Answers } from './index.js';
import { imaging } from './testing/index.js';

const protocol = starterProtocol('prostate-after-prostatectomy');
const on = (text: string): CivilDate => parseCivilDate(text)!;
const slots = (anchor: string) => expandSchedule(protocol, { anchorOn: on(anchor) }).map((t) => ({ ...t, test: t.label }));

describe('the schedule after prostatectomy', () => {
  it('is 11 PSA tests: 6 weeks, then every 6 months for 5 years', () => {
    const tests = expandSchedule(protocol, { anchorOn: on('2023-03-14') });
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
      expandSchedule(protocol, { anchorOn: on('2023-08-31') })
        .map((t) => t.dueOn)
        .slice(1, 3),
    ).toEqual(['2024-02-29', '2024-08-31']));
  it('never opens the first test before 6 weeks', () =>
    expect(expandSchedule(protocol, { anchorOn: on('2023-03-14') })[0]).toMatchObject({ opensOn: '2023-04-25' }));
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

describe('a schedule that depends on answers and age', () => {
  const bornOn = on('1970-06-01');
  const planned = (answers: Answers, born = bornOn) =>
    expandSchedule(imaging, { anchorOn: on('2023-03-14'), answers, bornOn: born }).map(
      ({ side, label }) => `${side ?? 'no side'} ${label}`,
    );
  const both = ['both 12 months', 'both 24 months'];
  it.each<[Answers, readonly string[]]>([
    [{ left: 'kept', right: 'untouched' }, both],
    [{ left: 'untouched', right: 'kept' }, both],
    [{ left: 'kept', right: 'kept' }, both],
    [{ left: 'removed', right: 'untouched' }, ['right 12 months', 'right 24 months']],
    [{ left: 'kept', right: 'removed' }, ['left 12 months', 'left 24 months']],
    [{ left: 'removed', right: 'removed' }, []],
  ])('of %j plans %j', (answers, tests) => expect(planned(answers)).toEqual(tests));

  it.each([
    ['1976-03-14', 0],
    ['1976-03-15', 1],
    ['1975-03-15', 0],
    ['1977-03-15', 2],
  ])('born %s, has %d further tests before 50', (born, count) =>
    expect(planned({ left: 'kept', right: 'kept' }, on(born)).slice(2)).toHaveLength(count),
  );
  it.each([
    [{ left: 'removed', right: 'removed' }, '1970-06-01', '2025-03-14'],
    [{ left: 'kept', right: 'kept' }, '1970-06-01', '2025-03-14'],
    [{ left: 'kept', right: 'kept' }, '1977-03-15', '2027-03-14'],
  ])('of %j, born %s, closes on %s and never before its last test', (answers, born, closes) =>
    expect(closesOn(imaging, { anchorOn: on('2023-03-14'), answers, bornOn: on(born) })).toBe(closes),
  );
  it('closes of itself where the protocol names no end', () => expect(closesOn(protocol, { anchorOn: on('2023-03-14') })).toBeUndefined());
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
  it('counts from the newest of the lowest values where the protocol says so: the fall before would make the rise look slow', () => {
    const fall = [value('2024-01-01', 1.2), value('2024-07-01', 0.4), value('2025-01-01', 0.4)];
    const rise = [value('2025-07-01', 0.8), value('2026-01-01', 1.6)];
    const since = { ...terms, from: 'lowest-value' } as const;
    const [whole, risen] = [doublingTime([...fall, ...rise], terms), doublingTime([...fall, ...rise], since)];
    expect(risen).toMatchObject({ calculable: true, values: 3, days: 365 });
    expect(risen.calculable && risen.months.toFixed(1)).toBe('6.0');
    expect(whole.calculable && whole.months > 12).toBe(true);
    expect(doublingTime([...fall, value('2025-03-01', 0.05, true), ...rise], since)).toEqual({
      calculable: false,
      why: 'it needs 3 values of 0.1 or more since the lowest one and there are 2',
    });
  });
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
