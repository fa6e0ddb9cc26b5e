import type { Channel } from '../letter/letter.facts.js';

/** A letter as a carrier is given it. `key` is the id of the fact by which it was handed over: the carrier takes a key once. */
interface Item {
  readonly key: string;
  readonly to: readonly string[];
  readonly reach?: string;
}
export type CarrierItem =
  | (Item & { readonly channel: 'sms'; readonly text: string })
  /** Whatever is not a text message is a page: nothing is given to a carrier without it. */
  | (Item & { readonly channel: Exclude<Channel, 'sms'>; readonly pdf: Uint8Array });
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
