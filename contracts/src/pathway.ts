import { z } from 'zod';
import { contract } from './contract.js';
import {
  civilDate,
  decision,
  endDecision,
  id,
  instant,
  limit,
  line,
  reading,
  reviewSubject,
  scheduledTest,
  stream,
  text,
  trust,
} from './vocabulary.js';

const dayOff = z.strictObject({ on: civilDate, name: line });
export const holidaysDeclared = contract(
  'pathway.holidays-declared.v1',
  'The clinics of a trust are closed on some days besides the bank holidays: they count as no working days.',
  z.strictObject({ trust, days: z.array(dayOff).min(1).max(31), reason: text }),
);
export const holidayWithdrawn = contract(
  'pathway.holiday-withdrawn.v1',
  'A day that a trust had declared a holiday is worked after all.',
  z.strictObject({ trust, on: civilDate, reason: text }),
);

export const protocolPublished = contract(
  'pathway.protocol-published.v1',
  'A version of a protocol was laid down. It is not in force until signed.',
  z.strictObject({ protocol: id, name: line, version: z.number().int().min(1), title: line, content: z.unknown() }),
);
export const protocolSigned = contract(
  'pathway.protocol-signed.v1',
  'A clinician signed a protocol version: new follow-ups use it.',
  z.strictObject({ protocol: id, version: z.number().int().min(1), signedBy: line }),
);

export const pinnedProtocol = z.strictObject({ protocol: id, version: z.number().int().min(1), title: line });
const followUp = { followUp: id, patient: id };
export const followUpStarted = contract(
  'pathway.follow-up-started.v1',
  'Surveillance of one patient for one cancer began.',
  z.strictObject({
    ...followUp,
    protocol: pinnedProtocol,
    cancer: line,
    treatment: line,
    anchorName: line,
    anchorOn: civilDate,
    stream,
    team: id,
    /** The limit that counts from the start; absent where there is none, or where it is counted from later results. */
    limit: limit.optional(),
    protocolLimit: limit.optional(),
    tests: z.array(scheduledTest),
    /** What was answered at the start, because the schedule depends on it. */
    answers: z
      .array(z.strictObject({ question: line, asks: line, answer: line, says: line }))
      .max(50)
      .optional(),
    /** When a clinician decides how follow-up ends, where the protocol names a day. */
    closesOn: civilDate.optional(),
  }),
);
export const startUndone = contract(
  'pathway.start-undone.v1',
  'A follow-up that was started in error was taken back.',
  z.strictObject({ ...followUp, reason: text }),
);
export const resultInterpreted = contract(
  'pathway.result-interpreted.v1',
  'A rule read a result against this patient’s limits.',
  z.strictObject({
    ...followUp,
    result: id,
    analyte: line,
    /** What the test is called: “PSA”, “mammogram”. */
    testName: line.optional(),
    reading,
    sentence: text,
    rule: line,
    source: text,
    limit: limit.optional(),
    sampledOn: civilDate,
    shown: line,
    unit: line,
    status: line,
    /** By when a reassuring result is told. None of a result that a clinician has decided on: what was decided is told. */
    letterBy: civilDate.optional(),
    /** Where a clinician has decided on this result: the decision is still about what it says, or is put before a clinician again. */
    decision: z.enum(['stands', 'asked-again']).optional(),
  }),
);
export const readingWithdrawn = contract(
  'pathway.reading-withdrawn.v1',
  'A reading no longer stands: its result was taken back or belongs to somebody else.',
  z.strictObject({
    ...followUp,
    result: id,
    because: z.enum(['withdrawn', 'deleted', 'not-obtained', 'another-patient', 'before-follow-up']),
  }),
);
export const testFulfilled = contract(
  'pathway.test-fulfilled.v1',
  'A surveillance test was done.',
  z.strictObject({ ...followUp, test: id, result: id, on: civilDate }),
);
export const testReopened = contract(
  'pathway.test-reopened.v1',
  'A test that had counted as done is due again.',
  z.strictObject({ ...followUp, on: civilDate.optional(), test: id }),
);
export const reviewOpened = contract(
  'pathway.review-opened.v1',
  'A clinician must look.',
  z.strictObject({
    ...followUp,
    review: id,
    about: reviewSubject,
    result: id.optional(),
    test: id.optional(),
    reading: reading.optional(),
    /** The birth date that is asked about, where a schedule was counted by another. */
    bornOn: civilDate.optional(),
    sentence: text,
    seriousness: z.number().int().min(1).max(9),
    reviewBy: civilDate,
    proposes: decision.optional(),
    team: id,
  }),
);
export const reviewWithdrawn = contract(
  'pathway.review-withdrawn.v1',
  'A review is no longer needed.',
  z.strictObject({
    ...followUp,
    review: id,
    because: z.enum([
      'corrected',
      'withdrawn',
      'start-undone',
      'patient-died',
      'another-patient',
      'follow-up-ended',
      'test-done',
      'test-booked',
      'suspended',
      'resumed',
    ]),
  }),
);
export const resultReviewed = contract(
  'pathway.result-reviewed.v1',
  'A clinician decided.',
  z.strictObject({
    ...followUp,
    review: id,
    result: id.optional(),
    decision,
    reason: text,
    reviewer: z.strictObject({ person: line, role: line, registration: line }),
    nextOn: civilDate.optional(),
  }),
);
export const testAdded = contract(
  'pathway.test-added.v1',
  'A clinician asked for a test besides the schedule.',
  z.strictObject({ ...followUp, test: scheduledTest, because: id, result: id.optional() }),
);
export const followUpEnded = contract(
  'pathway.follow-up-ended.v1',
  'Surveillance came to its end, for a recorded reason.',
  z.strictObject({ ...followUp, because: z.enum(['patient-died', ...endDecision.options]), on: civilDate }),
);
export const followUpResumed = contract(
  'pathway.follow-up-resumed.v1',
  'Surveillance goes on: the reason for its end was an error, or a result came after it that a clinician must see.',
  z.strictObject({ on: civilDate.optional(), because: z.enum(['death-withdrawn', 'result']).optional(), ...followUp }),
);
export const followUpReassigned = contract(
  'pathway.follow-up-reassigned.v1',
  'The follow-up belongs to another patient record since a merge.',
  z.strictObject({ ...followUp, from: id, at: instant.optional() }),
);

export { recallBooked, recallRequested, recallSettled } from './recalls.js';
export {
  followUpSuspended,
  missedTestCallRecorded,
  missedTestSettled,
  missedTestStepTaken,
  suspensionEnded,
  testBooked,
  testBookingCancelled,
  testMissed,
  testNotAttended,
  testWaived,
} from './missed-tests.js';
