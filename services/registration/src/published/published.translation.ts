import { present } from '@rms/nhs';
import { registration as c } from '@rms/contracts';
import { idOfStream, type Fact } from '@rms/event-sourcing/pure';
import { quarantineOf, tellOfQuarantine } from '@rms/intake/pure';
import { publishes, say, type Published, type Said } from '@rms/messaging/pure';
import { appointment, type AppointmentEvent } from '../appointment/appointment.aggregate.js';
import { claim, type ClaimEvent } from '../claim/claim.aggregate.js';
import { feed, type FeedEvent } from '../feed/feed.aggregate.js';
import { patient } from '../patient/patient.aggregate.js';
import type { PatientEvent } from '../patient/patient.facts.js';
import { addressAsOf } from './address-as-of.js';
import { trainingClock } from '../training-clock/training-clock.aggregate.js';

const translatePatient = (e: PatientEvent, fact: Fact<PatientEvent>): Said => {
  const id = { patient: idOfStream(fact.stream) };
  switch (e.type) {
    case 'PatientRegistered':
      return say(c.patientRegistered, { ...id, demographics: e.demographics, feed: e.feed, ...addressAsOf(e) });
    case 'DemographicsCorrected':
      return say(c.demographicsCorrected, { ...id, demographics: e.demographics, ...addressAsOf(e) });
    case 'PatientDied':
      return say(c.patientDied, { ...id, ...present({ diedOn: e.diedOn }) });
    case 'DeathWithdrawn':
      return say(c.deathWithdrawn, id);
    case 'PatientRetired':
      return say(c.patientRetired, { ...id, into: e.into });
    case 'PatientAbsorbed':
      return say(c.patientAbsorbed, { ...id, retired: e.retired, demographics: e.demographics, ...addressAsOf(e) });
    case 'DemographicsConfirmed':
      return say(c.demographicsConfirmed, { ...id, ...addressAsOf(e) });
    default:
      return e satisfies never;
  }
};

const appointmentContracts = {
  AppointmentBooked: c.appointmentBooked,
  AppointmentMoved: c.appointmentMoved,
  AppointmentCancelled: c.appointmentCancelled,
  AppointmentMissed: c.appointmentMissed,
} as const;
const translateAppointment = ({ type, patient: his, on, what, analyte }: AppointmentEvent, fact: Fact<AppointmentEvent>): Said =>
  say(appointmentContracts[type], { patient: his, appointment: idOfStream(fact.stream), on, ...present({ what, analyte }) });

export const registrationPublishes: readonly Published[] = [
  publishes(patient, translatePatient),
  publishes(appointment, translateAppointment),
  publishes(claim, ({ type, ...holding }: ClaimEvent) =>
    say(type === 'IdentifierClaimed' ? c.identifierClaimed : c.identifierReleased, holding),
  ),
  publishes(feed, (e: FeedEvent) => say(c.feedAgreed, e.agreement)),
  publishes(trainingClock, ({ type: _, ...move }) => say(c.trainingClockMoved, move)),
  publishes(
    quarantineOf('registration'),
    tellOfQuarantine({ held: c.registrationMessageQuarantined, settled: c.registrationQuarantineSettled }),
  ),
];
