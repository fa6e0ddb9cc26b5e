import type { Message } from '@rms/messaging/pure';
import type { KnownOfAPatient } from '../what-is-known-of-a-patient/known-of-a-patient.js';
import { whoIsWho } from '../what-is-known-of-a-patient/who-is-who.js';
import { isStillRead } from '../follow-up/after-its-end.js';
import type { Calendar, ConsideredResult, FollowUpCommand } from '../follow-up/follow-up.facts.js';

/** Facts after which the results on record of a patient must be held against his follow-ups again. */
export const considersOn: readonly string[] = [
  'results.result-recorded.v1',
  'results.result-corrected.v1',
  'results.result-retracted.v1',
  'results.result-reassigned.v1',
  'pathway.follow-up-started.v1',
  'pathway.follow-up-resumed.v1',
  'pathway.follow-up-reassigned.v1',
  ...whoIsWho,
];

type Held = KnownOfAPatient['followUps'][number];
const byId = (a: Held, b: Held): number => (a._id < b._id ? -1 : 1);

/**
 * The follow-up that tells him of a result: the one that has told him already, else the first that reads it by the same protocol. Two
 * records that were merged can both be in follow-up, and one piece of news is told once.
 */
const tellerOf = ({ result, sampledOn }: ConsideredResult, reader: Held, { followUps }: KnownOfAPatient): string => {
  const ordered = [...followUps].sort(byId);
  const alike = ordered.filter(
    ({ phase, protocol, anchorOn }) => phase === 'active' && protocol === reader.protocol && anchorOn < sampledOn,
  );
  return (ordered.find(({ told }) => told.includes(result)) ?? alike[0] ?? reader)._id;
};
const toldElsewhere = (reader: Held, known: KnownOfAPatient): readonly string[] =>
  known.results.flatMap((item) => ('gone' in item || tellerOf(item, reader, known) === reader._id ? [] : [item.result]));

// One that ended is asked where none by the same protocol goes on, or ended after it: nobody is to be followed twice.
const isLastWord = (ended: Held, { followUps }: KnownOfAPatient): boolean => {
  const isAfter = (other: Held): boolean =>
    other.phase === 'active' || other.endedOn > ended.endedOn || (other.endedOn === ended.endedOn && other._id > ended._id);
  return (
    isStillRead(ended.endedBecause) && !followUps.some((other) => other.protocol === ended.protocol && other !== ended && isAfter(other))
  );
};

/** One command for each follow-up that goes on, or whose end a result can still call into question: hold everything on record against it. Whoever comes second, result or follow-up, finds the other. */
export const considerTheResults = (_message: Message, known: KnownOfAPatient, calendar: Calendar): readonly FollowUpCommand[] =>
  known.followUps
    .filter((followUp) => followUp.phase === 'active' || isLastWord(followUp, known))
    .map((followUp) => ({
      type: 'ConsiderResults',
      followUp: followUp._id,
      results: known.results,
      toldElsewhere: toldElsewhere(followUp, known),
      calendar,
    }));
