import { present } from '@rms/nhs';
import { load, type EventStore } from '@rms/event-sourcing';
import { isSamePerson, type Identifier, type Likeness } from '@rms/intake';
import { patient } from '../patient/patient.aggregate.js';
import type { ClaimContext, NumberClaims } from './number-claims.js';
import { demographicsOf, type PatientState, type Registered } from '../patient/patient.state.js';

/** A record as it stands in the history now. */
export interface KnownRecord {
  readonly id: string;
  readonly state: Registered;
}

export type Found =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'one'; readonly record: KnownRecord }
  /** A number was claimed for a record that has not been written yet: the registration that claimed it did not finish. */
  | { readonly kind: 'unfinished'; readonly id: string }
  | { readonly kind: 'several' };

const keyOf = ({ authority, id }: Identifier): string => `${authority}|${id}`;
// Of two messages that want the same numbers at the same moment one gets all of them.
const inOneOrder = (numbers: readonly Identifier[]): readonly Identifier[] => [...numbers].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

/** Reads the truth itself and no view: whoever claimed a number a moment ago is found. */
export class PatientRecords {
  constructor(
    private readonly store: EventStore,
    private readonly claims: NumberClaims,
  ) {}

  /** The living record behind some numbers, retired records followed to the one they went into. */
  async find(trust: string, numbers: readonly Identifier[]): Promise<Found> {
    const ids = new Map<string, KnownRecord | undefined>();
    for (const number of numbers) {
      const holder = await this.claims.holderOf(trust, number);
      if (holder === undefined) continue;
      const record = await this.survivor(holder);
      ids.set(record?.id ?? holder, record);
    }
    const [first, second] = [...ids];
    if (first === undefined) return { kind: 'nobody' };
    if (second !== undefined) return { kind: 'several' };
    return first[1] === undefined ? { kind: 'unfinished', id: first[0] } : { kind: 'one', record: first[1] };
  }

  /** The record under one of the numbers that was retired into another, itself and not the one that lives on. */
  async retiredInto(trust: string, numbers: readonly Identifier[], into: string): Promise<string | undefined> {
    for (const number of numbers) {
      const holder = await this.claims.holderOf(trust, number);
      if (holder !== undefined && (await this.record(holder))?.state.into === into) return holder;
    }
    return undefined;
  }

  async record(id: string): Promise<KnownRecord | undefined> {
    const { state } = await load(this.store, patient, id);
    return isRegistered(state) ? { id, state } : undefined;
  }

  /**
   * Claims numbers for a record. Answers false when somebody else holds one of them: then numbers that the record does not name
   * are let go again, because nobody else could have them otherwise.
   */
  async claim(id: string, numbers: readonly Identifier[], context: ClaimContext): Promise<boolean> {
    for (const number of inOneOrder(numbers)) {
      if (await this.claims.claim(id, number, context)) continue;
      const holder = await this.claims.holderOf(context.trust, number);
      if (holder !== undefined && (await this.survivor(holder))?.id === id) continue;
      await this.#release(id, numbers, context);
      return false;
    }
    return true;
  }

  async #release(id: string, numbers: readonly Identifier[], context: ClaimContext): Promise<void> {
    const named = new Set((await this.record(id))?.state.identifiers.map(keyOf));
    for (const number of numbers) if (!named.has(keyOf(number))) await this.claims.release(id, number, context);
  }

  /** The record that lives on for one that may have been retired: itself, or the one its chain of merges ends in. */
  async survivor(id: string): Promise<KnownRecord | undefined> {
    const seen = new Set<string>();
    let record = await this.record(id);
    while (record?.state.into !== undefined && !seen.has(record.id)) {
      seen.add(record.id);
      record = (await this.record(record.state.into)) ?? record;
    }
    return record;
  }
}

const isRegistered = (state: PatientState): state is Registered => state.phase !== 'unknown';

/** What a record says of a person's likeness. */
export const likenessOfRecord = ({ state }: KnownRecord): Likeness => {
  const { name, bornOn, sex, address } = demographicsOf(state);
  return {
    ...(name.family === '' ? {} : { family: name.family }),
    ...(name.given === '' ? {} : { given: name.given }),
    ...present({ bornOn }),
    ...(sex === 'unknown' ? {} : { sex }),
    ...(address?.postcode === undefined ? {} : { postcode: address.postcode }),
  };
};

/** Is the message about the person of this record? Two of name, date of birth, sex and postcode must agree. */
export const isAbout = (record: KnownRecord, likeness: Likeness): boolean => isSamePerson(likenessOfRecord(record), likeness);
