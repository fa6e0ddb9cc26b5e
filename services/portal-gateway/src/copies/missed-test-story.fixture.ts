import { pathway, registration } from '@rms/contracts';
import { id, type Told } from './told.fixture.js';

/** A test that was missed and everything that can come of it, and a suspension. */
export const aboutAMissedTest = (
  told: Told,
  { followUp, patient, test, team, stream }: Readonly<Record<'followUp' | 'patient' | 'test' | 'team' | 'stream', string>>,
): void => {
  const his = { followUp, patient };
  const missed = { ...his, test, name: 'PSA, 6 months', dueOn: '2026-03-01' };
  const step = { ...missed, because: 'date' as const, team };
  const appointment = { ...his, appointment: id(40), version: 1, kind: 'psa', on: '2026-03-24' };
  told.say(stream, pathway.testMissed, { ...missed, step: 'overdue' });
  told.say(stream, pathway.missedTestStepTaken, { ...step, step: 'reminder', by: '2026-03-30', on: '2026-03-16' });
  told.say(stream, pathway.testBooked, { ...appointment, waitUntil: '2026-03-25' });
  told.say(stream, pathway.testBookingCancelled, { ...appointment, version: 2, heardOn: '2026-04-02' });
  told.say(stream, pathway.testNotAttended, { ...appointment, version: 3, heardOn: '2026-04-03' });
  told.say(stream, pathway.missedTestStepTaken, {
    ...step,
    step: 'telephone',
    because: 'not-attended',
    by: '2026-04-17',
    on: '2026-04-03',
  });
  told.say(stream, pathway.missedTestCallRecorded, { ...his, test, outcome: 'not-reached', tries: 1, note: '', on: '2026-04-04' });
  told.say(stream, pathway.missedTestSettled, { ...his, test, outcome: 'reached', note: 'Declined' });
  told.say(stream, pathway.missedTestStepTaken, { ...step, step: 'clinician', because: 'call', by: '2026-04-10', on: '2026-04-04' });
  told.say(stream, pathway.missedTestSettled, { ...his, test, outcome: 'booked', note: 'Appointment' });
  told.say(stream, pathway.testWaived, { ...his, test, because: 'declined', review: id(41) });
  told.say(stream, pathway.missedTestSettled, { ...his, test, outcome: 'declined', note: 'A clinician decided.' });
  told.say(stream, pathway.followUpSuspended, { ...his, reason: 'Abroad', reviewOn: '2026-05-04', by: 'ruth' });
  told.say(stream, pathway.suspensionEnded, { ...his, because: 'resumed', reason: 'Back', on: '2026-04-20' });
  const heard = { patient, appointment: id(40), on: '2026-03-24', what: 'PSA blood test', analyte: 'psa' };
  for (const contract of [
    registration.appointmentBooked,
    registration.appointmentMoved,
    registration.appointmentCancelled,
    registration.appointmentMissed,
  ])
    told.say(`registration.appointment-${id(40)}`, contract, heard);
};
