import { quarantineOf, quarantineSentences } from '@rms/intake';
import { storedShapesFold } from '@rms/service-kit/testing';
import { appointment, appointmentSentences } from './appointment/appointment.aggregate.js';
import { claim, claimSentences } from './claim/claim.aggregate.js';
import { feed, feedSentences } from './feed/feed.aggregate.js';
import { patient, patientSentences } from './patient/patient.aggregate.js';
import { trainingClock, trainingClockSentences } from './training-clock/training-clock.aggregate.js';
import { registrationPublishes as publishes } from './published/published.translation.js';

const stored = (name: string): URL => new URL(`../fixtures/stored/${name}.json`, import.meta.url);

storedShapesFold({ aggregate: appointment, sentences: appointmentSentences, publishes }, stored('appointment'));
storedShapesFold({ aggregate: claim, sentences: claimSentences, publishes }, stored('claim'));
storedShapesFold({ aggregate: feed, sentences: feedSentences, publishes }, stored('feed'));
storedShapesFold({ aggregate: patient, sentences: patientSentences, publishes }, stored('patient'));
storedShapesFold({ aggregate: quarantineOf('registration'), sentences: quarantineSentences, publishes }, stored('quarantine'));
storedShapesFold({ aggregate: trainingClock, sentences: trainingClockSentences, publishes }, stored('training-clock'));
