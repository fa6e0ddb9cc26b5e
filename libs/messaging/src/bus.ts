import type { Delivery } from './message.js';

/** What a bus needs of a consumer. */
export interface Subscriber {
  readonly group: string;
  /** Services it hears. */
  readonly hears: readonly string[];
  /** The position through which everything has been dealt with; the first delivery is after it. */
  readonly from: () => Promise<number>;
  /** Deals with one message. Rejects only when it must be brought again. */
  readonly deliver: (delivery: Delivery) => Promise<void>;
  /** Nothing for this consumer up to here. */
  readonly passed: (position: number) => Promise<void>;
}

export interface BusSubscription {
  /** How far it has come, and how far there is to go. */
  progress(): Promise<{ readonly at: number; readonly of: number }>;
  /** Resolves when everything stored by now has been dealt with. */
  caughtUp(): Promise<void>;
  stop(): Promise<void>;
}

export interface Bus {
  subscribe(subscriber: Subscriber): BusSubscription;
}
