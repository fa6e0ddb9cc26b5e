import { present } from '@rms/nhs';
import { execute, keyedId, load, type CommandContext, type EventStore, type Execution } from '@rms/event-sourcing';
import { isSamePerson, type Identifier, type Likeness } from '@rms/intake';
import { claim } from '../claim/claim.aggregate.js';
import { patient } from '../patient/patient.aggregate.js';
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

/** Reads the truth itself and no view: whoever claimed a number a moment ago is found. */
export class PatientRecords {
  constructor(
    private readonly execution: Execution,
    private readonly key: Uint8Array,
  ) {}

  private get store(): EventStore {
    return this.execution.store;
  }

  claimId(trust: string, number: Identifier): string {
    return keyedId(this.key, 'claim', trust, number.authority, number.id);
  }

  /** The living record behind some numbers, retired records followed to the one they went into. */
  async find(trust: string, numbers: readonly Identifier[]): Promise<Found> {
    const ids = new Map<string, KnownRecord | undefined>();
    for (const number of numbers) {
      const { state } = await load(this.store, claim, this.claimId(trust, number));
      if (state.patient === undefined) continue;
      const record = await this.survivor(state.patient);
      ids.set(record?.id ?? state.patient, record);
    }
    const [first, second] = [...ids];
    if (first === undefined) return { kind: 'nobody' };
    if (second !== undefined) return { kind: 'several' };
    return first[1] === undefined ? { kind: 'unfinished', id: first[0] } : { kind: 'one', record: first[1] };
  }

  async record(id: string): Promise<KnownRecord | undefined> {
    const { state } = await load(this.store, patient, id);
    return isRegistered(state) ? { id, state } : undefined;
  }

  /** Claims numbers for a record. Answers the first that another living record holds. */
  async claimAll(
    order: { readonly patient: string; readonly numbers: readonly Identifier[] },
    context: (stream: string) => CommandContext,
  ): Promise<Identifier | undefined> {
    for (const number of order.numbers) {
      const id = this.claimId(context('').trust, number);
      const outcome = await execute(this.execution, claim, {
        id,
        command: { type: 'ClaimIdentifier', patient: order.patient, ...number },
        context: context(id),
      });
      if (outcome.accepted) continue;
      const holder = await load(this.store, claim, id);
      const survivor = holder.state.patient === undefined ? undefined : await this.survivor(holder.state.patient);
      if (survivor?.id !== order.patient) return number;
    }
    return undefined;
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
