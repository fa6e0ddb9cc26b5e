import { describe, expect, it } from '@jest/globals';
import type { ToldEvent } from '@rms/service-kit';
import { differingFirst, stepsAround, usedWords } from './moment.model.js';

const event = (n: number, recordedAt: string, more: Partial<ToldEvent> = {}): ToldEvent => ({
  position: n,
  stream: 's',
  revision: n,
  id: `e${String(n)}`,
  type: 'T',
  nature: 'act',
  recordedAt,
  occurredAt: recordedAt,
  actor: 'person:ruth',
  role: 'auditor',
  sentence: `Event ${String(n)}.`,
  ...more,
});
const at = (hour: string): string => `2026-01-20T${hour}:00.000Z`;
const told = [
  event(1, at('09:00')),
  event(2, at('10:00')),
  event(3, at('10:00')),
  event(4, at('11:00'), { sentence: 'A clinician is asked to look by 22 January 2026. PSA 0.31 ng/mL is at or above the limit.' }),
  event(5, at('12:00'), { nature: 'observation', occurredAt: at('09:30') }),
];

describe('the steps round a moment', () => {
  const words = (moment: string) => {
    const { before, after } = stepsAround(told, moment);
    return [before?.words, after?.words];
  };
  it('lead to the event before and the event after', () =>
    expect(words(at('10:30'))).toEqual([
      '20 January 2026, 10:00:00, Event 3.',
      '20 January 2026, 11:00:00, A clinician is asked to look by 22 January 2026. PSA 0.31 …',
    ]));
  it('lead away from the events of the moment itself', () => expect(words(at('10:00'))[0]).toBe('20 January 2026, 09:00:00, Event 1.'));
  it('end where the history ends', () => expect([words(at('08:00'))[0], words(at('12:00'))[1]]).toEqual([undefined, undefined]));
});

describe('the events a moment was worked out from', () => {
  it('are named by their numbers, and those that were recorded later counted', () =>
    expect(usedWords(told, at('10:00'))).toEqual({
      known: '3 events, 1 to 3',
      truth: '4 events, 1 to 3, 5, of which 1 was recorded later',
    }));
  it('may be none', () => expect(usedWords(told, at('08:00'))).toEqual({ known: 'no event', truth: 'no event' }));
});

describe('the rows of a moment', () => {
  it('that differ come first, each in its own order', () => {
    const row = (key: string, why?: string) => ({ key, what: key, known: '', truth: '', ...(why === undefined ? {} : { why }) });
    expect(differingFirst([row('a'), row('b', 'x'), row('c'), row('d', 'y')]).map(({ key }) => key)).toEqual(['b', 'd', 'a', 'c']);
  });
});
