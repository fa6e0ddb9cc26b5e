import { derivedId, eventIdOf, execute, load, streamOf, type CommandContext } from '@rms/event-sourcing';
import { present, type Holidays } from '@rms/nhs';
import type { Carrier, CarrierItem, CarrierStatus } from '../carrier/carrier.js';
import { letter } from '../letter/letter.aggregate.js';
import { calendarAt, type Calendar, type LetterTimes } from '../letter/letter-times.js';
import type { Draft, LetterCommand, Owed } from '../letter/letter.facts.js';
import type { PostKnown } from '../letter/where-post-came-back.reading.js';
import type { LetterState } from '../letter/letter.state.js';
import { mayBeWritten } from '../letter/writing.js';
import type { Obstacle } from '../what-a-letter-says/addressee.reading.js';
import { gather } from '../what-a-letter-says/gather.js';
import {
  isBeforeAClinician,
  writeLetter,
  type House,
  type Waiting,
  type Writing,
  type Written,
} from '../what-a-letter-says/write-letter.js';
import { practice, practicesOf } from '../practice/practice.aggregate.js';
import { closedOnDay } from '../practice/practice.decider.js';
import { obstacleAtTheGate } from './dispatch-gate.reading.js';
import { LetterPages, type OnTheDesk, type PagesParts } from './letter-pages.js';

export interface DeskParts extends PagesParts {
  readonly carrier: Carrier;
  readonly holidays: Holidays;
  readonly times: LetterTimes;
  /** What became of the letters to an address of a patient. */
  readonly post: (trust: string, patient: string, to: readonly string[]) => Promise<PostKnown>;
}
type At<Phase extends LetterState['phase']> = Extract<LetterState, { readonly phase: Phase }>;

/** Writes letters, lets them leave, and asks after them: each step once, whoever asks for it and however often. */
export class LettersDesk {
  /** The pages of its letters. */
  readonly pages: LetterPages;
  constructor(private readonly parts: DeskParts) {
    this.pages = new LetterPages(parts);
  }

  calendar(): Calendar {
    return calendarAt(this.parts.execution.now(), this.parts.holidays, this.parts.times);
  }

  /** Writes a letter that is owed, and writes one anew that waits for approval when something is newer than it. Answers whether anything was recorded. */
  async write(on: OnTheDesk): Promise<boolean> {
    const { state, published } = await this.#load(on);
    if (!mayBeWritten(state)) return false;
    const purpose = `write after ${String(published)}`;
    try {
      return await this.#write(on, state, purpose);
    } catch (error) {
      // Whatever failed is logged; somebody who waits for the letter must not wait without a reason.
      if (isToldWhy(state)) await this.#hold(on, purpose, failedToBeWritten(error));
      throw error;
    }
  }

  async #write(on: OnTheDesk, state: At<'owed' | 'to-approve'>, purpose: string): Promise<boolean> {
    const writing = await this.#writingOf(on, state.owed);
    if ('waitsFor' in writing) return isToldWhy(state) && this.#hold(on, purpose, waitsTooLong(writing));
    if ('why' in writing) return this.#hold(on, purpose, writing);
    if (state.phase === 'to-approve' && !isNewer(writing, state.draft)) return false;
    const pdfSha256 = await this.pages.keep(writing);
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
    const atTheGate = `gate after ${String(published)}`;
    if (obstacle !== undefined) return this.#hold(on, atTheGate, obstacle);
    const item = await this.#itemOf(on, draft);
    if (item === undefined) return this.#hold(on, atTheGate, pageLost);
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

  async #writingOf({ trust }: OnTheDesk, owed: Owed): Promise<Writing> {
    const gathered = await gather(this.parts.histories, { trust, owed });
    return (
      isBeforeAClinician(owed, gathered) ?? writeLetter(owed, gathered, { on: this.calendar().today, house: await this.#house(trust) })
    );
  }

  /** How the house writes today. Which practices have closed is asked of the history, so that a closure counts at once. */
  async #house(trust: string): Promise<House> {
    const { state } = await load(this.parts.execution.store, practice, practicesOf(trust));
    return { isTraining: this.parts.isTraining, closedPractices: closedOnDay(state, this.calendar().today) };
  }

  /** A letter as the carrier is given it; `undefined` where its page is not kept any more and does not come out the same. */
  async #itemOf(on: OnTheDesk, { channel, to, reach, pdfSha256, text }: Draft): Promise<CarrierItem | undefined> {
    const shared = { key: keyOf(on), to, ...present({ reach }) };
    if (channel === 'sms') return { ...shared, channel, text: text.join('\n') };
    const page = await this.pages.asWritten(on, pdfSha256);
    return page === undefined || page === 'lost' ? undefined : { ...shared, channel, pdf: page.bytes };
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

  /** Whatever the desk does with a letter it does because the letter is owed, in the chain in which it came to be. */
  async #because(id: string, commandId: string): Promise<Pick<CommandContext, 'correlationId' | 'causationId'>> {
    const [owed] = await this.parts.execution.store.readStream(streamOf(letter, id), { from: 0, limit: 1 });
    return { correlationId: owed?.metadata['correlationId'] ?? commandId, ...present({ causationId: owed?.id }) };
  }

  async #load({ id, trust }: OnTheDesk): Promise<{ readonly state: LetterState; readonly published: number }> {
    const stored = await this.parts.execution.store.readStream(streamOf(letter, id));
    if (stored[0]?.metadata['trust'] !== trust) return { state: { phase: 'none' }, published: 0 };
    return load(this.parts.execution.store, letter, id);
  }

  #hold(on: OnTheDesk, purpose: string, { why, sentence }: Obstacle): Promise<boolean> {
    return this.#give(on, purpose, { type: 'HoldForReason', why, sentence, calendar: this.calendar() });
  }

  async #give({ id, trust }: OnTheDesk, purpose: string, command: LetterCommand): Promise<boolean> {
    const commandId = derivedId(id, purpose);
    const actor = { kind: 'policy', id: 'letters.letters-desk', role: 'policy' } as const;
    const context: CommandContext = { commandId, actor, trust, ...(await this.#because(id, commandId)) };
    const outcome = await execute(this.parts.execution, letter, { id, command, context });
    return outcome.accepted && outcome.events.length > 0 && !outcome.repeated;
  }
}

const handOverPurpose = 'hand over';
/** The key under which a carrier is given a letter: the id of the fact by which it was handed over. */
export const keyOf = ({ id }: OnTheDesk): string => eventIdOf(derivedId(id, handOverPurpose), 0);

const pageLost: Obstacle = {
  why: 'page-lost',
  sentence:
    'The page that was approved is not kept any more, and does not come out the same. Release it: it is written anew and approved again.',
};
// What passes by itself in seconds is nobody’s to see to; once the letter is late, somebody is told for what it waits.
const isToldWhy = (state: LetterState): boolean => state.phase === 'owed' && state.isLate;
const waitsTooLong = ({ waitsFor }: Waiting): Obstacle => ({
  why: 'cannot-be-written',
  sentence: `It is late and cannot be written. ${waitsFor} If that stays so, tell the person another way or decide that it is not to be sent.`,
});

const failedToBeWritten = (error: unknown): Obstacle => ({
  why: 'cannot-be-written',
  sentence: `It is late and could not be written because of a fault: ${(error instanceof Error ? error.message : String(error)).slice(0, 300)}. Report it; release the letter to have it tried again.`,
});

const watched = ['pathway.follow-up-', 'results.result-', 'letters.template-', 'letters.sender-'];
const isNewer = ({ draft }: Written, before: Draft): boolean =>
  draft.to.join('\n') !== before.to.join('\n') ||
  draft.print !== before.print ||
  Object.entries(draft.madeFrom).some(
    ([stream, published]) => watched.some((kind) => stream.startsWith(kind)) && published !== before.madeFrom[stream],
  );
