import { derivedId, eventIdOf, execute, load, sha256, streamOf, type CommandContext, type Execution } from '@rms/event-sourcing';
import type { PublishedHistory } from '@rms/messaging';
import { present, type Holidays } from '@rms/nhs';
import type { Blobs } from '../blobs/blobs.js';
import type { Carrier, CarrierItem, CarrierStatus } from '../carrier/carrier.js';
import { letter } from '../letter/letter.aggregate.js';
import { calendarAt, type Calendar, type LetterTimes } from '../letter/letter-times.js';
import type { Draft, LetterCommand } from '../letter/letter.facts.js';
import type { PostKnown } from '../letter/where-post-came-back.reading.js';
import type { LetterState } from '../letter/letter.state.js';
import { mayBeWritten } from '../letter/writing.js';
import type { Paper } from '../what-a-letter-says/paper.js';
import { gather } from '../what-a-letter-says/gather.js';
import { isBeforeAClinician, writeLetter, type House, type Written } from '../what-a-letter-says/write-letter.js';
import { practice, practicesOf } from '../practice/practice.aggregate.js';
import { closedOnDay } from '../practice/practice.decider.js';
import { obstacleAtTheGate } from './dispatch-gate.reading.js';

export interface DeskParts {
  readonly execution: Execution;
  readonly histories: ReadonlyMap<string, PublishedHistory>;
  readonly blobs: Blobs;
  readonly carrier: Carrier;
  readonly setPage: (paper: Paper) => Uint8Array;
  readonly isTraining: boolean;
  readonly holidays: Holidays;
  readonly times: LetterTimes;
  /** What became of the letters to an address of a patient. */
  readonly post: (trust: string, patient: string, to: readonly string[]) => Promise<PostKnown>;
}
export interface OnTheDesk {
  readonly trust: string;
  readonly id: string;
}
type At<Phase extends LetterState['phase']> = Extract<LetterState, { readonly phase: Phase }>;

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Writes letters, lets them leave, and asks after them: each step once, whoever asks for it and however often. */
export class LettersDesk {
  constructor(private readonly parts: DeskParts) {}

  calendar(): Calendar {
    return calendarAt(this.parts.execution.now(), this.parts.holidays, this.parts.times);
  }

  /** Writes a letter that is owed, and writes one anew that waits for approval when something is newer than it. Answers whether anything was recorded. */
  async write(on: OnTheDesk): Promise<boolean> {
    const { state, published } = await this.#load(on);
    if (!mayBeWritten(state)) return false;
    const { today } = this.calendar();
    const gathered = await gather(this.parts.histories, { trust: on.trust, owed: state.owed });
    const writing =
      isBeforeAClinician(state.owed, gathered) ?? writeLetter(state.owed, gathered, { on: today, house: await this.#house(on.trust) });
    if (writing === 'wait') return false;
    const purpose = `write after ${String(published)}`;
    if ('why' in writing) return this.#give(on, purpose, { type: 'HoldForReason', ...writing, calendar: this.calendar() });
    if (state.phase === 'to-approve' && !isNewer(writing, state.draft)) return false;
    const pdfSha256 = this.parts.blobs.put(this.#page(writing));
    const { draft, blockedBy } = writing;
    return this.#give(on, purpose, {
      type: 'DraftLetter',
      draft: { ...draft, pdfSha256 },
      ...present({ blockedBy }),
      calendar: this.calendar(),
    });
  }

  /** Looks a last time, records the hand-over, and only then calls the carrier. */
  async handOver(on: OnTheDesk): Promise<boolean> {
    const { state, published } = await this.#load(on);
    if (state.phase !== 'approved' || state.held !== undefined || state.handOverFrom > this.parts.execution.now()) return false;
    const { owed, draft, addressConfirmedOn } = state;
    const now = await gather(this.parts.histories, { trust: on.trust, owed });
    const { today, times } = this.calendar();
    const obstacle = obstacleAtTheGate({
      owed,
      draft,
      now,
      today,
      house: await this.#house(on.trust),
      addressGoodForDays: times.addressGoodForDays,
      post: await this.parts.post(on.trust, owed.patient, draft.to),
      ...present({ addressConfirmedOn }),
    });
    if (obstacle !== undefined)
      return this.#give(on, `gate after ${String(published)}`, { type: 'HoldForReason', ...obstacle, calendar: this.calendar() });
    const item = this.#itemOf(on, draft);
    const recorded = await this.#give(on, handOverPurpose, { type: 'HandOver', pdfSha256: draft.pdfSha256, calendar: this.calendar() });
    // Whoever recorded the hand-over calls, and nobody else ever does.
    if (recorded) await this.#send(on, item);
    return recorded;
  }

  /** Asks the carrier after a letter he was given. Where he cannot say, a person has to find out. */
  async ask(on: OnTheDesk): Promise<boolean> {
    const { state, published } = await this.#load(on);
    if (state.phase !== 'handed-over' && state.phase !== 'dispatched') return false;
    if (state.phase === 'handed-over' && state.outcome === 'unknown') return false;
    const status = await this.#statusOf(on);
    const command = this.#commandFor(status, state);
    return command === undefined ? false : this.#give(on, `asked after ${String(published)} ${status?.state ?? ''}`, command);
  }

  /** The page of a letter, as it was written: from where it is kept, or set again from the same facts. Throws where it comes out otherwise. */
  async page(on: OnTheDesk): Promise<Uint8Array | undefined> {
    const { state } = await this.#load(on);
    const known = 'draft' in state ? state.draft.pdfSha256 : 'handed' in state ? state.handed.pdfSha256 : undefined;
    if (known === undefined) return undefined;
    return this.parts.blobs.get(known) ?? ('draft' in state ? this.setAgain(on, state.draft) : undefined);
  }

  /** Sets a letter again from the revisions printed on it. Throws where not every byte is the same. */
  async setAgain(on: OnTheDesk, draft: Draft): Promise<Uint8Array> {
    const { state } = await this.#load(on);
    if (state.phase === 'none') throw new Error('there is no such letter');
    const gathered = await gather(this.parts.histories, { trust: on.trust, owed: state.owed }, draft.madeFrom);
    // Where it was written to was open then: that it closed since is for the gate and not for the page.
    const house = { isTraining: this.parts.isTraining, closedPractices: new Set<string>() };
    const writing = writeLetter(state.owed, gathered, { on: draft.on, house });
    if (writing === 'wait' || 'why' in writing) throw new Error('the facts it was written from do not make a letter');
    const page = this.#page(writing);
    if (sha256(page) !== draft.pdfSha256) throw new Error('the page comes out otherwise than it was written');
    return page;
  }

  /** How the house writes today. Which practices have closed is asked of the history, so that a closure counts at once. */
  async #house(trust: string): Promise<House> {
    const { state } = await load(this.parts.execution.store, practice, practicesOf(trust));
    return { isTraining: this.parts.isTraining, closedPractices: closedOnDay(state, this.calendar().today) };
  }

  #page({ paper, draft }: Written): Uint8Array {
    return draft.channel === 'sms' ? bytesOf(draft.text.join('\n')) : this.parts.setPage(paper);
  }

  #itemOf(on: OnTheDesk, { channel, to, reach, pdfSha256, text }: Draft): CarrierItem {
    const pdf = channel === 'sms' ? undefined : this.parts.blobs.get(pdfSha256);
    return {
      key: keyOf(on),
      channel,
      to,
      ...present({ reach, pdf }),
      ...(channel === 'sms' ? { text: text.join('\n') } : {}),
    };
  }

  async #send(on: OnTheDesk, item: CarrierItem): Promise<void> {
    const calendar = this.calendar();
    try {
      const sent = await this.parts.carrier.send(item);
      await this.#give(
        on,
        'sent',
        'accepted' in sent
          ? { type: 'RecordAccepted', reference: sent.accepted, lookFrom: sent.lookFrom, calendar }
          : { type: 'RecordRefused', why: sent.refused, calendar },
      );
    } catch {
      await this.ask(on);
    }
  }

  async #statusOf(on: OnTheDesk): Promise<CarrierStatus | undefined> {
    try {
      return await this.parts.carrier.status(keyOf(on));
    } catch {
      return undefined;
    }
  }

  #commandFor(status: CarrierStatus | undefined, state: At<'handed-over' | 'dispatched'>): LetterCommand | undefined {
    const calendar = this.calendar();
    const isAwaited = state.phase === 'handed-over' && state.outcome === 'awaited';
    if (status === undefined || status.state === 'not-known') return isAwaited ? { type: 'RecordOutcomeUnknown', calendar } : undefined;
    switch (status.state) {
      case 'refused':
        return { type: 'RecordRefused', why: status.why, calendar };
      case 'accepted':
        return { type: 'RecordAccepted', reference: status.reference, lookFrom: status.lookFrom, calendar };
      case 'dispatched':
        return { type: 'RecordDispatched', at: status.at, reference: status.reference, lookFrom: status.lookFrom, calendar };
      case 'delivered':
        return { type: 'RecordDelivered', at: status.at, calendar };
      case 'returned':
        return { type: 'RecordReturned', at: status.at, why: status.why, calendar };
      default:
        return status satisfies never;
    }
  }

  async #load({ id, trust }: OnTheDesk): Promise<{ readonly state: LetterState; readonly published: number }> {
    const stored = await this.parts.execution.store.readStream(streamOf(letter, id));
    if (stored[0]?.metadata['trust'] !== trust) return { state: { phase: 'none' }, published: 0 };
    return load(this.parts.execution.store, letter, id);
  }

  async #give({ id, trust }: OnTheDesk, purpose: string, command: LetterCommand): Promise<boolean> {
    const commandId = derivedId(id, purpose);
    const context: CommandContext = {
      commandId,
      actor: { kind: 'policy', id: 'letters.letters-desk', role: 'policy' },
      trust,
      correlationId: commandId,
    };
    const outcome = await execute(this.parts.execution, letter, { id, command, context });
    return outcome.accepted && outcome.events.length > 0 && !outcome.repeated;
  }
}

const handOverPurpose = 'hand over';
/** The key under which a carrier is given a letter: the id of the fact by which it was handed over. */
export const keyOf = ({ id }: OnTheDesk): string => eventIdOf(derivedId(id, handOverPurpose), 0);

const watched = ['pathway.follow-up-', 'results.result-', 'letters.template-', 'letters.sender-'];
const isNewer = ({ draft }: Written, before: Draft): boolean =>
  draft.to.join('\n') !== before.to.join('\n') ||
  draft.print !== before.print ||
  Object.entries(draft.madeFrom).some(
    ([stream, published]) => watched.some((kind) => stream.startsWith(kind)) && published !== before.madeFrom[stream],
  );
