import { controlIdConflict, type Arrived, type Identifier, type IntakeLog, type Likeness, type Problem } from '@rms/intake';
import { contradictionIn } from '../patient/death-words.js';
import type { Supplied } from '../patient/patient.facts.js';
import { deathOf } from '../patient/patient.state.js';
import { isAbout, likenessOfRecord, type KnownRecord, type PatientRecords } from '../who-is-known/patient-records.js';

/** A number that is known, on a message whose person does not look like the one it belongs to. */
export const conflictWith = (trust: string, record: KnownRecord): Problem => ({
  rule: 'identity-conflict',
  trust,
  patient: record.id,
  sentence:
    'The number is known, but fewer than two of name, date of birth, sex and postcode agree with the record. It may be about somebody else.',
});
export const ofTwoPatients = (trust: string): Problem => ({
  rule: 'identifiers-of-two-patients',
  trust,
  sentence: 'The numbers in the message belong to two different patients of this trust.',
});

/**
 * Doubt whether this is the message that its control id says, where it is about somebody known. A stranger's messages may
 * contradict one another as they like.
 */
export const doubtAboutWhich = async (
  { records, log }: { readonly records: PatientRecords; readonly log: Pick<IntakeLog, 'message'> },
  message: Arrived,
  about: { readonly trusts: readonly string[]; readonly identifiers: readonly Identifier[]; readonly by: string | undefined },
): Promise<Problem | undefined> => {
  if (message.conflictsWith === undefined) return undefined;
  for (const trust of about.trusts) {
    const isKnown = (await records.find(trust, about.identifiers)).kind !== 'nobody';
    const doubt = isKnown ? await controlIdConflict(log, message, { trust, by: about.by }) : undefined;
    if (doubt !== undefined) return doubt;
  }
  return undefined;
};

const notOnePerson = (trust: string, record: KnownRecord): Problem => ({
  ...conflictWith(trust, record),
  sentence:
    'The message says that two records are one person, but fewer than two of name, date of birth, sex and postcode agree with the record that would be retired.',
});

interface Merge {
  readonly kept: KnownRecord;
  readonly gone: KnownRecord;
}
const oneOfThemDied = (trust: string, { kept, gone }: Merge): Problem | undefined =>
  deathOf(kept.state).died === deathOf(gone.state).died
    ? undefined
    : {
        rule: 'one-of-two-died',
        trust,
        patient: kept.id,
        sentence:
          'The message says that two records are one person, but one of them says that the patient died and the other does not. Find out whether the patient is alive, have the record that is wrong put right by the system that sent it, and then have the message read again. Read while the records still differ, it makes one record that says that the patient died, unless the message itself says that the patient lives.',
      };

/**
 * Doubt whether two records are one person. Joining the record of somebody who died with that of somebody alive would end the follow-up
 * of a person who may live, or go on writing to one who does not: a person asks first, unless the message says that the patient died.
 */
export const doubtAboutMerge = (
  trust: string,
  { kept, gone }: Merge,
  told: { readonly likeness: Likeness; readonly supplied: Pick<Supplied, 'said'>; readonly isFoundOut: boolean },
): Problem | undefined => {
  if (!isAbout(kept, told.likeness)) return conflictWith(trust, kept);
  if (!isAbout(gone, told.likeness) && !isAbout(gone, likenessOfRecord(kept))) return notOnePerson(trust, gone);
  const isKnown = told.isFoundOut || told.supplied.said.death?.died === true;
  return isKnown ? undefined : oneOfThemDied(trust, { kept, gone });
};

const contradictions = {
  lives:
    'The message says that the patient has not died; another sender reported the death. Many systems say so in every message. Find out whether the patient is alive. If so, have the message read again: the death is withdrawn and follow-up goes on. If the patient died, set it aside.',
  died: 'The message reports again a death that was found to be an error. Find out whether the patient is alive. If so, have the sender put its record right, and set the message aside. If the patient died, have it read again: follow-up ends and letters are stopped.',
};

/**
 * Doubt about a death: by no more than the habit of a system that sends “N” with everything would somebody who died be written to, and
 * by an echo of an error somebody who lives no more. Nothing of the message is used until a person has found out.
 */
export const doubtAboutDeath = (
  trust: string,
  record: KnownRecord,
  told: { readonly feed: string; readonly supplied: Supplied; readonly isFoundOut: boolean },
): Problem | undefined => {
  const contradiction = told.isFoundOut ? undefined : contradictionIn(record.state.deaths, told);
  return contradiction === undefined
    ? undefined
    : { rule: 'death-contradicted', trust, patient: record.id, sentence: contradictions[contradiction] };
};

/** What a person finds out about before a message that was held for it is read again. */
export const aboutLifeOrDeath: readonly string[] = ['death-contradicted', 'one-of-two-died'];
