import { describe, expect, it } from '@jest/globals';
import { momentIn } from './replay.command.js';

describe('the moment that a replay is asked for', () => {
  it.each([
    ['2026-08-01', '2026-08-01T22:59:59.999Z'],
    ['2026-01-01', '2026-01-01T23:59:59.999Z'],
    ['2026-10-25', '2026-10-25T23:59:59.999Z'],
    ['2026-08-01T09:14:07Z', '2026-08-01T09:14:07Z'],
  ])('%s is %s: a day ends in England', (asked, at) => {
    expect(Date.parse(momentIn(asked) ?? '')).toBe(Date.parse(at));
  });
  it.each(['yesterday', '2026-02-30', ''])('%s is none', (asked) => {
    expect(momentIn(asked)).toBeUndefined();
  });
});
