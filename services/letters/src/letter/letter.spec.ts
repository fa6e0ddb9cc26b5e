import { describe, it } from '@jest/globals';
import { scenario } from '@rms/event-sourcing/testing';
import { letter, type Owed } from './letter.aggregate.js';

const given = scenario(letter.decider);
const owed: Owed = {
  patient: 'p',
  followUp: 'f',
  about: 'result',
  result: 'r',
  to: ['patient', 'gp'],
  by: '2026-03-10',
  says: 'PSA 0.03 ng/mL, sample of 1 March 2026: under the limit',
};

describe('a letter', () => {
  it('is owed once for the same news, and again for other news', () => {
    given()
      .when({ type: 'OweLetter', ...owed })
      .then({ type: 'LetterOwed', ...owed });
    given({ type: 'LetterOwed', ...owed })
      .when({ type: 'OweLetter', ...owed })
      .thenNothing();
    given({ type: 'LetterOwed', ...owed })
      .when({ type: 'OweLetter', ...owed, says: 'corrected' })
      .then({ type: 'LetterOwed', ...owed, says: 'corrected' });
  });
  it('is cancelled with a reason while it is owed, and can be owed again afterwards', () => {
    given({ type: 'LetterOwed', ...owed })
      .when({ type: 'CancelLetter', because: 'result-changed' })
      .then({ type: 'LetterCancelled', because: 'result-changed' });
    given().when({ type: 'CancelLetter', because: 'result-changed' }).thenNothing();
    given({ type: 'LetterOwed', ...owed }, { type: 'LetterCancelled', because: 'result-changed' })
      .when({ type: 'OweLetter', ...owed })
      .then({ type: 'LetterOwed', ...owed });
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
