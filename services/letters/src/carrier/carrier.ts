import type { Channel } from '../letter/letter.facts.js';

/** A letter as a carrier is given it. `key` is the id of the fact by which it was handed over: the carrier takes a key once. */
export interface CarrierItem {
  readonly key: string;
  readonly channel: Channel;
  readonly to: readonly string[];
  readonly reach?: string;
  /** The page, or the text of a short message. */
  readonly pdf?: Uint8Array;
  readonly text?: string;
}
export type Sent = { readonly accepted: string; readonly lookFrom: string } | { readonly refused: string };
/** What a carrier knows of a key. `lookFrom` is when it is worth asking again. */
export type CarrierStatus =
  | { readonly state: 'not-known' }
  | { readonly state: 'refused'; readonly why: string }
  | { readonly state: 'accepted'; readonly reference: string; readonly lookFrom: string }
  | { readonly state: 'dispatched'; readonly at: string; readonly reference: string; readonly lookFrom: string }
  | { readonly state: 'delivered'; readonly at: string }
  | { readonly state: 'returned'; readonly at: string; readonly why: string };

/** Whoever brings letters to people. Both calls reject when there is no answer: then nothing is known. */
export interface Carrier {
  send(item: CarrierItem): Promise<Sent>;
  status(key: string): Promise<CarrierStatus>;
}
