import { z } from 'zod';
import { contract } from './contract.js';
import { civilDate, id, instant, line, text } from './vocabulary.js';

const letter = { letter: id, patient: id };
const ofAFollowUp = { ...letter, followUp: id };
/** Who a letter goes to. Each has his own, with a state of its own. */
export const addressee = z.enum(['patient', 'gp']);
/** What a letter is about. */
export const letterAbout = z.enum([
  'result',
  'repeat',
  'recall',
  'test-missed',
  'test-missed-again',
  'follow-up-started',
  'follow-up-suspended',
  'follow-up-taken-up-again',
  'follow-up-ended',
]);
/** How grave its news is: it decides who may approve it, and whether together with others. */
export const letterWeight = z.enum(['reassuring', 'routine', 'abnormal']);
/** The news that somebody is to be told by a date. */
export const letterNews = z.strictObject({
  about: letterAbout,
  weight: letterWeight,
  to: addressee,
  by: civilDate,
  says: line,
  result: id.optional(),
  recall: id.optional(),
  test: id.optional(),
  /** When the sample was taken that a result letter is about. */
  sampledOn: civilDate.optional(),
});
export const letterOwed = contract(
  'letters.letter-owed.v1',
  'Somebody must be told by a date.',
  z.strictObject({ ...ofAFollowUp, ...letterNews.shape }),
);
export const cancellation = z.enum([
  'result-changed',
  'result-taken-back',
  'patient-died',
  'start-undone',
  'another-patient',
  'no-longer-needed',
  'newer-result-to-review',
  'person-decided',
]);
export const letterCancelled = contract(
  'letters.letter-cancelled.v1',
  'A letter is not to be written.',
  z.strictObject({ ...letter, reason: text.optional(), because: cancellation }),
);
export const letterReassigned = contract(
  'letters.letter-reassigned.v1',
  'The letter belongs to another patient record since a merge.',
  z.strictObject({ ...letter, from: id }),
);

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export const channel = z.enum(['post', 'gp-mailbox', 'sms', 'by-hand']);
export const letterDrafted = contract(
  'letters.letter-drafted.v1',
  'A letter was written and waits for somebody to approve it.',
  z.strictObject({
    ...letter,
    template: z.strictObject({ template: id, name: line, version: z.number().int().min(1) }),
    on: civilDate,
    channel,
    print: z.enum(['standard', 'large']),
    to: z.array(line).min(1).max(12),
    text: z.array(text).min(1).max(80),
    pdfSha256: sha256,
    approveBy: civilDate,
  }),
);
export const letterApproved = contract(
  'letters.letter-approved.v1',
  'Somebody approved a letter.',
  z.strictObject({ ...letter, person: line, role: line, handOverFrom: instant, handOverBy: civilDate }),
);
/** Why a letter waits for a person, or does not leave. */
export const holdReason = z.enum([
  'person-decided',
  'needs-another-format',
  'result-newer',
  'newer-facts',
  'patient-died',
  'record-merged',
  'addressee-changed',
  'address-missing',
  'address-unusable',
  'address-stale',
  'address-returned',
  'practice-missing',
  'practice-closed',
  'no-way-to-reach',
  'dates-passed',
  'cannot-be-written',
  'page-lost',
  'under-review',
]);
export const letterHeld = contract(
  'letters.letter-held.v1',
  'A letter does not leave until somebody has looked.',
  z.strictObject({ ...letter, why: holdReason, sentence: text }),
);
/** When a person said that the address is right, whatever spoke against it. */
const addressConfirmedOn = civilDate.optional();
export const letterReleased = contract(
  'letters.letter-released.v1',
  'A held letter goes on.',
  z.strictObject({ ...letter, reason: text, addressConfirmedOn }),
);
export const letterHandedOver = contract(
  'letters.letter-handed-over.v1',
  'A letter was given to a carrier. This is recorded before the carrier is called, and once only.',
  z.strictObject({ ...letter, channel, to: z.array(line).min(1).max(12), proofBy: civilDate }),
);
export const letterAccepted = contract(
  'letters.letter-accepted.v1',
  'The carrier said that he has the letter.',
  z.strictObject({ ...letter, reference: line, lookFrom: instant }),
);
export const letterDispatched = contract(
  'letters.letter-dispatched.v1',
  'The carrier proved that the letter is on its way.',
  z.strictObject({ ...letter, at: instant, lookFrom: instant, deliveryBy: civilDate.optional() }),
);
export const letterDelivered = contract(
  'letters.letter-delivered.v1',
  'The letter reached whom it was for.',
  z.strictObject({ ...letter, at: instant, how: z.enum(['carrier', 'another-way']), note: text.optional() }),
);
export const letterReturned = contract(
  'letters.letter-returned.v1',
  'The letter came back.',
  z.strictObject({
    ...letter,
    at: instant,
    why: line,
    on: civilDate.optional().describe('The day that a person gave, who had the envelope in hand: the hour is not known.'),
  }),
);
export const letterRefused = contract(
  'letters.letter-refused.v1',
  'The carrier did not take the letter. Nothing was sent.',
  z.strictObject({ ...letter, why: line }),
);
export const letterOutcomeUnknown = contract(
  'letters.letter-outcome-unknown.v1',
  'It is not known whether the carrier has the letter. It is not sent again.',
  z.strictObject(letter),
);
export const letterOutcomeSettled = contract(
  'letters.letter-outcome-settled.v1',
  'A person found out whether the carrier had the letter.',
  z.strictObject({ ...letter, wasSent: z.boolean(), note: text, deliveryBy: civilDate.optional() }),
);
export const letterFollowedBy = contract(
  'letters.letter-followed-by.v1',
  'What this letter said, or could not say, is said by another letter.',
  z.strictObject({
    ...ofAFollowUp,
    next: id,
    because: z.enum(['corrected', 'to-be-sent-again']),
    heard: z.number().int(),
    news: letterNews,
    addressConfirmedOn,
  }),
);
export const letterLate = contract(
  'letters.letter-late.v1',
  'A letter stayed longer in a state than it may.',
  z.strictObject({ ...letter, state: z.enum(['owed', 'to-approve', 'approved', 'handed-over', 'dispatched']), by: civilDate }),
);
export const letterNeed = z.enum([
  ...holdReason.options,
  'late',
  'returned',
  'refused',
  'outcome-unknown',
  'changed-after-hand-over',
  'handed-over-before-death',
]);
export const letterNeedsSomebody = contract(
  'letters.letter-needs-somebody.v1',
  'Only a person can bring this letter on.',
  z.strictObject({
    ...ofAFollowUp,
    why: letterNeed,
    sentence: text,
    by: civilDate,
    which: line.optional().describe('Which letter: what it says and to whom.'),
  }),
);
export const letterAttendedTo = contract(
  'letters.letter-attended-to.v1',
  'What a letter needed a person for is settled.',
  z.strictObject({ ...letter, note: text.optional() }),
);

export { closureTakenBack, contactDetailsGiven, practiceClosed, templateApproved, templateLaidDown } from './letter-paper.js';
