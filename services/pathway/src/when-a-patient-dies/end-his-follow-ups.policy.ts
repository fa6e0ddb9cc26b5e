import type { Message } from '@rms/messaging/pure';
import type { Calendar, FollowUpCommand } from '../follow-up/follow-up.facts.js';
import type { KnownOfAPatient } from '../what-is-known-of-a-patient/known-of-a-patient.js';
import { whoIsWho } from '../what-is-known-of-a-patient/who-is-who.js';

/** Facts after which follow-ups and being alive must agree: a start can come after a death that was already known. */
export const endsOn: readonly string[] = [
  'registration.patient-died.v1',
  'registration.death-withdrawn.v1',
  ...whoIsWho,
  'pathway.follow-up-started.v1',
  'pathway.follow-up-reassigned.v1',
];

type Held = KnownOfAPatient['followUps'][number];
// Records that were merged while he was thought to be dead: what each was followed by comes back, and nobody has been asked yet.
const besides = (followUp: Held, known: KnownOfAPatient): readonly string[] =>
  followUp.patient === followUp.bornWith
    ? []
    : known.followUps
        .filter(
          ({ bornWith, phase, endedBecause }) => bornWith !== followUp.bornWith && (phase === 'active' || endedBecause === 'patient-died'),
        )
        .map(({ _id }) => _id);

/** Ends the follow-ups of the dead, and takes up again those that only a death, since withdrawn, had ended. */
export const endHisFollowUps = (
  _message: Message,
  known: KnownOfAPatient,
  calendar: Calendar,
): readonly (FollowUpCommand & { readonly followUp: string })[] =>
  known.followUps.map((followUp) =>
    known.died
      ? { type: 'EndForDeath', followUp: followUp._id, on: known.diedOn ?? calendar.today }
      : { type: 'ResumeAfterDeathWithdrawn', followUp: followUp._id, besides: besides(followUp, known), calendar },
  );
