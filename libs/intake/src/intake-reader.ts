import { Woken } from '@rms/messaging';
import { present } from '@rms/nhs';
import { StoreUnavailable } from '@rms/event-sourcing';
import type { Arrived, Conclusion, IntakeLog, IntakeRoute } from './intake-log.js';

const page = 128;

export interface IntakeReaderParts {
  readonly log: IntakeLog & { readThrough?(route: IntakeRoute, receipt: number): Promise<void> };
  readonly route: Exclude<IntakeRoute, 'none'>;
  /** Reads one message and brings about what follows from it. Twice for the same message must be as once. `by` is the person who had it read again. */
  readonly handle: (message: Arrived, by?: string) => Promise<Conclusion>;
  /** Called after outcomes are recorded, so that a reader can look again for what may have become known meanwhile. */
  readonly recorded?: (message: Arrived, outcome: Conclusion) => Promise<void>;
  /** What to do with a message that `handle` could not deal with on its own account. */
  readonly give: (message: Arrived, error: unknown) => Promise<Conclusion>;
  readonly onStoreAway: (error: unknown) => void;
  /** Stands around the reading of one message, whatever becomes of it. */
  readonly around?: (message: Arrived, read: () => Promise<Conclusion>) => Promise<Conclusion>;
}

/** Reads a route in order of receipt and records one outcome for each message. Never skips, never blocks behind a bad one. */
export class IntakeReader {
  readonly #parts: IntakeReaderParts;
  #after = 0;
  readonly #work: Woken;
  #forget: (() => void) | undefined;
  #again: Promise<unknown> = Promise.resolve();

  constructor(parts: IntakeReaderParts) {
    this.#parts = parts;
    this.#work = new Woken(() => this.#readAll(), parts.onStoreAway);
  }

  start(): void {
    this.#forget = this.#parts.log.onArrival(() => {
      this.#work.wake();
    });
    this.#work.wake();
  }

  async stop(): Promise<void> {
    this.#forget?.();
    await this.#work.stop();
  }

  quiet(): Promise<void> {
    return this.#work.quiet();
  }

  /** Reads a message again, though it has an outcome: for a stranger who became known, or when a person asks. */
  readAgain(message: Arrived, by?: string): Promise<void> {
    const read = this.#again.then(() => this.#readOnceMore(message, by));
    this.#again = read.catch(() => undefined);
    return read;
  }

  // That a stranger has become known may be noticed twice at one moment. Whoever comes second finds the message read already:
  // otherwise it would be said to have had two effects.
  async #readOnceMore(message: Arrived, by: string | undefined): Promise<void> {
    if (by === undefined && (await this.#parts.log.currentOutcome(message.receipt)) !== 'ignored') return;
    const outcome = await this.#outcomeOf(message, by);
    await this.#parts.log.record([{ ...outcome, receipt: message.receipt, ...present({ by }) }]);
  }

  async #readAll(): Promise<void> {
    for (let more = true; more && !this.#work.isStopped;) more = await this.#nextPage();
  }

  // Outcomes of a page are recorded together: strangers, who are nearly all, cost no commit of their own.
  async #nextPage(): Promise<boolean> {
    const messages = await this.#parts.log.pending(this.#parts.route, this.#after, page);
    const read: { readonly message: Arrived; readonly outcome: Conclusion }[] = [];
    for (const message of messages) read.push({ message, outcome: await this.#outcomeOf(message) });
    const last = messages.at(-1);
    if (last === undefined) return false;
    await this.#parts.log.record(read.map(({ message, outcome }) => ({ ...outcome, receipt: message.receipt })));
    this.#after = last.receipt;
    for (const { message, outcome } of read) await this.#parts.recorded?.(message, outcome);
    if (messages.length === page) await this.#parts.log.readThrough?.(this.#parts.route, last.receipt);
    return true;
  }

  #outcomeOf(message: Arrived, by?: string): Promise<Conclusion> {
    const read = (): Promise<Conclusion> => this.#read(message, by);
    return this.#parts.around === undefined ? read() : this.#parts.around(message, read);
  }

  async #read(message: Arrived, by?: string): Promise<Conclusion> {
    try {
      return await this.#parts.handle(message, by);
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      return this.#parts.give(message, error);
    }
  }
}
