import type { EventStore, Finding, HeadsFile, StoredEvent } from '@rms/event-sourcing';
import type { WrittenPage } from '../backup/examine-pages.js';
import type { MessageOutcome } from '@rms/intake';
import type { ReadingToRecord } from '../directory/record-reading.js';

/** The history that a command reads, wherever it is kept: in a data directory, or in the event store of a cluster. */
export interface HistoryAtHand {
  /** Every event after a position, in commit order. */
  read(after?: number): AsyncIterable<StoredEvent>;
  readonly store: EventStore;
  /** Records that somebody at the command line read it. */
  recordReading(reading: ReadingToRecord): Promise<void>;
  /** Where the clinical clock stands, in milliseconds. */
  clinicalTime(): Promise<number>;
  /** Every accepted message with its one current outcome. */
  outcomes(): AsyncIterable<MessageOutcome>;
  /** What lies beside it and says something of it: signed heads, the key they must be signed by, and what is further on than it. */
  readonly beside: {
    /** As what the history is named where it cannot be read on. */
    readonly name: string;
    readonly heads: () => readonly HeadsFile[];
    readonly key: () => string | undefined;
    readonly furtherOn: () => readonly Finding[];
  };
  /** Letters that have left and whose page is not kept as it was sent, one sentence each. */
  withoutTheirPage(sent: readonly WrittenPage[]): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** All of it at once. */
export const wholeHistory = async (history: Pick<HistoryAtHand, 'read'>): Promise<readonly StoredEvent[]> => {
  const events: StoredEvent[] = [];
  for await (const event of history.read()) events.push(event);
  return events;
};
