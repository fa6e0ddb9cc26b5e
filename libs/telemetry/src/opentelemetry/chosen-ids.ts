import { randomBytes } from 'node:crypto';

/** What the next span is to be called; whatever is not named is left to chance. */
export interface Chosen {
  readonly traceId?: string;
  readonly spanId?: string;
}

/** Ids of spans that follow from what the spans are about, so that any process can name the span of a fact it only heard of. */
export class ChosenIds {
  #chosen: Chosen = {};

  /** Makes one span with these ids. The span must be made before `make` returns. */
  for<T>(chosen: Chosen, make: () => T): T {
    this.#chosen = chosen;
    try {
      return make();
    } finally {
      this.#chosen = {};
    }
  }

  generateTraceId(): string {
    return this.#chosen.traceId ?? randomBytes(16).toString('hex');
  }

  generateSpanId(): string {
    return this.#chosen.spanId ?? randomBytes(8).toString('hex');
  }
}
