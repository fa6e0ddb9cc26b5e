import type { Message } from '@rms/messaging/pure';
import type { Calendar, FollowUpCommand } from '../follow-up/follow-up.facts.js';
import type { KnownOfAPatient } from '../what-is-known-of-a-patient/known-of-a-patient.js';
import { whoIsWho } from '../what-is-known-of-a-patient/who-is-who.js';

export const movesOn: readonly string[] = [...whoIsWho, 'pathway.follow-up-started.v1', 'pathway.follow-up-reassigned.v1'];

/** Every follow-up of a retired record goes on under the record that survives. */
export const moveTheFollowUps = (
  _message: Message,
  known: KnownOfAPatient,
  calendar: Calendar,
): readonly (FollowUpCommand & { readonly followUp: string })[] =>
  known.followUps
    .filter((followUp) => followUp.patient !== known.patient)
    .map((followUp) => ({
      type: 'ReassignFollowUp',
      followUp: followUp._id,
      to: known.patient,
      calendar,
      besides: known.followUps.filter((other) => other.patient === known.patient && other.phase === 'active').map((other) => other._id),
    }));
