import type { Clock } from '@rms/event-sourcing';

interface Kept<Value> {
  readonly value: Value;
  readonly until: number;
}

/** Values that are good for a while. Of more than `most` the oldest are forgotten first. */
export class Remembered<Value> {
  readonly #kept = new Map<string, Kept<Value>>();

  constructor(
    private readonly clock: Clock,
    private readonly most: number,
  ) {}

  note(key: string, value: Value, until: number): void {
    this.#kept.delete(key);
    this.#kept.set(key, { value, until });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > this.most && oldest !== undefined) this.#kept.delete(oldest);
  }

  /** What was noted, while it is good. */
  good(key: string): Value | undefined {
    const kept = this.#kept.get(key);
    return kept !== undefined && this.clock.now() < kept.until ? kept.value : undefined;
  }

  /** What was noted last, however long ago. */
  last(key: string): Value | undefined {
    return this.#kept.get(key)?.value;
  }
}
