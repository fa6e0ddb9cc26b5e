import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { openDurableFile, type DurableFile, type Step } from '@rms/durable-sqlite';
import { instantText, sha256, type Clock } from '@rms/event-sourcing';
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
import { queries, schema, statements, write } from './schema.js';

const dayMs = 24 * 3600 * 1000;
type Row = Record<string, string | number | null | Uint8Array>;

const arrived = (row: Row): Arrived => ({
  receipt: row['receipt'] as number,
  id: row['id'] as string,
  feed: row['feed'] as string,
  sender: row['sender'] as string,
  trust: row['trust'] as string,
  controlId: row['control_id'] as string,
  type: row['type'] as string,
  route: row['route'] as IntakeRoute,
  sha256: row['sha256'] as string,
  receivedAt: row['received_at'] as string,
  acknowledged: row['acknowledged'] as string,
  bytes: row['bytes'] as Uint8Array,
  ...(row['conflicts_with'] === null ? {} : { conflictsWith: row['conflicts_with'] as number }),
});
const outcomeOf = (row: Row): MessageOutcome => ({
  receipt: row['receipt'] as number,
  sender: row['sender'] as string,
  trust: row['trust'] as string,
  controlId: row['control_id'] as string,
  messageType: row['type'] as string,
  sha256: row['sha256'] as string,
  receivedAt: row['received_at'] as string,
  acknowledged: row['acknowledged'] as string,
  outcome: (row['outcome'] as OutcomeKind | null) ?? 'pending',
  effects: row['effects'] as number,
  ...(row['of_receipt'] === null ? {} : { of: row['of_receipt'] as number }),
  ...(row['rule'] === null ? {} : { rule: row['rule'] as string }),
  ...(row['by_person'] === null ? {} : { by: row['by_person'] as string }),
});

export const intakeFile = (directory: string): string => join(directory, 'intake.db');

/** The intake log in one SQLite file with one writer thread. */
export class EmbeddedIntakeLog implements IntakeLog {
  readonly #file: DurableFile;
  readonly #now: () => number;
  readonly #prepared: Readonly<Record<keyof typeof queries, StatementSync>>;
  readonly #listeners = new Set<() => void>();
  readonly #readThrough = new Map<IntakeRoute, number>();

  constructor(file: DurableFile, clock: Clock) {
    this.#file = file;
    this.#now = () => clock.now();
    this.#prepared = Object.fromEntries(Object.entries(queries).map(([name, sql]) => [name, file.reader.prepare(sql)])) as Record<
      keyof typeof queries,
      StatementSync
    >;
  }

  async append(message: NewMessage): Promise<Pick<Arrived, 'receipt' | 'id'>> {
    const now = this.#now();
    const id = randomUUID();
    const insert: Step = [
      write.append,
      id,
      message.feed,
      message.sender,
      message.trust,
      message.controlId,
      message.type,
      message.route,
      sha256(message.bytes),
      instantText(now),
      message.acknowledged,
      message.bytes,
      instantText(now - dayMs),
    ];
    const answer = await this.#file.submit({ steps: [insert, [write.outcomeAtTheDoor]], answers: 0 });
    if (!answer.ok || answer.row === undefined) throw new Error('The message could not be stored.');
    for (const listener of this.#listeners) listener();
    return { receipt: Number(answer.row['receipt']), id };
  }

  async refuse({ feed, sender, controlId, rule, sentence, bytes }: Refusal): Promise<void> {
    await this.#file.submit({
      steps: [[write.refuse, instantText(this.#now()), feed ?? null, sender, controlId, rule, sentence, sha256(bytes), bytes]],
    });
  }

  pending(route: IntakeRoute, after: number, limit: number): Promise<readonly Arrived[]> {
    const from = Math.max(after, this.#readThrough.get(route) ?? this.#loadReadThrough(route));
    const { last } = this.#prepared.last.get() as { last: number };
    const rows = this.#prepared.pending.all(route, from, limit) as Row[];
    // Nothing of this route waits: what the other one was sent meanwhile need not be looked through again.
    if (rows.length === 0) this.#readThrough.set(route, Math.max(from, last));
    return Promise.resolve(rows.map(arrived));
  }

  message(receipt: number): Promise<Arrived | undefined> {
    const row = this.#prepared.message.get(receipt) as Row | undefined;
    return Promise.resolve(row === undefined ? undefined : arrived(row));
  }

  async record(outcomes: readonly OutcomeRecord[]): Promise<void> {
    const at = instantText(this.#now());
    const steps = outcomes.flatMap((o): Step[] => [
      [write.outcome, o.receipt, o.outcome, o.rule ?? null, o.of ?? null, o.by ?? null, o.sentence ?? null, at],
      ...(o.waitsFor ?? []).map((key): Step => [write.waits, key, o.receipt]),
    ]);
    if (steps.length > 0) await this.#file.submit({ steps });
  }

  /** Everything of a route up to a receipt has an outcome: a restart need not look before it. */
  async readThrough(route: IntakeRoute, receipt: number): Promise<void> {
    this.#readThrough.set(route, receipt);
    await this.#file.submit({ steps: [[write.readThrough, route, receipt]] });
  }

  currentOutcome(receipt: number): Promise<OutcomeKind | 'pending' | undefined> {
    const row = this.#prepared.current.get(receipt) as Row | undefined;
    return Promise.resolve(row === undefined ? undefined : ((row['outcome'] as OutcomeKind | null) ?? 'pending'));
  }

  waiting(route: IntakeRoute, keys: readonly string[], since: string): Promise<readonly Arrived[]> {
    const found = new Map(
      keys
        .flatMap((key) => (this.#prepared.waiting.all(route, since, key) as Row[]).map(arrived))
        .map((message) => [message.receipt, message]),
    );
    return Promise.resolve([...found.values()].sort((a, b) => a.receipt - b.receipt));
  }

  async *outcomes(): AsyncIterable<MessageOutcome> {
    for (const row of this.#prepared.outcomes.iterate()) yield await Promise.resolve(outcomeOf(row as Row));
  }

  activity(since: string): Promise<readonly FeedActivity[]> {
    const feeds = new Map<string, FeedActivity>();
    const of = (feed: string): FeedActivity => feeds.get(feed) ?? { feed, lastAt: '', accepted: 0, refused: 0, outcomes: {} };
    for (const row of this.#prepared.lastOf.all() as Row[])
      feeds.set(row['feed'] as string, { ...of(row['feed'] as string), lastAt: row['last'] as string });
    for (const row of this.#prepared.accepted.all(since) as Row[]) {
      const before = of(row['feed'] as string);
      feeds.set(before.feed, {
        ...before,
        accepted: before.accepted + (row['count'] as number),
        outcomes: { ...before.outcomes, [row['outcome'] as string]: row['count'] as number },
      });
    }
    for (const row of this.#prepared.refused.all(since) as Row[]) {
      const before = of(row['feed'] as string);
      feeds.set(before.feed, { ...before, refused: row['count'] as number });
    }
    return Promise.resolve([...feeds.values()]);
  }

  onArrival(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  get commits(): number {
    return this.#file.commits;
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  #loadReadThrough(route: IntakeRoute): number {
    const receipt = ((this.#prepared.readThrough.get(route) as Row | undefined)?.['receipt'] as number | undefined) ?? 0;
    this.#readThrough.set(route, receipt);
    return receipt;
  }
}

/** Opens or creates the intake log of a data directory. The clinical clock dates receipts. */
export const openEmbeddedIntakeLog = async (directory: string, clock: Clock): Promise<EmbeddedIntakeLog> =>
  new EmbeddedIntakeLog(await openDurableFile({ file: intakeFile(directory), schema, statements }), clock);

/** The outcomes of a directory's messages, beside a running system or without one. Reads only. */
export const openIntakeForReading = async function* (directory: string): AsyncIterable<MessageOutcome> {
  const database = new DatabaseSync(intakeFile(directory), { readOnly: true });
  try {
    for (const row of database.prepare(queries.outcomes).iterate()) yield await Promise.resolve(outcomeOf(row as Row));
  } finally {
    database.close();
  }
};
