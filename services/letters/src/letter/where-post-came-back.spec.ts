import { describe, expect, it } from '@jest/globals';
import { letters, type Contract, type DataOf } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import { ownLetters, type LetterCopy } from './letters-of-a-follow-up.projection.js';
import { whatThePostSays } from './where-post-came-back.reading.js';

const to = ['Mr George Allan', '4 Harbour Row', 'Northmoor', 'ZZ1 4HR'];
const says =
  (day: string) =>
  <C extends Contract>({ type }: C, data: Partial<DataOf<C>>): Message =>
    ({ type, data, time: `${day}T09:00:00.000Z` }) as Message;
const written = (day: string, where = to): readonly Message[] => [says(day)(letters.letterDrafted, { channel: 'post', to: where })];
const handed = (day: string, where = to): readonly Message[] => [
  ...written(day, where),
  says(day)(letters.letterHandedOver, { channel: 'post', to: where }),
];
const cameBack = (day: string): Message => says(day)(letters.letterReturned, { at: `${day}T08:00:00.000Z`, why: 'gone away' });
const confirmed = (day: string): Message => says(day)(letters.letterReleased, { reason: 'Rang him.', addressConfirmedOn: day });
const copyOf = (...told: readonly Message[]): LetterCopy =>
  told.reduce((before, message) => ({ ...before, ...ownLetters.evolve(before, message) }), {
    ...ownLetters.initial,
    _id: 'l',
    trust: 'ZT001',
  } as unknown as LetterCopy);
const returned = copyOf(...handed('2026-02-01'), cameBack('2026-02-03'));

describe('what the post says of an address', () => {
  it('is that a letter came back from there, however it is written', () => {
    expect(whatThePostSays([returned], to)).toEqual({ cameBackOn: '2026-02-03' });
    expect(whatThePostSays([returned], ['Mr G Allan', '4 HARBOUR  ROW', 'Northmoor', 'zz1 4hr'])).toEqual({ cameBackOn: '2026-02-03' });
  });
  it('is nothing where the letter went elsewhere, did not come back, or was no letter', () => {
    expect(whatThePostSays([returned], ['Mr George Allan', '2 Chapel Hill', 'ZZ1 9CH'])).toEqual({});
    expect(whatThePostSays([copyOf(...handed('2026-02-01'))], to)).toEqual({});
    expect(
      whatThePostSays([copyOf(says('2026-02-01')(letters.letterHandedOver, { channel: 'sms', to }), cameBack('2026-02-03'))], to),
    ).toEqual({});
  });
  it('is known after the letter was cancelled or is owed again', () => {
    const cancelled = says('2026-02-04')(letters.letterCancelled, { because: 'result-changed' });
    const owed = says('2026-02-05')(letters.letterOwed, { about: 'result', to: 'patient' });
    expect(whatThePostSays([copyOf(...handed('2026-02-01'), cameBack('2026-02-03'), cancelled, owed)], to)).toEqual({
      cameBackOn: '2026-02-03',
    });
  });
  it('no longer counts when a person has confirmed the address after it came back', () => {
    const before = copyOf(...written('2026-02-02'), confirmed('2026-02-02'));
    const after = copyOf(...written('2026-02-04'), confirmed('2026-02-04'));
    expect(whatThePostSays([returned, before], to)).toEqual({ cameBackOn: '2026-02-03', confirmedOn: '2026-02-02' });
    expect(whatThePostSays([returned, after], to)).toEqual({ confirmedOn: '2026-02-04' });
    const elsewhere = copyOf(...written('2026-02-04', ['Mr George Allan', '2 Chapel Hill', 'ZZ1 9CH']), confirmed('2026-02-04'));
    expect(whatThePostSays([returned, elsewhere], to)).toEqual({ cameBackOn: '2026-02-03' });
  });
  it('no longer counts when a person had the letter sent to the same address again', () => {
    const again = says('2026-02-04')(letters.letterFollowedBy, { addressConfirmedOn: '2026-02-04' });
    const copy = copyOf(...handed('2026-02-01'), cameBack('2026-02-03'), again);
    expect(whatThePostSays([copy], to)).toEqual({ confirmedOn: '2026-02-04' });
  });
});
