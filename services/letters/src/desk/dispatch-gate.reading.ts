import { daysBetween, showDateText, type CivilDate } from '@rms/nhs';
import type { Draft, HoldReason, Owed } from '../letter/letter.facts.js';
import type { PostKnown } from '../letter/where-post-came-back.reading.js';
import { daysSinceConfirmed, destinationOf, isObstacle, type Obstacle } from '../what-a-letter-says/addressee.reading.js';
import type { Gathered } from '../what-a-letter-says/gather.js';
import { formatFor } from '../what-a-letter-says/needs.js';
import type { House } from '../what-a-letter-says/write-letter.js';

/** A letter at the gate, and what its owners say at this very moment. */
export interface AtTheGate {
  readonly owed: Owed;
  readonly draft: Draft;
  readonly now: Gathered;
  readonly today: string;
  readonly house: House;
  readonly addressGoodForDays: number;
  /** When a person confirmed the address for this letter. */
  readonly addressConfirmedOn?: string;
  /** What became of other letters to this address. */
  readonly post: PostKnown;
}
const hold = (why: HoldReason, sentence: string): Obstacle => ({ why, sentence });

const patientObstacle = ({ now: { patient } }: AtTheGate): Obstacle | undefined => {
  if (patient.retiredInto !== undefined)
    return hold('record-merged', 'The record went into another one. The letter is written anew for that one.');
  return patient.died ? hold('patient-died', 'The patient’s death has been reported. Nothing is sent.') : undefined;
};

const newerObstacle = ({ draft, now: { madeFrom } }: AtTheGate): Obstacle | undefined => {
  const isNewer = (kind: string): boolean =>
    Object.entries(madeFrom).some(([stream, published]) => stream.startsWith(kind) && published > (draft.madeFrom[stream] ?? 0));
  if (isNewer('results.result-'))
    return hold('result-newer', 'The laboratory has sent a newer report of this result than the letter was written from.');
  return isNewer('pathway.follow-up-')
    ? hold(
        'newer-facts',
        'Something newer is recorded in the follow-up than the letter was written from. Read it, then release the letter: it is written anew.',
      )
    : undefined;
};

const formatObstacle = ({ owed, draft, now: { patient } }: AtTheGate): Obstacle | undefined => {
  if (owed.to === 'gp') return undefined;
  const { blockedBy, print } = formatFor(patient.demographics?.needs ?? []);
  if (blockedBy !== undefined) return hold('needs-another-format', blockedBy);
  return print === draft.print
    ? undefined
    : hold('addressee-changed', 'The recorded needs changed since it was written. Release it: it is written anew.');
};

const addressObstacle = ({ owed, draft, now: { patient }, house }: AtTheGate): Obstacle | undefined => {
  if (patient.demographics === undefined) return hold('address-missing', 'Nothing is known of this patient.');
  const destination = destinationOf(owed, patient.demographics, house.closedPractices);
  if (isObstacle(destination)) return destination;
  return destination.to.join('\n') === draft.to.join('\n')
    ? undefined
    : hold(
        'addressee-changed',
        `It was written to ${draft.to.join(', ')}. Now it would go to ${destination.to.join(', ')}. Release it: it is written anew.`,
      );
};

const returnedObstacle = ({ draft, post: { cameBackOn } }: AtTheGate): Obstacle | undefined =>
  draft.channel !== 'post' || cameBackOn === undefined
    ? undefined
    : hold(
        'address-returned',
        `Post to the patient came back from this address on ${showDateText(cameBackOn)}. Find out where they live now, and have it put on their record. If they do live there, confirm the address: then the letter goes there all the same.`,
      );

const staleObstacle = (gate: AtTheGate): Obstacle | undefined => {
  const { now, today, addressGoodForDays, addressConfirmedOn, draft, post } = gate;
  if (draft.channel !== 'post' || addressConfirmedOn !== undefined) return undefined;
  const isConfirmed =
    post.confirmedOn !== undefined && daysBetween(post.confirmedOn as CivilDate, today as CivilDate) <= addressGoodForDays;
  if (isConfirmed) return undefined;
  const days = daysSinceConfirmed(now.patient, today);
  return days !== undefined && days <= addressGoodForDays
    ? undefined
    : hold(
        'address-stale',
        `Nobody has confirmed the address for ${days === undefined ? 'a time not known' : `${String(days)} days`}. Ask the patient or the practice, then release the letter.`,
      );
};

const datesObstacle = ({ draft: { goodUntil }, today }: AtTheGate): Obstacle | undefined =>
  goodUntil === undefined || today < goodUntil
    ? undefined
    : hold(
        'dates-passed',
        `It speaks of ${showDateText(goodUntil)} as a day to come, and that day is here. Release it: it is written anew.`,
      );

const checks = [patientObstacle, formatObstacle, addressObstacle, returnedObstacle, staleObstacle, newerObstacle, datesObstacle] as const;

/**
 * The last look before a letter leaves (INV-17, INV-20, INV-21): is he alive, is it still what his record says, can he read it, and
 * does it go where he lives? What stands in the way, or nothing.
 */
export const obstacleAtTheGate = (gate: AtTheGate): Obstacle | undefined => {
  for (const check of checks) {
    const obstacle = check(gate);
    if (obstacle !== undefined) return obstacle;
  }
  return undefined;
};
