import { describe, expect, it } from '@jest/globals';
import { scenario } from '@rms/event-sourcing/testing';
import { letterDecider } from './letter.decider.js';
import type { LetterCommand, LetterEvent } from './letter.facts.js';
import { approved, calendar, drafted, needed, news, owed } from './letter.fixture.js';

const given = scenario(letterDecider);
const reason = 'The laboratory rang: a mix-up of samples.';
const held: LetterEvent = { type: 'LetterHeld', why: 'person-decided', sentence: reason };
const newer = { type: 'HoldForResult', stream: 'results.result-r', published: 2, calendar } as const;
const owe = { type: 'OweLetter', ...news, says: 'corrected', heard: 4, next: 'n', calendar } as const;
const cancel = { type: 'CancelLetter', because: 'result-changed', heard: 4, calendar } as const;
const after = (past: readonly LetterEvent[], ...commands: readonly LetterCommand[]): readonly LetterEvent[] =>
  commands.reduce((facts, command) => [...facts, ...given(...facts).when(command).events], past);

describe('a letter that a person holds', () => {
  const waiting = [owed, drafted, approved, held] as const;

  it('is not held over it for a newer report, and is held by the same reason when it is owed anew', () => {
    given(...waiting)
      .when(newer)
      .thenNothing();
    given(...after(waiting, newer))
      .when(owe)
      .then({ ...owed, says: 'corrected', heard: 4 }, held);
    given(...after(waiting, newer, owe))
      .when({ ...owe, says: 'corrected twice', heard: 5 })
      .then({ ...owed, says: 'corrected twice', heard: 5 }, held);
  });
  it('is not released where the newer report says the same', () =>
    given(...after(waiting, newer))
      .when({ ...owe, says: news.says })
      .thenNothing());
  it('is held when it was cancelled by the system meanwhile, and not when a person cancelled it', () => {
    given(...after(waiting, cancel))
      .when({ ...owe, heard: 5 })
      .then({ ...owed, says: 'corrected', heard: 5 }, held);
    given(...after(waiting, { ...cancel, because: 'patient-died' }))
      .when({ type: 'OweAgain', heard: 5, next: 'n', calendar })
      .then({ ...owed, heard: 5 }, held);
    given(...after(waiting, { type: 'CancelByPerson', reason: 'Rang him.' }))
      .when({ ...owe, heard: 5 })
      .then({ ...owed, says: 'corrected', heard: 5 });
  });
  it('goes on when a person releases it, and what is owed later is not held', () => {
    const released = after(waiting, owe, { type: 'ReleaseLetter', reason: 'The laboratory has sent it again.' });
    expect(released.at(-1)).toMatchObject({ type: 'LetterReleased' });
    given(...released)
      .when({ ...owe, says: 'corrected twice', heard: 5 })
      .then({ ...owed, says: 'corrected twice', heard: 5 });
  });
  it('is held by him also where it was held for a newer report, and stays so when that reads the same', () => {
    const both = [owed, drafted, { type: 'LetterHeld', why: 'result-newer', sentence: 's' }, needed('result-newer')] as const;
    given(...both)
      .when({ type: 'HoldLetter', reason })
      .then(held);
    given(...both, held)
      .when({ ...owe, says: news.says })
      .then({ type: 'LetterAttendedTo' });
    given(...both, held)
      .when({ type: 'HoldLetter', reason })
      .thenNothing();
  });
});
