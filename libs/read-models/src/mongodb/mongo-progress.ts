import { StoreUnavailable } from '@rms/event-sourcing';
import type { mongo } from 'mongoose';
import { asked, away } from './asked.js';

/** Through which position messages are in the documents, and through which their policies have run. */
export interface Progress {
  readonly applied: number;
  readonly done: number;
}
interface Kept extends Progress {
  readonly _id: 'progress';
}

// How far it is travels alone after so long. What a fall in between forgets is brought again and changes nothing.
const notedAfterMs = 50;
const one = { _id: 'progress' } as const;
const nothing: Progress = { applied: 0, done: 0 };
const furthest = (a: Progress, b: Progress): Progress => ({
  applied: Math.max(a.applied, b.applied, a.done, b.done),
  done: Math.max(a.done, b.done),
});

const lost = 'it no longer holds what it held; its consumer has to begin where it now is';

/**
 * How far a read model is, beside its documents. It never goes back, but for what the server has lost: a crash of one that does not
 * keep what it has answered, or a generation that was dropped. That must not be covered up by what comes after it. Once it is seen
 * nothing is written until somebody has asked how far it is, to begin there.
 */
export class MongoProgress {
  readonly #kept: () => Promise<mongo.Collection<Kept>>;
  readonly #onLost: () => void;
  #noted = nothing;
  #written = nothing;
  #isLost = false;
  #writing: Promise<void> = Promise.resolve();
  #soon: NodeJS.Timeout | undefined;

  constructor(kept: () => Promise<mongo.Collection<Kept>>, onLost: () => void) {
    this.#kept = kept;
    this.#onLost = onLost;
  }

  /** To be written down soon. */
  note(reached: Partial<Progress>): void {
    this.#noted = furthest(this.#noted, { ...nothing, ...reached });
    this.#soon ??= setTimeout(() => {
      this.writeDown().catch(() => undefined);
    }, notedAfterMs).unref();
  }

  /** Writes down what was noted; where that fails it is forgotten. Rejects with `StoreUnavailable`. */
  writeDown(): Promise<void> {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    this.#writing = this.#writing.catch(() => undefined).then(() => this.#writeNoted());
    return this.#writing;
  }

  /** Throws `StoreUnavailable` where documents were lost and their consumer does not know it yet. */
  refuseWhereLost(): void {
    if (this.#isLost) throw new StoreUnavailable(lost, away);
  }

  async read(): Promise<Progress> {
    await this.writeDown().catch((error: unknown) => {
      if (!this.#isLost) throw error;
    });
    const kept = await this.#kept();
    const { applied, done } = (await asked(() => kept.findOne(one))) ?? nothing;
    this.#written = { applied, done };
    this.#isLost = false;
    return { applied, done };
  }

  async #writeNoted(): Promise<void> {
    const [noted, before] = [this.#noted, this.#written];
    this.#noted = nothing;
    if (noted.applied === 0) return;
    this.refuseWhereLost();
    const isFirst = before.applied === 0;
    const asItWas = { ...one, applied: { $gte: before.applied }, done: { $gte: before.done } };
    const kept = await this.#kept();
    const { matchedCount } = await asked(() => kept.updateOne(isFirst ? one : asItWas, { $max: { ...noted } }, { upsert: isFirst }));
    this.#isLost = !isFirst && matchedCount === 0;
    if (this.#isLost) this.#onLost();
    this.refuseWhereLost();
    this.#written = furthest(before, noted);
  }
}
