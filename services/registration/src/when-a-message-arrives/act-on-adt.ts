import { derivedId, execute, type CommandContext, type Execution } from '@rms/event-sourcing';
import { parseMessage } from '@rms/hl7';
import { waitingKey, type Arrived, type Conclusion, type Feed, type Problem } from '@rms/intake';
import { patient } from '../patient/patient.aggregate.js';
import type { PatientCommand } from '../patient/patient.facts.js';
import { isAbout, type Found, type KnownRecord, type PatientRecords } from '../who-is-known/patient-records.js';
import { actOf, readAdt, type AdtReading } from './read-adt.reading.js';

/** What an ADT came to at one trust. */
type AtTrust = 'applied' | 'superseded' | 'not-ours' | Problem;

export interface ActingParts {
  readonly execution: Execution;
  readonly records: PatientRecords;
  readonly key: Uint8Array;
  readonly feedOf: (id: string) => Feed | undefined;
  /** Holds the message for a person and answers its outcome. */
  readonly quarantine: (message: Arrived, problem: Problem) => Promise<Conclusion>;
}
interface Told {
  readonly message: Arrived;
  readonly feed: Feed;
  readonly reading: AdtReading;
}

const unreadable = (trust: string): Problem => ({
  rule: 'unreadable',
  trust,
  sentence: 'The message has no PID segment, or no readable time in EVN-2 or MSH-7.',
});
const whichTrust = (trust: string): Problem => ({
  rule: 'which-trust',
  trust,
  sentence: 'The feed serves several trusts and MSH-6 does not say for which of them the patient is to be registered.',
});
const conflictWith = (trust: string, record: KnownRecord): Problem => ({
  rule: 'identity-conflict',
  trust,
  patient: record.id,
  sentence:
    'The number is known, but fewer than two of name, date of birth, sex and postcode agree with the record. It may be about somebody else.',
});
const ofTwoPatients = (trust: string): Problem => ({
  rule: 'identifiers-of-two-patients',
  trust,
  sentence: 'The numbers in the message belong to two different patients of this trust.',
});

const mayRegister = ({ reading, feed }: Told): boolean => reading.act === 'register' && feed.mayRegister;

// A registration is for one trust: the feed's only one, or the one the message is addressed to.
const trustsFor = (reading: AdtReading, feed: Feed, addressedTo: string): readonly string[] => {
  if (reading.act !== 'register' || feed.trusts.length === 1) return feed.trusts;
  return feed.trusts.filter((trust) => trust === addressedTo);
};

/** Brings about what an ADT says, for each trust its feed may report to. Twice for the same message is as once. */
export class ActOnAdt {
  constructor(private readonly parts: ActingParts) {}

  async handle(message: Arrived): Promise<Conclusion> {
    const feed = this.parts.feedOf(message.feed);
    const parsed = parseMessage(message.bytes);
    const isUsed = parsed.ok && parsed.route.type === 'ADT' && actOf(parsed.route.trigger) !== 'none';
    if (feed === undefined || !isUsed) return { outcome: 'ignored', rule: 'type-not-used' };
    const reading = readAdt(parsed, message.bytes, feed);
    if (reading === undefined) return this.parts.quarantine(message, unreadable(message.trust));
    const came: AtTrust[] = [];
    for (const trust of trustsFor(reading, feed, parsed.route.receivingFacility))
      came.push(await this.#actAt(trust, { message, feed, reading }));
    return this.#conclude(message, reading, came);
  }

  async #conclude(message: Arrived, reading: AdtReading, came: readonly AtTrust[]): Promise<Conclusion> {
    const problem = came.length === 0 ? whichTrust(message.trust) : came.find((one) => typeof one === 'object');
    if (problem !== undefined) return this.parts.quarantine(message, problem);
    if (came.includes('applied')) return { outcome: 'applied' };
    if (came.includes('superseded')) return { outcome: 'superseded', rule: 'newer-known' };
    const waitsFor = [...reading.supplied.identifiers, ...reading.retiring].map((number) => waitingKey(this.parts.key, number));
    return { outcome: 'ignored', rule: 'not-ours', waitsFor };
  }

  async #actAt(trust: string, told: Told): Promise<AtTrust> {
    const found = await this.parts.records.find(trust, told.reading.supplied.identifiers);
    const { problem } = told.reading;
    // A stranger's message with something wrong in it is a stranger's message: nobody here can mend it.
    if (problem !== undefined && (found.kind !== 'nobody' || mayRegister(told))) return { ...problem, trust };
    return told.reading.act === 'merge' ? this.#merge(trust, told, found) : this.#registerOrCorrect(trust, told, found);
  }

  async #registerOrCorrect(trust: string, told: Told, found: Found): Promise<AtTrust> {
    if (found.kind === 'several') return ofTwoPatients(trust);
    if (found.kind === 'one') return this.#correct(trust, told, found.record);
    if (!mayRegister(told)) return 'not-ours';
    return this.#register(trust, told, found.kind === 'unfinished' ? found.id : derivedId(told.message.id, `patient of ${trust}`));
  }

  async #register(trust: string, told: Told, id: string): Promise<AtTrust> {
    const { supplied } = told.reading;
    const taken = await this.parts.records.claimAll({ patient: id, numbers: supplied.identifiers }, (target) =>
      this.#context(trust, told, { purpose: `claim ${target}`, about: id }),
    );
    if (taken !== undefined) return ofTwoPatients(trust);
    return this.#give(trust, told, { id, command: { type: 'RegisterPatient', feed: told.feed.feed, supplied } });
  }

  async #correct(trust: string, told: Told, record: KnownRecord): Promise<AtTrust> {
    const { supplied, likeness } = told.reading;
    if (!isAbout(record, likeness)) return conflictWith(trust, record);
    const taken = await this.parts.records.claimAll(
      { patient: record.id, numbers: [...supplied.identifiers, ...supplied.retires] },
      (target) => this.#context(trust, told, { purpose: `claim ${target}`, about: record.id }),
    );
    if (taken !== undefined) return ofTwoPatients(trust);
    return this.#give(trust, told, { id: record.id, command: { type: 'CorrectDemographics', feed: told.feed.feed, supplied } });
  }

  async #merge(trust: string, told: Told, survivor: Found): Promise<AtTrust> {
    const { supplied, retiring } = told.reading;
    const retired = await this.parts.records.find(trust, retiring);
    if (survivor.kind === 'several' || retired.kind === 'several') return ofTwoPatients(trust);
    const [kept, gone] = [recordOf(survivor), recordOf(retired)];
    // Only one of the two is known: it is the same person, who goes on under both numbers.
    const goesOn = kept ?? gone;
    if (goesOn === undefined) return 'not-ours';
    const mayGoOn = kept === undefined || gone === undefined ? 'applied' : await this.#retire(trust, told, { kept, gone });
    if (typeof mayGoOn === 'object') return mayGoOn;
    return this.#correct(trust, { ...told, reading: { ...told.reading, supplied: { ...supplied, retires: retiring } } }, goesOn);
  }

  async #retire(trust: string, told: Told, { kept, gone }: { readonly kept: KnownRecord; readonly gone: KnownRecord }): Promise<AtTrust> {
    if (kept.id === gone.id) return 'superseded';
    if (!isAbout(kept, told.reading.likeness)) return conflictWith(trust, kept);
    return this.#give(trust, told, { id: gone.id, command: { type: 'RetirePatient', into: kept.id } });
  }

  async #give(trust: string, told: Told, { id, command }: { readonly id: string; readonly command: PatientCommand }): Promise<AtTrust> {
    const context = this.#context(trust, told, { purpose: `${command.type} ${id}`, about: id });
    const outcome = await execute(this.parts.execution, patient, { id, command, context });
    if (!outcome.accepted) throw new Error(`${command.type} was refused: ${outcome.refusal}`);
    return outcome.events.length > 0 ? 'applied' : 'superseded';
  }

  #context(
    trust: string,
    { message, feed }: Told,
    { purpose, about }: { readonly purpose: string; readonly about: string },
  ): CommandContext {
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

const recordOf = (found: Found): KnownRecord | undefined => (found.kind === 'one' ? found.record : undefined);
