import { z } from 'zod';
import { contract } from './contract.js';
import { civilDate, id, line, text } from './vocabulary.js';

const followUp = { followUp: id, patient: id };
const missedTest = { ...followUp, test: id, name: line, dueOn: civilDate };

export const testMissed = contract(
  'pathway.test-missed.v1',
  'A required test was not done by the day after which it is overdue.',
  z.strictObject({ ...missedTest, step: z.literal('overdue') }),
);
export const missedTestStep = z.enum(['reminder', 'second-reminder', 'telephone', 'clinician']);
export const missedTestStepTaken = contract(
  'pathway.missed-test-step-taken.v1',
  'The next step was taken about a test that was missed. `by` is when the one after it follows; for the clinician’s step, when the review is due.',
  z.strictObject({
    ...missedTest,
    step: missedTestStep,
    by: civilDate,
    because: z.enum(['date', 'not-attended', 'call']),
    team: id,
    on: civilDate.optional(),
  }),
);
export const missedTestCallRecorded = contract(
  'pathway.missed-test-call-recorded.v1',
  'Somebody rang the patient about a test that was missed.',
  z.strictObject({
    ...followUp,
    test: id,
    outcome: z.enum(['booked', 'declined', 'not-reached', 'wrong-number']),
    bookedOn: civilDate.optional(),
    tries: z.number().int().min(1),
    note: text,
    on: civilDate,
  }),
);
export const missedTestSettled = contract(
  'pathway.missed-test-settled.v1',
  'What was to be done about a missed test is done: for good, or until the date that was agreed.',
  z.strictObject({ ...followUp, test: id, outcome: z.enum(['done', 'booked', 'not-needed', 'declined', 'reached']), note: text }),
);
export const testWaived = contract(
  'pathway.test-waived.v1',
  'A planned test is not asked for any more: a clinician decided so at a review, or follow-up had ended before it.',
  z.strictObject({ ...followUp, test: id, because: z.enum(['not-needed', 'declined', 'replaced']), review: id.optional() }),
);

const appointment = { ...followUp, appointment: id, version: z.number().int().min(0), kind: line, on: civilDate };
export const testBooked = contract(
  'pathway.test-booked.v1',
  'The patient has an appointment for a test. No reminder is sent until its result can be there.',
  z.strictObject({ ...appointment, waitUntil: civilDate, heardOn: civilDate.optional() }),
);
export const testBookingCancelled = contract(
  'pathway.test-booking-cancelled.v1',
  'An appointment for a test will not take place.',
  z.strictObject({ ...appointment, heardOn: civilDate }),
);
export const testNotAttended = contract(
  'pathway.test-not-attended.v1',
  'The patient did not come to an appointment for a test.',
  z.strictObject({ ...appointment, heardOn: civilDate }),
);

export const followUpSuspended = contract(
  'pathway.follow-up-suspended.v1',
  'No test is asked for until a date on which a clinician looks again. Results are read all the same.',
  z.strictObject({ ...followUp, reason: text, reviewOn: civilDate, by: line }),
);
export const suspensionEnded = contract(
  'pathway.suspension-ended.v1',
  'Tests are asked for again, or follow-up came to its end.',
  z.strictObject({
    ...followUp,
    because: z.enum(['resumed', 'review-due', 'patient-died', 'follow-up-ended', 'start-undone']),
    reason: text.optional(),
    on: civilDate.optional(),
  }),
);
