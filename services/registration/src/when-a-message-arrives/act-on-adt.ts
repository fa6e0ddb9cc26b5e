import { derivedId, execute, type CommandContext, type Execution } from '@rms/event-sourcing';
import { parseMessage } from '@rms/hl7';
import { waitingKey, type Arrived, type Conclusion, type Feed, type Identifier, type IntakeLog, type Problem } from '@rms/intake';
import { patient } from '../patient/patient.aggregate.js';
import type { PatientCommand } from '../patient/patient.facts.js';
import { isAbout, type Found, type KnownRecord, type PatientRecords } from '../who-is-known/patient-records.js';
import { aboutLifeOrDeath, conflictWith, doubtAboutDeath, doubtAboutMerge, doubtAboutWhich, ofTwoPatients } from './doubts.js';
import { attempts, pauseBefore } from './pause.js';
import { actOf, readAdt, type AdtReading } from './read-adt.reading.js';

/** What an ADT came to at one trust. */
type AtTrust = 'applied' | 'superseded' | 'not-ours' | Problem;
/** One look at it: `taken` and `unfinished` where somebody else is at work on the same person. */
type Attempt = AtTrust | 'taken' | 'unfinished';

export interface ActingParts {
  readonly execution: Execution;
  readonly records: PatientRecords;
  readonly key: Uint8Array;
  readonly feedOf: (id: string) => Feed | undefined;
  readonly log: Pick<IntakeLog, 'message'>;
  /** Holds the message for a person and answers its outcome. */
  readonly quarantine: (message: Arrived, problem: Problem) => Promise<Conclusion>;
  /** Was the message held by one of these rules, and did a person have it read again? */
  readonly wasReadAgainFor: (message: Arrived, rules: readonly string[]) => Promise<boolean>;
}
interface Told {
  readonly message: Arrived;
  readonly feed: Feed;
  readonly reading: AdtReading;
  /** Whether a person has found out if the patient is alive, and had it read again. */
  readonly isFoundOut: boolean;
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
const mayRegister = ({ reading, feed }: Told): boolean => reading.act === 'register' && feed.mayRegister;

const letCount = (reading: AdtReading, by: string): AdtReading =>
  reading.supplied.said.death === undefined ? reading : { ...reading, supplied: { ...reading.supplied, letCountBy: by } };

// A registration is for one trust: the feed's only one, or the one the message is addressed to.
const trustsFor = (reading: AdtReading, feed: Feed, addressedTo: string): readonly string[] => {
  if (reading.act !== 'register' || feed.trusts.length === 1) return feed.trusts;
  return feed.trusts.filter((trust) => trust === addressedTo);
};

/** Brings about what an ADT says, for each trust its feed may report to. Twice for the same message is as once. */
export class ActOnAdt {
  constructor(private readonly parts: ActingParts) {}

  async handle(message: Arrived, by?: string): Promise<Conclusion> {
    const feed = this.parts.feedOf(message.feed);
    const parsed = parseMessage(message.bytes);
    const isUsed = parsed.ok && parsed.route.type === 'ADT' && actOf(parsed.route.trigger) !== 'none';
    if (feed === undefined || !isUsed) return { outcome: 'ignored', rule: 'type-not-used' };
    const reading = readAdt(parsed, message, feed);
    if (reading === undefined) return this.parts.quarantine(message, unreadable(message.trust));
    const { identifiers } = reading.supplied;
    const doubt = await doubtAboutWhich(this.parts, message, { trusts: feed.trusts, identifiers, by });
    if (doubt !== undefined) return this.parts.quarantine(message, doubt);
    const told = await this.#told({ message, feed, reading }, by);
    const came: AtTrust[] = [];
    for (const trust of trustsFor(reading, feed, parsed.route.receivingFacility)) came.push(await this.#actAt(trust, told));
    return this.#conclude(message, reading, came);
  }

  async #told(said: Omit<Told, 'isFoundOut'>, by: string | undefined): Promise<Told> {
    if (by === undefined || !(await this.parts.wasReadAgainFor(said.message, aboutLifeOrDeath))) return { ...said, isFoundOut: false };
    return { ...said, reading: letCount(said.reading, by), isFoundOut: true };
  }

  async #conclude(message: Arrived, reading: AdtReading, came: readonly AtTrust[]): Promise<Conclusion> {
    const problem = came.length === 0 ? whichTrust(message.trust) : came.find((one) => typeof one === 'object');
    if (problem !== undefined) return this.parts.quarantine(message, problem);
    if (came.includes('applied')) return { outcome: 'applied' };
    if (came.includes('superseded')) return { outcome: 'superseded', rule: 'newer-known' };
    const waitsFor = [...reading.supplied.identifiers, ...reading.retiring].map((number) => waitingKey(this.parts.key, number));
    return { outcome: 'ignored', rule: 'not-ours', waitsFor };
  }

  // Another message about the same person may be at work at this moment: then everything is looked at anew.
  async #actAt(trust: string, told: Told): Promise<AtTrust> {
    for (let n = 1; ; n += 1) {
      const came = await this.#attemptAt(trust, told);
      if (came === 'unfinished' && n === attempts) return 'not-ours';
      if (came === 'taken' && n === attempts) return ofTwoPatients(trust);
      if (came !== 'unfinished' && came !== 'taken') return came;
      await pauseBefore(n);
    }
  }

  async #attemptAt(trust: string, told: Told): Promise<Attempt> {
    const found = await this.parts.records.find(trust, told.reading.supplied.identifiers);
    const { problem } = told.reading;
    // A stranger's message with something wrong in it is a stranger's message: nobody here can mend it.
    if (problem !== undefined && (found.kind !== 'nobody' || mayRegister(told))) return { ...problem, trust };
    return told.reading.act === 'merge' ? this.#merge(trust, told, found) : this.#registerOrCorrect(trust, told, found);
  }

  async #registerOrCorrect(trust: string, told: Told, found: Found): Promise<Attempt> {
    if (found.kind === 'several') return ofTwoPatients(trust);
    if (found.kind === 'one') return this.#correct(trust, told, found.record);
    if (!mayRegister(told)) return found.kind === 'unfinished' ? 'unfinished' : 'not-ours';
    return this.#register(trust, told, found.kind === 'unfinished' ? found.id : derivedId(told.message.id, `patient of ${trust}`));
  }

  async #register(trust: string, told: Told, id: string): Promise<Attempt> {
    const { supplied } = told.reading;
    if (!(await this.#claim(trust, told, { id, numbers: supplied.identifiers }))) return 'taken';
    return this.#give(trust, told, { id, command: { type: 'RegisterPatient', feed: told.feed.feed, supplied } });
  }

  async #correct(trust: string, told: Told, record: KnownRecord): Promise<Attempt> {
    const { supplied, likeness } = told.reading;
    const doubt = isAbout(record, likeness) ? this.#doubtAboutDeath(trust, told, record) : conflictWith(trust, record);
    if (doubt !== undefined) return doubt;
    if (!(await this.#claim(trust, told, { id: record.id, numbers: [...supplied.identifiers, ...supplied.retires] }))) return 'taken';
    return this.#give(trust, told, { id: record.id, command: { type: 'CorrectDemographics', feed: told.feed.feed, supplied } });
  }

  async #merge(trust: string, told: Told, survivor: Found): Promise<Attempt> {
    const { supplied, retiring } = told.reading;
    const retired = await this.parts.records.find(trust, retiring);
    const kinds = [survivor.kind, retired.kind];
    if (kinds.includes('several')) return ofTwoPatients(trust);
    if (kinds.includes('unfinished')) return 'unfinished';
    const [kept, gone] = [recordOf(survivor), recordOf(retired)];
    // Only one of the two is known: it is the same person, who goes on under both numbers.
    const goesOn = kept ?? gone;
    if (goesOn === undefined) return 'not-ours';
    const came = await this.#retire(trust, told, { kept, gone });
    if (came !== 'applied' && came !== 'superseded') return came;
    return this.#correct(trust, { ...told, reading: { ...told.reading, supplied: { ...supplied, retires: retiring } } }, goesOn);
  }

  async #retire(
    trust: string,
    told: Told,
    { kept, gone }: { readonly kept: KnownRecord | undefined; readonly gone: KnownRecord | undefined },
  ): Promise<Attempt> {
    if (kept === undefined || gone === undefined) return 'superseded';
    if (kept.id === gone.id) return this.#retiredBefore(trust, told, kept.id);
    const doubt =
      doubtAboutMerge(trust, { kept, gone }, { ...told.reading, isFoundOut: told.isFoundOut }) ??
      this.#doubtAboutDeath(trust, told, kept) ??
      this.#doubtAboutDeath(trust, told, gone);
    if (doubt !== undefined) return doubt;
    return this.#give(trust, told, { id: gone.id, command: { type: 'RetirePatient', into: kept.id } });
  }

  // The two are one already. It may have been this very message that joined them, and then only its outcome is still to be written.
  async #retiredBefore(trust: string, told: Told, into: string): Promise<Attempt> {
    const id = await this.parts.records.retiredInto(trust, told.reading.retiring, into);
    return id === undefined ? 'superseded' : this.#give(trust, told, { id, command: { type: 'RetirePatient', into } });
  }

  #doubtAboutDeath(trust: string, { feed, reading, isFoundOut }: Told, record: KnownRecord): Problem | undefined {
    return doubtAboutDeath(trust, record, { feed: feed.feed, supplied: reading.supplied, isFoundOut });
  }

  #claim(trust: string, told: Told, { id, numbers }: { readonly id: string; readonly numbers: readonly Identifier[] }): Promise<boolean> {
    return this.parts.records.claim(id, numbers, this.#context(trust, told, id));
  }

  async #give(trust: string, told: Told, { id, command }: { readonly id: string; readonly command: PatientCommand }): Promise<Attempt> {
    // Read a second time, a registration is about somebody known: it is still the same thing that the message says of him.
    const says = command.type === 'RetirePatient' ? 'retires' : 'supplies';
    const context = { ...this.#context(trust, told, id), commandId: derivedId(told.message.id, `${says} ${id}`) };
    const outcome = await execute(this.parts.execution, patient, { id, command, context });
    if (!outcome.accepted && outcome.refusal === 'retired') return 'taken';
    if (!outcome.accepted) throw new Error(`${command.type} was refused: ${outcome.refusal}`);
    return outcome.events.length > 0 ? 'applied' : 'superseded';
  }

  #context(trust: string, { message, feed }: Told, about: string): Omit<CommandContext, 'commandId'> {
    return {
      actor: { kind: 'feed', id: feed.feed, role: 'feed' },
      trust,
      patient: about,
      correlationId: message.id,
      causationId: message.id,
    };
  }
}

const recordOf = (found: Found): KnownRecord | undefined => (found.kind === 'one' ? found.record : undefined);
