import { derivedId, execute, keyedId } from '@rms/event-sourcing';
import { parseMessage } from '@rms/hl7';
import { waitingKey, type Arrived, type Conclusion, type Feed, type Problem } from '@rms/intake';
import { present } from '@rms/nhs';
import { appointment } from '../appointment/appointment.aggregate.js';
import { isAbout, type Found } from '../who-is-known/patient-records.js';
import type { ActingParts } from './act-on-adt.js';
import { conflictWith, doubtAboutWhich, ofTwoPatients } from './doubts.js';
import { attempts, pauseBefore } from './pause.js';
import { actOfSiu, readSiu, type SiuReading } from './read-siu.reading.js';

type AtTrust = 'applied' | 'superseded' | 'not-ours' | Problem;
interface Told {
  readonly message: Arrived;
  readonly feed: Feed;
  readonly reading: SiuReading;
}

const unreadable = (trust: string): Problem => ({
  rule: 'unreadable',
  trust,
  sentence: 'The message has no PID or SCH segment, or no readable time in MSH-7.',
});

/** Brings about what a message says of an appointment, for each trust its feed may report to. Twice for the same message is as once. */
export class ActOnSiu {
  constructor(private readonly parts: ActingParts) {}

  async handle(message: Arrived, by?: string): Promise<Conclusion> {
    const feed = this.parts.feedOf(message.feed);
    const parsed = parseMessage(message.bytes);
    if (feed === undefined || !parsed.ok || actOfSiu(parsed.route.trigger) === undefined)
      return { outcome: 'ignored', rule: 'type-not-used' };
    const reading = readSiu(parsed, message, feed);
    if (reading === undefined) return this.parts.quarantine(message, unreadable(message.trust));
    const { identifiers } = reading;
    const doubt = await doubtAboutWhich(this.parts, message, { trusts: feed.trusts, identifiers, by });
    if (doubt !== undefined) return this.parts.quarantine(message, doubt);
    const came: AtTrust[] = [];
    for (const trust of feed.trusts) came.push(await this.#actAt(trust, { message, feed, reading }));
    return this.#conclude(message, reading, came);
  }

  async #conclude(message: Arrived, { identifiers }: SiuReading, came: readonly AtTrust[]): Promise<Conclusion> {
    const problem = came.find((one) => typeof one === 'object');
    if (problem !== undefined) return this.parts.quarantine(message, problem);
    if (came.includes('applied')) return { outcome: 'applied' };
    if (came.includes('superseded')) return { outcome: 'superseded', rule: 'newer-known' };
    return { outcome: 'ignored', rule: 'not-ours', waitsFor: identifiers.map((number) => waitingKey(this.parts.key, number)) };
  }

  async #actAt(trust: string, told: Told): Promise<AtTrust> {
    const found = await this.#find(trust, told);
    if (found.kind === 'nobody' || found.kind === 'unfinished') return 'not-ours';
    // A stranger's message with something wrong in it is a stranger's message: nobody here can mend it.
    if (told.reading.problem !== undefined) return { ...told.reading.problem, trust };
    if (found.kind === 'several') return ofTwoPatients(trust);
    return isAbout(found.record, told.reading.likeness) ? this.#tell(trust, told, found.record.id) : conflictWith(trust, found.record);
  }

  // A registration may be at work at this moment: then it is looked at anew.
  async #find(trust: string, { reading }: Told): Promise<Found> {
    for (let n = 1; ; n += 1) {
      const found = await this.parts.records.find(trust, reading.identifiers);
      if (found.kind !== 'unfinished' || n === attempts) return found;
      await pauseBefore(n);
    }
  }

  async #tell(trust: string, { message, feed, reading }: Told, patient: string): Promise<AtTrust> {
    const { act, asOf, on = '', what, analyte, appointment: number } = reading;
    const id = keyedId(this.parts.key, 'appointment', trust, number?.authority ?? '', number?.id ?? '');
    const outcome = await execute(this.parts.execution, appointment, {
      id,
      command: { type: 'TellOfAppointment', act, told: { patient, on, asOf, feed: feed.feed, ...present({ what, analyte }) } },
      context: {
        commandId: derivedId(message.id, `tells of ${id}`),
        actor: { kind: 'feed', id: feed.feed, role: 'feed' },
        trust,
        patient,
        correlationId: message.id,
        causationId: message.id,
      },
    });
    if (!outcome.accepted) throw new Error(`An appointment was refused: ${outcome.refusal}`);
    return outcome.events.length > 0 ? 'applied' : 'superseded';
  }
}
