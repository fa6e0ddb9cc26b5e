import { derivedId, execute, type CommandContext, type Execution } from '@rms/event-sourcing';
import { parseMessage } from '@rms/hl7';
import type { Arrived, Feed, Identifier, OutcomeRecord } from '@rms/intake';
import { keyedId } from '@rms/event-sourcing';
import { patient } from '../patient/patient.aggregate.js';
import type { PatientCommand } from '../patient/patient.facts.js';
import { isAbout, type KnownRecord, type PatientRecords } from '../who-is-known/patient-records.js';
import { actOf, readAdt, type AdtReading } from './read-adt.reading.js';

export interface Held {
  readonly rule: string;
  readonly sentence: string;
  readonly trust: string;
  readonly patient?: string;
}
type Outcome = Omit<OutcomeRecord, 'receipt'>;
/** What an ADT came to at one trust. */
type AtTrust = { readonly outcome: 'applied' | 'superseded' | 'not-ours' } | { readonly hold: Held };

export interface ActingParts {
  readonly execution: Execution;
  readonly records: PatientRecords;
  readonly key: Uint8Array;
  readonly feedOf: (id: string) => Feed | undefined;
  /** Holds the message for a person and answers its outcome. */
  readonly quarantine: (message: Arrived, held: Held) => Promise<Outcome>;
}

const conflictOf = (trust: string, record: KnownRecord): AtTrust => ({
  hold: {
    rule: 'identity-conflict',
    trust,
    patient: record.id,
    sentence:
      'The number is known, but fewer than two of name, date of birth, sex and postcode agree with the record. It may be about somebody else.',
  },
});
const severalOf = (trust: string): AtTrust => ({
  hold: {
    rule: 'identifiers-of-two-patients',
    trust,
    sentence: 'The numbers in the message belong to two different patients of this trust.',
  },
});

/** Brings about what an ADT says, for each trust its feed may report to. Twice for the same message is as once. */
export class ActOnAdt {
  constructor(private readonly parts: ActingParts) {}

  async handle(message: Arrived): Promise<Outcome> {
    const feed = this.parts.feedOf(message.feed);
    const parsed = parseMessage(message.bytes);
    if (!parsed.ok || feed === undefined || parsed.route.type !== 'ADT' || actOf(parsed.route.trigger) === 'none')
      return { outcome: 'ignored', rule: 'type-not-used' };
    const reading = readAdt(parsed, message.bytes, feed);
    if (reading === undefined)
      return this.#hold(message, {
        rule: 'unreadable',
        trust: message.trust,
        sentence: 'The message has no PID segment, or no readable time in EVN-2 or MSH-7.',
      });
    const decided: AtTrust[] = [];
    for (const trust of this.#trustsFor(reading, feed, parsed.route.receivingFacility))
      decided.push(await this.#actAt(trust, { message, feed, reading }));
    return this.#conclude(message, reading, decided);
  }

  // A registration is for one trust: the feed's only one, or the one the message is addressed to.
  #trustsFor(reading: AdtReading, feed: Feed, addressedTo: string): readonly string[] {
    if (reading.act !== 'register' || feed.trusts.length === 1) return feed.trusts;
    return feed.trusts.includes(addressedTo) ? [addressedTo] : [];
  }

  async #conclude(message: Arrived, reading: AdtReading, decided: readonly AtTrust[]): Promise<Outcome> {
    const held = decided.find((one) => 'hold' in one);
    if (held !== undefined && 'hold' in held) return this.#hold(message, held.hold);
    if (decided.length === 0)
      return this.#hold(message, {
        rule: 'which-trust',
        trust: message.trust,
        sentence: 'The feed serves several trusts and MSH-6 does not say for which of them the patient is to be registered.',
      });
    const outcomes = decided.map((one) => ('outcome' in one ? one.outcome : 'not-ours'));
    if (outcomes.includes('applied')) return { outcome: 'applied' };
    if (outcomes.includes('superseded')) return { outcome: 'superseded', rule: 'newer-known' };
    return { outcome: 'ignored', rule: 'not-ours', waitsFor: this.#waitsFor([...reading.supplied.identifiers, ...reading.retiring]) };
  }

  #waitsFor(numbers: readonly Identifier[]): readonly string[] {
    return numbers.map((number) => waitingKey(this.parts.key, number));
  }

  #hold(message: Arrived, held: Held): Promise<Outcome> {
    return this.parts.quarantine(message, held);
  }

  async #actAt(trust: string, told: { readonly message: Arrived; readonly feed: Feed; readonly reading: AdtReading }): Promise<AtTrust> {
    const found = await this.parts.records.find(trust, told.reading.supplied.identifiers);
    const { problem, act } = told.reading;
    // A stranger's message with something wrong in it is a stranger's message: nobody here can mend it.
    if (problem !== undefined && (found.kind !== 'nobody' || (act === 'register' && told.feed.mayRegister)))
      return { hold: { ...problem, trust } };
    if (found.kind === 'several' && act !== 'merge') return severalOf(trust);
    if (act === 'merge') return this.#mergeAt(trust, told);
    if (found.kind === 'one') return this.#correct(found.record, { ...told, trust });
    if (act !== 'register') return { outcome: 'not-ours' };
    return told.feed.mayRegister
      ? this.#register(found.kind === 'unfinished' ? found.id : derivedId(told.message.id, `patient of ${trust}`), { ...told, trust })
      : { outcome: 'not-ours' };
  }

  async #register(id: string, told: Told): Promise<AtTrust> {
    const taken = await this.parts.records.claimAll({ patient: id, numbers: told.reading.supplied.identifiers }, (target) =>
      this.#context(told, `claim ${target}`, id),
    );
    if (taken !== undefined) return severalOf(told.trust);
    return this.#give(id, told, { type: 'RegisterPatient', feed: told.feed.feed, supplied: told.reading.supplied });
  }

  async #correct(record: KnownRecord, told: Told, supplied = told.reading.supplied): Promise<AtTrust> {
    if (!isAbout(record, told.reading.likeness)) return conflictOf(told.trust, record);
    const taken = await this.parts.records.claimAll(
      { patient: record.id, numbers: [...supplied.identifiers, ...supplied.retires] },
      (target) => this.#context(told, `claim ${target}`, record.id),
    );
    if (taken !== undefined) return severalOf(told.trust);
    return this.#give(record.id, told, { type: 'CorrectDemographics', feed: told.feed.feed, supplied });
  }

  async #mergeAt(trust: string, told: Omit<Told, 'trust'>): Promise<AtTrust> {
    const { supplied, retiring } = told.reading;
    const here: Told = { ...told, trust };
    const [survivor, retired] = [
      await this.parts.records.find(trust, supplied.identifiers),
      await this.parts.records.find(trust, retiring),
    ];
    if (survivor.kind === 'several' || retired.kind === 'several') return severalOf(trust);
    const withRetired = { ...supplied, retires: retiring };
    if (survivor.kind === 'one' && retired.kind === 'one' && survivor.record.id !== retired.record.id) {
      if (!isAbout(survivor.record, told.reading.likeness)) return conflictOf(trust, survivor.record);
      await this.#give(retired.record.id, here, { type: 'RetirePatient', into: survivor.record.id });
      return this.#correct(survivor.record, here, withRetired);
    }
    // Only one of the two is known: it is the same person, who goes on under both numbers.
    const known = survivor.kind === 'one' ? survivor.record : retired.kind === 'one' ? retired.record : undefined;
    return known === undefined ? { outcome: 'not-ours' } : this.#correct(known, here, withRetired);
  }

  async #give(id: string, told: Told, command: PatientCommand): Promise<AtTrust> {
    const outcome = await execute(this.parts.execution, patient, {
      id,
      command,
      context: this.#context(told, `${command.type} ${id}`, id),
    });
    if (!outcome.accepted) throw new Error(`${command.type} was refused: ${outcome.refusal}`);
    return { outcome: outcome.events.length > 0 ? 'applied' : 'superseded' };
  }

  #context({ message, trust, feed }: Told, purpose: string, about: string): CommandContext {
    return {
      commandId: derivedId(message.id, purpose),
      actor: { kind: 'feed', id: feed.feed, role: 'feed' },
      trust,
      patient: about,
      correlationId: message.id,
      causationId: message.id,
    };
  }
}

interface Told {
  readonly message: Arrived;
  readonly feed: Feed;
  readonly reading: AdtReading;
  readonly trust: string;
}

/** Under which key a stranger's message waits for somebody with this number. */
export const waitingKey = (key: Uint8Array, number: Identifier): string => keyedId(key, 'waiting', number.authority, number.id);
