import { regionWide } from '@rms/nhs';
import type { Change, CollectionSpec, Document } from '@rms/read-models';
import type { OutcomeKind } from '../intake-log.js';
import type { ToldMessage } from './intake-events.reading.js';

/** An accepted message with its current outcome, and without its bytes. A document belongs to the region: whom the message is for is `reportsTo`. */
export interface MessageDocument extends Document, Omit<ToldMessage, 'trust'> {
  readonly reportsTo: string;
  readonly conflictsWith?: number;
  /** Feed, control id and bytes in one: on the first message of its kind, and on no repeat. */
  readonly first?: string;
  /** Route and receipt in one, as long as it has no outcome. */
  readonly waitsAs?: string;
  readonly outcome?: OutcomeKind;
  readonly of?: number;
  readonly rule?: string;
  readonly by?: string;
  readonly effects: number;
  /** The revision of the newest outcome that is in it; -1 where it has only what it had on arrival. */
  readonly told: number;
}

/** A message as one that came later may conflict with it. */
export interface Seen {
  readonly receipt: number;
  readonly sha256: string;
  readonly receivedAt: string;
}
/** The newest message of a feed, control id and type, and the newest with other bytes than that. */
export interface KinDocument extends Document {
  readonly key: string;
  readonly newest: Seen;
  readonly other?: Seen;
}

/** A stranger's message under one key that it waits for. */
export interface WaitingDocument extends Document {
  readonly key: string;
  readonly receipt: number;
}

/** What a feed sent in one hour, and what became of it. */
export interface HourDocument extends Document {
  readonly key: string;
  readonly feed: string;
  /** `2026-03-04T09` */
  readonly hour: string;
  readonly accepted: number;
  readonly outcomes: Readonly<Partial<Record<OutcomeKind | 'pending', number>>>;
  /** The newest message and the newest outcome that are counted in it: what is read again is not counted again. */
  readonly throughMessage: number;
  readonly throughOutcome: number;
}

export interface FeedDocument extends Document {
  readonly feed: string;
  readonly lastAt: string;
}
export interface RefusalDocument extends Document {
  readonly feed: string;
  readonly at: string;
}
/** How much of each stream is in the index. */
export interface CursorDocument extends Document {
  readonly messages: number;
  readonly outcomes: number;
  readonly refusals: number;
}

/** The name of the index. Another shape of it gets another number, and is folded anew from the streams. */
export const indexName = 'intake-index-1';
export const specs: readonly CollectionSpec[] = [
  { name: 'messages', indexes: ['first', 'receipt', 'waitsAs', 'receivedAt'] },
  { name: 'kin', indexes: ['key'] },
  { name: 'waiting', indexes: ['key'] },
  { name: 'hours', indexes: ['key', 'hour'] },
  { name: 'feeds', indexes: ['feed'] },
  { name: 'refusals', indexes: ['at'] },
  { name: 'cursors', indexes: [] },
];

export const receiptText = (receipt: number): string => String(receipt).padStart(12, '0');
export const waitsAs = (route: string, receipt: number): string => `${route} ${receiptText(receipt)}`;
export const noCursor: CursorDocument = { _id: 'cursor', trust: regionWide, messages: 0, outcomes: 0, refusals: 0 };
export const puts = (into: string, documents: Iterable<Document>): readonly Change[] => [...documents].map((put) => ({ put, into }));
