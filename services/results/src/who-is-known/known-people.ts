import { isSamePerson, type Identifier, type Likeness } from '@rms/intake';
import type { Copies } from '@rms/read-models';
import { livingRecord, recordsInto } from '@rms/service-kit';
import { claims, likenessKeyOf, numberKey, people, type PersonCopy } from './people.projection.js';

/** A person at a trust under the record that lives, with every record of his. */
export interface KnownPerson {
  readonly patient: string;
  readonly records: readonly string[];
  readonly likeness: Likeness;
}

const survivorOf = async (copies: Copies, trust: string, id: string): Promise<PersonCopy | undefined> => {
  const record = await livingRecord(copies.of(people), trust, id);
  return record?.registered === true ? record : undefined;
};

/** Every record of the person whose living record this is. */
export const recordsOf = (trust: string, survivor: string, copies: Copies): Promise<readonly string[]> =>
  recordsInto(copies.of(people), trust, survivor);

const known = async (copies: Copies, trust: string, person: PersonCopy): Promise<KnownPerson> => ({
  patient: person._id,
  records: await recordsOf(trust, person._id, copies),
  likeness: person.likeness,
});

/** The persons of a trust behind some numbers: none, one, or several where the numbers contradict each other. */
export const peopleWith = async (trust: string, numbers: readonly Identifier[], copies: Copies): Promise<readonly KnownPerson[]> => {
  const found = new Map<string, PersonCopy>();
  for (const number of numbers) {
    for (const claim of await copies.of(claims).find(trust, { number: numberKey(number.authority, number.id) })) {
      const person = await survivorOf(copies, trust, claim.patient);
      if (person !== undefined) found.set(person._id, person);
    }
  }
  return Promise.all([...found.values()].map((person) => known(copies, trust, person)));
};

/** Somebody of a trust who could be meant though the number is missing or mistyped: same birth date and family name, and one thing more. */
export const lookalike = async (trust: string, likeness: Likeness, copies: Copies): Promise<KnownPerson | undefined> => {
  if (likeness.bornOn === undefined || likeness.family === undefined) return undefined;
  const found = await copies.of(people).find(trust, { likenessKey: likenessKeyOf(likeness.bornOn, likeness.family) });
  const like = found.find(
    (person) =>
      person.retiredInto === undefined &&
      isSamePerson(person.likeness, likeness) &&
      (likeness.sex === person.likeness.sex || likeness.postcode === person.likeness.postcode),
  );
  return like === undefined ? undefined : known(copies, trust, like);
};

export const survivingRecord = async (trust: string, id: string, copies: Copies): Promise<string> =>
  (await survivorOf(copies, trust, id))?._id ?? id;
