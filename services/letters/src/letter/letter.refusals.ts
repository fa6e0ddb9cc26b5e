import type { RefusalTable } from '@rms/service-kit';
import type { LetterRefusal } from './letter.facts.js';

/** What each refusal is as a status and a sentence, once. */
export const letterRefusals: RefusalTable<LetterRefusal> = {
  'no-such-letter': [404, 'There is no such record in your trust.'],
  'nothing-to-approve': [409, 'This letter does not wait for approval.'],
  'clinician-needed': [403, 'This letter gives news that is not routine. A clinical nurse specialist or consultant approves it.'],
  'one-at-a-time': [422, 'This letter gives news that is not routine. Open it and approve it by itself.'],
  'needs-another-format': [
    409,
    'The patient needs another format than a standard letter. Give it in the format that is recorded, and record that you did.',
  ],
  'letter-held': [409, 'This letter is held. Release it first.'],
  'not-held': [409, 'This letter is not held.'],
  'reason-needed': [422, 'Enter your reason'],
  'already-handed-over': [409, 'This letter has left. It cannot be called back.'],
  'not-to-be-handed-over': [409, 'This letter may not leave now.'],
  'outcome-known': [409, 'What became of this letter is known.'],
  'has-not-left': [409, 'This letter has not left, or has come back already.'],
  'not-by-post': [409, 'This letter did not go by post.'],
  'no-day-for-it': [422, 'The day must not be to come, and not before the letter left.'],
  'nothing-to-send-again': [409, 'This letter has not come back and was not refused.'],
};
