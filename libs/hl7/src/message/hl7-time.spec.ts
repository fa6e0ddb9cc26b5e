import { describe, expect, it } from '@jest/globals';
import { parseHl7Time } from './hl7-time.js';

describe('a time', () => {
  it.each([
    ['2026', { year: 2026 }],
    ['202602', { year: 2026, month: 2 }],
    ['20260228', { year: 2026, month: 2, day: 28 }],
    ['2026022809', { year: 2026, month: 2, day: 28, hour: 9 }],
    ['202602280930', { year: 2026, month: 2, day: 28, hour: 9, minute: 30 }],
    ['20260228093059', { year: 2026, month: 2, day: 28, hour: 9, minute: 30, second: 59 }],
    ['20260228093059.0125', { year: 2026, month: 2, day: 28, hour: 9, minute: 30, second: 59, fraction: '0125' }],
    ['20260228093059.5+0100', { year: 2026, month: 2, day: 28, hour: 9, minute: 30, second: 59, fraction: '5', offset: '+0100' }],
    ['20260228-0000', { year: 2026, month: 2, day: 28, offset: '-0000' }],
    ['202602280930+0545', { year: 2026, month: 2, day: 28, hour: 9, minute: 30, offset: '+0545' }],
  ])('has the precision that was sent: %s', (text, time) => {
    expect(parseHl7Time(text)).toEqual(time);
  });

  it('may have hyphens and colons', () => {
    expect(parseHl7Time('2025-05-05 23:23:28')).toEqual({ year: 2025, month: 5, day: 5, hour: 23, minute: 23, second: 28 });
    expect(parseHl7Time('2025-05-05T23:23:28.5+01:00')).toEqual({
      year: 2025,
      month: 5,
      day: 5,
      hour: 23,
      minute: 23,
      second: 28,
      fraction: '5',
      offset: '+0100',
    });
    expect(parseHl7Time('2025-05-05')).toEqual({ year: 2025, month: 5, day: 5 });
  });

  it('is the first component, without an offset that was begun and not given', () => {
    expect(parseHl7Time('19760121+^D')).toEqual({ year: 1976, month: 1, day: 21 });
    expect(parseHl7Time('19760121^D')).toEqual({ year: 1976, month: 1, day: 21 });
    expect(parseHl7Time(' 19760121 ')).toEqual({ year: 1976, month: 1, day: 21 });
  });

  it('knows leap years', () => {
    expect(parseHl7Time('20240229')).toBeDefined();
    expect(parseHl7Time('20000229')).toBeDefined();
    expect(parseHl7Time('20260229')).toBeUndefined();
    expect(parseHl7Time('19000229')).toBeUndefined();
  });

  it.each([
    '',
    '""',
    'UNKNOWN',
    '20260231',
    '20260431',
    '20261301',
    '20260001',
    '20260100',
    '00000101',
    '2026010124',
    '202601011260',
    '20260101120060',
    '20260101+1500',
    '20260101+0060',
    '202',
    '20260',
    '2026010',
    '20260101120000.',
    '2026-13-01',
    '2026-01-01 25:00',
    '2026/01/01',
    '20260101Z',
    '20260101 120000',
  ])('that cannot be is none: %j', (text) => {
    expect(parseHl7Time(text)).toBeUndefined();
  });
});
