import type { mongo } from 'mongoose';
import { asked } from './asked.js';

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

/** How far a read model is, beside its documents. It never goes back. */
export class MongoProgress {
  readonly #kept: () => Promise<mongo.Collection<Kept>>;
  #noted = nothing;
  #soon: NodeJS.Timeout | undefined;

  constructor(kept: () => Promise<mongo.Collection<Kept>>) {
    this.#kept = kept;
  }

  /** To be written down soon. */
  note(reached: Partial<Progress>): void {
    this.#noted = furthest(this.#noted, { ...nothing, ...reached });
    this.#soon ??= setTimeout(() => {
      // Where the server is away the next note is written with this one in it.
      this.writeDown().catch(() => undefined);
    }, notedAfterMs).unref();
  }

  /** Writes down what was noted. Rejects with `StoreUnavailable`. */
  async writeDown(): Promise<void> {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    const noted = this.#noted;
    if (noted.applied === 0) return;
    const kept = await this.#kept();
    await asked(() => kept.updateOne(one, { $max: { ...noted } }, { upsert: true }));
    if (this.#noted === noted) this.#noted = nothing;
  }

  async read(): Promise<Progress> {
    await this.writeDown();
    const kept = await this.#kept();
    const { applied, done } = (await asked(() => kept.findOne(one))) ?? nothing;
    return { applied, done };
  }
}
