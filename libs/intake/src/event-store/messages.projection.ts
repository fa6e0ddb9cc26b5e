import { sha256 } from '@rms/event-sourcing/pure';
import { instantFromMillis, millisOf, parseInstant, present, regionWide } from '@rms/nhs';
import {
  receiptText,
  waitsAs,
  type FeedDocument,
  type HourDocument,
  type KinDocument,
  type MessageDocument,
  type Seen,
} from './index-documents.js';
import type { ToldMessage } from './intake-events.reading.js';

const dayMs = 24 * 3600 * 1000;

/** Under what a repeat of a message is found: the same feed, control id and bytes. */
export const sameKey = ({ feed, controlId, sha256: digest }: ToldMessage): string => sha256(JSON.stringify([feed, controlId, digest]));
/** Under what a message is found that came under the same control id: the same feed, control id and type. */
export const kinKey = ({ feed, controlId, type }: ToldMessage): string => sha256(JSON.stringify([feed, controlId, type]));
const hourOf = (instant: string): string => instant.slice(0, 13);
export const hourKey = ({ feed, receivedAt }: Pick<ToldMessage, 'feed' | 'receivedAt'>): string => `${feed} ${hourOf(receivedAt)}`;

/** The part of the index that some messages touch. */
export interface Touched {
  readonly messages: Map<number, MessageDocument>;
  /** Receipts of the first of each kind, by {@link sameKey}. */
  readonly firsts: Map<string, number>;
  readonly kin: Map<string, KinDocument>;
  readonly hours: Map<string, HourDocument>;
  readonly feeds: Map<string, FeedDocument>;
}

const dayBefore = (instant: string): string => {
  const at = parseInstant(instant);
  return at === undefined ? '' : instantFromMillis(millisOf(at) - dayMs);
};
const conflicting = (message: ToldMessage, kin: KinDocument | undefined): number | undefined => {
  const other = kin?.newest.sha256 === message.sha256 ? kin.other : kin?.newest;
  return other !== undefined && other.receivedAt >= dayBefore(message.receivedAt) ? other.receipt : undefined;
};

/** What a message is on arrival: a repeat and what nobody uses have their outcome at once, the others wait. */
const onArrival = (message: ToldMessage, first: number | undefined): Partial<MessageDocument> => {
  if (first !== undefined) return { outcome: 'duplicate', of: first };
  if (message.route === 'none') return { first: sameKey(message), outcome: 'ignored', rule: 'type-not-used' };
  return { first: sameKey(message), waitsAs: waitsAs(message.route, message.receipt) };
};
const documentOf = ({ trust, ...message }: ToldMessage, { firsts, kin }: Touched): MessageDocument => {
  const told = { ...message, trust };
  return {
    ...message,
    _id: receiptText(message.receipt),
    trust: regionWide,
    reportsTo: trust,
    ...onArrival(told, firsts.get(sameKey(told))),
    ...present({ conflictsWith: conflicting(told, kin.get(kinKey(told))) }),
    effects: 0,
    told: -1,
  };
};

const kinAfter = (before: KinDocument | undefined, message: ToldMessage): KinDocument => {
  const { receipt, sha256: digest, receivedAt } = message;
  const key = kinKey(message);
  const newest: Seen = { receipt, sha256: digest, receivedAt };
  const other = before?.newest.sha256 === digest ? before.other : before?.newest;
  return { _id: key, trust: regionWide, key, newest, ...present({ other }) };
};
const hourAfter = (before: HourDocument | undefined, message: MessageDocument): HourDocument => {
  const key = hourKey(message);
  const { accepted, outcomes, throughOutcome } = before ?? { accepted: 0, outcomes: {}, throughOutcome: -1 };
  const outcome = message.outcome ?? 'pending';
  return {
    _id: key,
    trust: regionWide,
    key,
    feed: message.feed,
    hour: hourOf(message.receivedAt),
    accepted: accepted + 1,
    outcomes: { ...outcomes, [outcome]: (outcomes[outcome] ?? 0) + 1 },
    throughMessage: message.receipt,
    throughOutcome,
  };
};

const take = (message: ToldMessage, touched: Touched): MessageDocument => {
  const document = touched.messages.get(message.receipt) ?? documentOf(message, touched);
  touched.messages.set(message.receipt, document);
  if (document.first !== undefined) touched.firsts.set(document.first, message.receipt);
  return document;
};
const takeKin = (message: ToldMessage, kin: Touched['kin']): void => {
  const before = kin.get(kinKey(message));
  if (before === undefined || before.newest.receipt < message.receipt) kin.set(kinKey(message), kinAfter(before, message));
};
const count = (message: MessageDocument, { hours, feeds }: Touched): void => {
  const { receipt, feed, receivedAt } = message;
  const hour = hours.get(hourKey(message));
  if (hour === undefined || hour.throughMessage < receipt) hours.set(hourKey(message), hourAfter(hour, message));
  const before = feeds.get(feed);
  if (before === undefined || before.lastAt < receivedAt) feeds.set(feed, { _id: feed, trust: regionWide, feed, lastAt: receivedAt });
};

/**
 * Folds messages, in order of receipt, into the part of the index that they touch. What is in it already stays as it is: a message that
 * is read again may have outcomes by now.
 */
export const foldMessages = (messages: readonly ToldMessage[], touched: Touched): void => {
  for (const message of messages) {
    count(take(message, touched), touched);
    takeKin(message, touched.kin);
  }
};
