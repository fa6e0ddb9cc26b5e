import type { Message } from '@rms/messaging/pure';
import type { KnownOfAPatient } from '../what-is-known-of-a-patient/known-of-a-patient.js';
import type { Calendar, FollowUpCommand } from '../follow-up/follow-up.facts.js';

/** Facts after which the results on record of a patient must be held against his follow-ups again. */
export const considersOn: readonly string[] = [
  'results.result-recorded.v1',
  'results.result-corrected.v1',
  'results.result-retracted.v1',
  'results.result-reassigned.v1',
  'pathway.follow-up-started.v1',
  'pathway.follow-up-resumed.v1',
  'pathway.follow-up-reassigned.v1',
  'registration.patient-registered.v1',
];

/** One command for each follow-up that goes on: hold everything on record against it. Whoever comes second, result or follow-up, finds the other. */
export const considerTheResults = (_message: Message, known: KnownOfAPatient, calendar: Calendar): readonly FollowUpCommand[] =>
  known.followUps
    .filter((followUp) => followUp.phase === 'active')
    .map((followUp) => ({ type: 'ConsiderResults', followUp: followUp._id, results: known.results, calendar }));
