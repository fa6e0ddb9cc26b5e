import { z } from 'zod';
import { contract } from './contract.js';
import { civilDate, demographics, id, instant, line, text, trust } from './vocabulary.js';

const addressAsOf = instant
  .optional()
  .describe('When the sender who named an address here knew it; absent where none was named. By it the age of an address is known.');

export const patientRegistered = contract(
  'registration.patient-registered.v1',
  'A person became known at a trust.',
  z.strictObject({ patient: id, demographics, feed: id, addressAsOf }),
);
export const identifierClaimed = contract(
  'registration.identifier-claimed.v1',
  'A number was found to be a patient’s at a trust; no other patient of that trust can have it.',
  z.strictObject({ patient: id, authority: line, id: line }),
);
export const identifierReleased = contract(
  'registration.identifier-released.v1',
  'A number that was taken to be a patient’s is nobody’s again: the message that named it could not be filed.',
  z.strictObject({ patient: id, authority: line, id: line }),
);
export const demographicsCorrected = contract(
  'registration.demographics-corrected.v1',
  'A sender knew better who a patient is or how to reach him.',
  z.strictObject({ patient: id, demographics, addressAsOf }),
);
export const demographicsConfirmed = contract(
  'registration.demographics-confirmed.v1',
  'A sender gave again what was known of a patient.',
  z.strictObject({ patient: id, addressAsOf }),
);
export const patientDied = contract(
  'registration.patient-died.v1',
  'A death was reported.',
  z.strictObject({ patient: id, diedOn: civilDate.optional() }),
);
export const deathWithdrawn = contract(
  'registration.death-withdrawn.v1',
  'A reported death turned out to be an error.',
  z.strictObject({ patient: id }),
);
export const patientRetired = contract(
  'registration.patient-retired.v1',
  'This record was merged into another, which goes on.',
  z.strictObject({ patient: id, into: id }),
);
export const patientAbsorbed = contract(
  'registration.patient-absorbed.v1',
  'Another record was merged into this one, with what was known of it.',
  z.strictObject({ patient: id, retired: id, demographics, addressAsOf }),
);

/** What a sender's code means. `reads` says how the value is read: as a quantity where nothing is said. */
export const codeMeaning = z.strictObject({
  code: line,
  system: line.optional(),
  analyte: line.optional(),
  reads: z.enum(['quantity', 'coded']).optional(),
});
export const feedAgreement = z.strictObject({
  feed: id,
  name: line,
  sends: line,
  facilities: z.array(line).max(50),
  anyFacility: z.boolean(),
  trusts: z.array(trust).min(1).max(50),
  mayRegister: z.boolean(),
  zone: line,
  processingIds: z.array(z.enum(['P', 'T', 'D'])).min(1),
  strict: z.boolean(),
  codes: z.array(codeMeaning).max(2000),
});
export type FeedAgreement = z.infer<typeof feedAgreement>;
export const feedAgreed = contract(
  'registration.feed-agreed.v1',
  'What a sender may send, for which trusts, and what its codes mean.',
  feedAgreement,
);

/** A message that only a person can bring to its end. */
export const quarantine = z.strictObject({
  problem: id,
  rule: line,
  sentence: text,
  feed: id,
  feedName: line,
  receipt: z.number().int(),
  controlId: line,
  messageType: line,
  patient: id.optional(),
});
export const settlement = z.strictObject({ problem: id, decision: z.enum(['read-again', 'set-aside']), reason: text });
export const registrationMessageQuarantined = contract('registration.message-quarantined.v1', 'A message waits for a person.', quarantine);
export const registrationQuarantineSettled = contract(
  'registration.quarantine-settled.v1',
  'A person dealt with a waiting message.',
  settlement,
);

export const trainingClockMoved = contract(
  'registration.training-clock-moved.v1',
  'The clock of a training region was moved on. It never goes back.',
  z.strictObject({ to: instant, systemAt: instant }),
);

/** An appointment at the trust. `analyte` is there where the sender's agreement says that it is for a test. */
const appointment = { patient: id, appointment: id, on: civilDate, what: line.optional(), analyte: line.optional() };
export const appointmentBooked = contract(
  'registration.appointment-booked.v1',
  'A patient has an appointment at the trust.',
  z.strictObject(appointment),
);
export const appointmentMoved = contract(
  'registration.appointment-moved.v1',
  'An appointment is on another day, or for something else.',
  z.strictObject(appointment),
);
export const appointmentCancelled = contract(
  'registration.appointment-cancelled.v1',
  'An appointment will not take place.',
  z.strictObject(appointment),
);
export const appointmentMissed = contract(
  'registration.appointment-missed.v1',
  'The patient did not come to an appointment.',
  z.strictObject(appointment),
);
