import { describe, expect, it } from '@jest/globals';
import type { ToldEvent } from '@rms/service-kit';
import { eventRows } from './event-rows.js';

const letter = 'e1000000-0000-5000-8000-000000000001';
const told = (more: Partial<ToldEvent>): ToldEvent => ({
  position: 1,
  stream: `letters.letter-${letter}`,
  revision: 1,
  id: 'e',
  type: 'LetterDrafted',
  nature: 'act',
  recordedAt: '2026-03-09T09:00:00.000Z',
  actor: 'policy:letters.letters-desk',
  role: 'policy',
  sentence: 'The letter was written.',
  ...more,
});
const pageOf = (event: ToldEvent): string | undefined => eventRows([event], { nameOf: (actor) => actor, marks: new Map() })[0]?.page;

describe('an event of the history', () => {
  it('that is the writing of a letter leads to the page as it was written', () =>
    expect(pageOf(told({ page: 'ab12' }))).toBe(`/letters/${letter}/pages/ab12`));
  it('that is none leads to no page', () => expect(pageOf(told({ type: 'LetterApproved' }))).toBeUndefined());
});
