import { setTimeout as pause } from 'node:timers/promises';
import type { Delivery } from '../message.js';

const firstPauseMs = 50;
const longestPauseMs = 1000;

/** Brings deliveries to a consumer one at a time, whoever brings them, each again until it has been dealt with. */
export class Bringing {
  readonly #deliver: (delivery: Delivery) => Promise<void>;
  readonly #onFailure: (error: unknown) => void;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(deliver: (delivery: Delivery) => Promise<void>, onFailure: (error: unknown) => void) {
    this.#deliver = deliver;
    this.#onFailure = onFailure;
  }

  /** Answers whether it has been dealt with: not, where it is no longer wanted before that. */
  async bring(delivery: Delivery, isWanted: () => boolean): Promise<boolean> {
    for (let pauseMs = firstPauseMs; isWanted(); pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
      const failure = await this.#inTurn(() => this.#once(delivery));
      if (failure === undefined) return true;
      this.#onFailure(failure.error);
      await pause(pauseMs);
    }
    return false;
  }

  async #once(delivery: Delivery): Promise<{ readonly error: unknown } | undefined> {
    try {
      await this.#deliver(delivery);
      return undefined;
    } catch (error) {
      return { error };
    }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn;
    return turn;
  }
}
