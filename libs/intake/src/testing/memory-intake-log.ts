import { derivedId, instantText, sha256, type Clock } from '@rms/event-sourcing';
import type {
  Arrived,
  FeedActivity,
  IntakeLog,
  IntakeRoute,
  MessageOutcome,
  NewMessage,
  OutcomeKind,
  OutcomeRecord,
  Refusal,
} from '../intake-log.js';

const dayMs = 24 * 3600 * 1000;
const namespace = '5a0e1a34-7a53-4a0d-9d53-3f5a6a1f0b11';

/** The intake log port in memory, for tests of what stands on it. Passes the same contract suite as the real one, except durability. */
export class MemoryIntakeLog implements IntakeLog {
  readonly #messages: Arrived[] = [];
  readonly #told: OutcomeRecord[] = [];
  readonly #refusals: (Refusal & { readonly at: string })[] = [];
  readonly #waiting = new Map<string, Set<number>>();
  readonly #listeners = new Set<() => void>();

  constructor(private readonly clock: Clock) {}

  async append(message: NewMessage): Promise<Pick<Arrived, 'receipt' | 'id'>> {
    const receipt = this.#messages.length + 1;
    const id = derivedId(namespace, String(receipt));
    const digest = sha256(message.bytes);
    const alike = this.#messages.filter((one) => one.feed === message.feed && one.controlId === message.controlId);
    const duplicateOf = alike.find((one) => one.sha256 === digest)?.receipt;
    const since = instantText(this.clock.now() - dayMs);
    const conflictsWith = alike.findLast((one) => one.sha256 !== digest && one.type === message.type && one.receivedAt >= since)?.receipt;
    this.#messages.push({
      ...message,
      receipt,
      id,
      sha256: digest,
      receivedAt: instantText(this.clock.now()),
      ...(conflictsWith === undefined ? {} : { conflictsWith }),
    });
    if (duplicateOf !== undefined) await this.record([{ receipt, outcome: 'duplicate', of: duplicateOf }]);
    else if (message.route === 'none') await this.record([{ receipt, outcome: 'ignored', rule: 'type-not-used' }]);
    for (const listener of this.#listeners) listener();
    return { receipt, id };
  }

  refuse(refusal: Refusal): Promise<void> {
    this.#refusals.push({ ...refusal, at: instantText(this.clock.now()) });
    return Promise.resolve();
  }

  pending(route: IntakeRoute, after: number, limit: number): Promise<readonly Arrived[]> {
    const isPending = (message: Arrived): boolean =>
      message.route === route && message.receipt > after && this.#currentOf(message) === 'pending';
    return Promise.resolve(this.#messages.filter(isPending).slice(0, limit));
  }

  message(receipt: number): Promise<Arrived | undefined> {
    return Promise.resolve(this.#messages[receipt - 1]);
  }

  record(outcomes: readonly OutcomeRecord[]): Promise<void> {
    for (const outcome of outcomes) {
      this.#told.push(outcome);
      for (const key of outcome.waitsFor ?? []) this.#waiting.set(key, (this.#waiting.get(key) ?? new Set()).add(outcome.receipt));
    }
    return Promise.resolve();
  }

  currentOutcome(receipt: number): Promise<OutcomeKind | 'pending' | undefined> {
    const message = this.#messages[receipt - 1];
    return Promise.resolve(message === undefined ? undefined : this.#currentOf(message));
  }

  waiting(route: IntakeRoute, keys: readonly string[], since: string): Promise<readonly Arrived[]> {
    const receipts = new Set(keys.flatMap((key) => [...(this.#waiting.get(key) ?? [])]));
    return Promise.resolve(
      this.#messages.filter(
        (one) => receipts.has(one.receipt) && one.route === route && one.receivedAt >= since && this.#currentOf(one) === 'ignored',
      ),
    );
  }

  async *outcomes(): AsyncIterable<MessageOutcome> {
    for (const message of this.#messages) yield await Promise.resolve(this.#outcomeOf(message));
  }

  activity(since: string): Promise<readonly FeedActivity[]> {
    const feeds = [...new Set(this.#messages.map((message) => message.feed))];
    return Promise.resolve(feeds.map((feed) => this.#activityOf(feed, since)));
  }

  onArrival(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #currentOf({ receipt }: Pick<Arrived, 'receipt'>): OutcomeKind | 'pending' {
    return this.#told.findLast((one) => one.receipt === receipt)?.outcome ?? 'pending';
  }

  #outcomeOf(message: Arrived): MessageOutcome {
    const told = this.#told.filter((one) => one.receipt === message.receipt);
    const { of, rule, by } = told.at(-1) ?? {};
    return {
      receipt: message.receipt,
      sender: message.sender,
      trust: message.trust,
      controlId: message.controlId,
      messageType: message.type,
      sha256: message.sha256,
      receivedAt: message.receivedAt,
      acknowledged: message.acknowledged,
      outcome: this.#currentOf(message),
      ...(of === undefined ? {} : { of }),
      ...(rule === undefined ? {} : { rule }),
      ...(by === undefined ? {} : { by }),
      effects: told.filter((one) => one.outcome === 'applied').length,
    };
  }

  #activityOf(feed: string, since: string): FeedActivity {
    const own = this.#messages.filter((message) => message.feed === feed);
    const recent = own.filter((message) => message.receivedAt >= since);
    const counts = Map.groupBy(recent, (message) => this.#currentOf(message));
    return {
      feed,
      lastAt: own.at(-1)?.receivedAt ?? '',
      accepted: recent.length,
      refused: this.#refusals.filter((refusal) => refusal.feed === feed && refusal.at >= since).length,
      outcomes: Object.fromEntries([...counts].map(([outcome, messages]) => [outcome, messages.length])),
    };
  }
}
