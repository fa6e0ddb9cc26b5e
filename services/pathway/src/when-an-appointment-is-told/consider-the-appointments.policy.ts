import type { Message } from '@rms/messaging/pure';
import type { Calendar, FollowUpCommand } from '../follow-up/follow-up.facts.js';
import type { KnownOfAPatient } from '../what-is-known-of-a-patient/known-of-a-patient.js';
import { whoIsWho } from '../what-is-known-of-a-patient/who-is-who.js';

/** Facts after which the appointments on record of a patient must be held against his follow-ups again. */
export const appointmentsOn: readonly string[] = [
  'registration.appointment-booked.v1',
  'registration.appointment-moved.v1',
  'registration.appointment-cancelled.v1',
  'registration.appointment-missed.v1',
  ...whoIsWho,
  'pathway.follow-up-started.v1',
  'pathway.follow-up-resumed.v1',
  'pathway.follow-up-reassigned.v1',
  'pathway.test-added.v1',
  'pathway.test-reopened.v1',
];

/** One command for each follow-up that goes on. Whoever comes second, appointment or follow-up, finds the other. */
export const considerTheAppointments = (
  _message: Message,
  known: KnownOfAPatient,
  calendar: Calendar,
): readonly (FollowUpCommand & { readonly followUp: string })[] =>
  known.appointments.length === 0
    ? []
    : known.followUps
        .filter((followUp) => followUp.phase === 'active')
        .map((followUp) => ({ type: 'ConsiderAppointments', followUp: followUp._id, appointments: known.appointments, calendar }));
