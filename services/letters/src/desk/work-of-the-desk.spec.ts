import { describe, expect, it } from '@jest/globals';
import type { DocumentStore, Filter } from '@rms/read-models';
import type { LetterCopy } from '../letter/letters-of-a-follow-up.projection.js';
import type { LettersDesk } from './letters-desk.js';
import { workOfTheDesk } from './work-of-the-desk.js';

const waiting = { _id: 'a1', trust: 'ZT001', published: 3, phase: 'approved', toDo: 'hand-over', toDoFrom: '' } as unknown as LetterCopy;

/** A desk with one approved letter, whose hand-over fails as often as is said. */
const deskThatFails = (times: number) => {
  const clock = { seconds: 0 };
  const seen: string[] = [];
  let [failuresLeft, isGone] = [times, false];
  const documents = {
    trustsOf: () => Promise.resolve(['ZT001']),
    collection: () => ({
      find: (_trust: string, { turn }: Filter & { readonly turn?: { readonly $gte?: string } }) =>
        Promise.resolve(turn?.$gte === 'hand-over' && !isGone ? [waiting] : []),
    }),
  } as unknown as DocumentStore;
  const desk = {
    handOver: () => {
      failuresLeft -= 1;
      if (failuresLeft >= 0) return Promise.reject(new Error('registration does not answer'));
      isGone = true;
      return Promise.resolve(true);
    },
  } as unknown as LettersDesk;
  const now = (): string => new Date(Date.UTC(2026, 2, 4, 9, 0, clock.seconds)).toISOString();
  const { timers } = workOfTheDesk({ desk, documents, now, onFailure: (letter) => seen.push(letter) });
  return { clock, seen, wakeDue: () => timers.wakeDue() };
};

describe('the desk at work', () => {
  it('tries a letter again whose hand-over failed because a neighbour was away, without any fact about it', async () => {
    const { clock, seen, wakeDue } = deskThatFails(2);
    expect([await wakeDue(), seen]).toEqual([0, ['a1']]);
    clock.seconds = 1;
    expect([await wakeDue(), seen]).toEqual([0, ['a1', 'a1']]);
    clock.seconds = 2;
    expect([await wakeDue(), seen.length]).toEqual([0, 2]);
    clock.seconds = 3;
    expect([await wakeDue(), seen.length]).toEqual([1, 2]);
  });
});
