import { describe, expect, it } from '@jest/globals';
import { inTurn } from './in-turn.js';

describe('work in turn', () => {
  it('begins when what was asked for before is over, also where that failed', async () => {
    const told: string[] = [];
    const inOrder = inTurn();
    const work =
      (name: string, fails = false) =>
      async (): Promise<string> => {
        told.push(`${name} begins`);
        await new Promise((resolve) => {
          setTimeout(resolve, 2);
        });
        told.push(`${name} ends`);
        if (fails) throw new Error(name);
        return name;
      };
    const answers = await Promise.allSettled([inOrder(work('one')), inOrder(work('two', true)), inOrder(work('three'))]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(told).toEqual(['one begins', 'one ends', 'two begins', 'two ends', 'three begins', 'three ends']);
  });
});
