import type { Delivery } from './message.js';

/** The position in a service's log through which a consumer has dealt with everything it published. */
export type Heard = (service: string) => number;

/** What a bus needs of a consumer. */
export interface Subscriber {
  readonly group: string;
  /** Services it hears. */
  readonly hears: readonly string[];
  /**
   * Makes ready, before the first delivery. Answers the position through which everything has been dealt with, for a bus that does
   * not keep count itself. One that does says how far it has come with each service.
   */
  readonly from: (heard?: Heard) => Promise<number>;
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
