import { describe, expect, it } from '@jest/globals';
import { Remembered } from './remembered.js';

describe('what is remembered', () => {
  const clock = { at: 0, now: () => clock.at };

  it('is good until its time, and known after it', () => {
    const answers = new Remembered<string>(clock, 10);
    answers.note('a', 'yes', 100);
    clock.at = 99;
    expect([answers.good('a'), answers.last('a'), answers.good('b')]).toEqual(['yes', 'yes', undefined]);
    clock.at = 100;
    expect([answers.good('a'), answers.last('a')]).toEqual([undefined, 'yes']);
  });
  it('is no more than so many, the ones noted longest ago going first', () => {
    const answers = new Remembered<string>(clock, 2);
    for (const key of ['a', 'b', 'a', 'c']) answers.note(key, key, 1000);
    expect(['a', 'b', 'c'].map((key) => answers.last(key))).toEqual(['a', undefined, 'c']);
  });
});
