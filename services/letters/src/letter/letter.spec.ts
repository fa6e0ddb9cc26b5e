import { describe, it } from '@jest/globals';
import { scenario } from '@rms/event-sourcing/testing';
import { letter, type Owed } from './letter.aggregate.js';

const given = scenario(letter.decider);
const news: Owed = {
  patient: 'p',
  followUp: 'f',
  about: 'result',
  result: 'r',
  to: ['patient', 'gp'],
  by: '2026-03-10',
  says: 'PSA 0.03 ng/mL, sample of 1 March 2026: under the limit',
};

const owed = { ...news, heard: 3 };

describe('a letter', () => {
  it('is owed once for the same news, and again for other news', () => {
    given()
      .when({ type: 'OweLetter', ...owed })
      .then({ type: 'LetterOwed', ...owed });
    given({ type: 'LetterOwed', ...owed })
      .when({ type: 'OweLetter', ...owed, heard: 4 })
      .thenNothing();
    given({ type: 'LetterOwed', ...owed })
      .when({ type: 'OweLetter', ...owed, says: 'corrected', heard: 4 })
      .then({ type: 'LetterOwed', ...owed, says: 'corrected', heard: 4 });
  });
  it('is cancelled with a reason while it is owed, and can be owed again afterwards', () => {
    given({ type: 'LetterOwed', ...owed })
      .when({ type: 'CancelLetter', because: 'result-changed', heard: 4 })
      .then({ type: 'LetterCancelled', because: 'result-changed', heard: 4 });
    given().when({ type: 'CancelLetter', because: 'result-changed', heard: 4 }).thenNothing();
    given({ type: 'LetterOwed', ...owed }, { type: 'LetterCancelled', because: 'result-changed', heard: 4 })
      .when({ type: 'OweLetter', ...owed, heard: 5 })
      .then({ type: 'LetterOwed', ...owed, heard: 5 });
  });
  it('is not owed again, and not cancelled, by a fact older than the one behind it', () => {
    given({ type: 'LetterOwed', ...owed }, { type: 'LetterCancelled', because: 'patient-died', heard: 5 })
      .when({ type: 'OweLetter', ...owed, heard: 4 })
      .thenNothing();
    given({ type: 'LetterOwed', ...owed, heard: 5 })
      .when({ type: 'CancelLetter', because: 'result-changed', heard: 4 })
      .thenNothing();
  });
  it('stays owed by its date when its result is read anew after it is news, and says what is so then', () => {
    const { by, ...late } = { ...owed, heard: 9 };
    given()
      .when({ type: 'OweLetter', ...late })
      .thenNothing();
    given({ type: 'LetterOwed', ...owed })
      .when({ type: 'OweLetter', ...late })
      .thenNothing();
    given({ type: 'LetterOwed', ...owed })
      .when({ type: 'OweLetter', ...late, says: 'corrected' })
      .then({ type: 'LetterOwed', ...owed, by, says: 'corrected', heard: 9 });
  });
  it('is owed again when only a death that was none had stopped it', () => {
    given({ type: 'LetterOwed', ...owed }, { type: 'LetterCancelled', because: 'patient-died', heard: 5 })
      .when({ type: 'OweAgain', heard: 6 })
      .then({ type: 'LetterOwed', ...owed, heard: 6 });
    given({ type: 'LetterOwed', ...owed }, { type: 'LetterCancelled', because: 'result-changed', heard: 5 })
      .when({ type: 'OweAgain', heard: 6 })
      .thenNothing();
    given({ type: 'LetterOwed', ...owed })
      .when({ type: 'OweAgain', heard: 6 })
      .thenNothing();
  });
  it('follows its patient through a merge', () => {
    given().when({ type: 'ReassignLetter', to: 'q' }).thenRefused('no-such-letter');
    given({ type: 'LetterOwed', ...owed })
      .when({ type: 'ReassignLetter', to: 'q' })
      .then({ type: 'LetterReassigned', to: 'q', from: 'p' });
    given({ type: 'LetterOwed', ...owed }, { type: 'LetterReassigned', to: 'q', from: 'p' })
      .when({ type: 'ReassignLetter', to: 'q' })
      .thenNothing();
  });
});
