import { describe, expect, it } from '@jest/globals';
import { Attempts } from './attempts.js';

const attemptsAt = () => {
  const clock = { at: 0, now: () => clock.at };
  return { clock, attempts: new Attempts(clock) };
};
const fails = (attempts: Attempts, times: number): void => {
  for (let n = 0; n < times; n += 1) attempts.failed('ruth');
};

describe('wrong passwords', () => {
  it('lock a name after five in a row, and no other name', () => {
    const { attempts } = attemptsAt();
    fails(attempts, 4);
    expect(attempts.isLocked('ruth')).toBe(false);
    fails(attempts, 1);
    expect([attempts.isLocked('ruth'), attempts.isLocked('david')]).toEqual([true, false]);
  });

  it('are forgotten after a minute without any, and more of them make that minute no longer', () => {
    const { attempts, clock } = attemptsAt();
    fails(attempts, 5);
    clock.at = 59_999;
    fails(attempts, 3);
    expect(attempts.isLocked('ruth')).toBe(true);
    clock.at = 60_000;
    expect(attempts.isLocked('ruth')).toBe(false);
    fails(attempts, 4);
    expect(attempts.isLocked('ruth')).toBe(false);
  });

  it('are forgotten with the right one', () => {
    const { attempts } = attemptsAt();
    fails(attempts, 4);
    attempts.succeeded('ruth');
    fails(attempts, 4);
    expect(attempts.isLocked('ruth')).toBe(false);
  });
});
