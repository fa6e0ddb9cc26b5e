import type { Message } from '@rms/messaging/pure';
import type { Calendar, FollowUpCommand } from '../follow-up/follow-up.facts.js';
import type { KnownOfAPatient } from '../what-is-known-of-a-patient/known-of-a-patient.js';
import { whoIsWho } from '../what-is-known-of-a-patient/who-is-who.js';

/** Facts after which the birth date on record and the one that a schedule was counted by may differ. A start may have read the older one. */
export const describedAnewOn: readonly string[] = [
  'registration.demographics-corrected.v1',
  'registration.patient-absorbed.v1',
  ...whoIsWho,
  'pathway.follow-up-started.v1',
  'pathway.follow-up-reassigned.v1',
  'pathway.follow-up-resumed.v1',
];

/** Holds the birth date that is on record now against every follow-up that goes on. */
export const askAboutHisAge = (
  _message: Message,
  { bornOn, followUps }: KnownOfAPatient,
  calendar: Calendar,
): readonly FollowUpCommand[] =>
  bornOn === undefined
    ? []
    : followUps.filter(({ phase }) => phase === 'active').map(({ _id }) => ({ type: 'NoticeBirthDate', followUp: _id, bornOn, calendar }));
