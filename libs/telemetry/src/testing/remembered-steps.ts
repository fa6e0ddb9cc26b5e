import type { Because, SpanAttributes, Step, Tracing } from '../tracing.js';

/** A step as a fake remembers it, with the name of the step it stands in. */
export interface RememberedStep extends Step {
  readonly within?: string;
}

/** Tracing that remembers steps, for tests of what is traced. */
export class RememberedSteps implements Tracing {
  readonly steps: RememberedStep[] = [];
  readonly #within: string[] = [];

  async during<T>({ told, ...step }: Step & { readonly told?: (result: T) => SpanAttributes }, work: () => Promise<T>): Promise<T> {
    const nth = this.steps.push(this.#placed(step)) - 1;
    this.#within.push(step.name);
    try {
      const result = await work();
      this.steps[nth] = { ...this.#at(nth), attributes: { ...step.attributes, ...told?.(result) } };
      return result;
    } finally {
      this.#within.pop();
    }
  }

  now(): number {
    return 0;
  }

  tell(step: Step): void {
    this.steps.push(this.#placed(step));
  }

  request<T>({ name }: { readonly name: string }, work: () => Promise<T>): Promise<T> {
    return this.during({ name }, work);
  }

  becauseOfFact(id: string): Because | undefined {
    const fact = this.steps.find(({ itself }) => itself === id);
    return fact?.because === undefined ? undefined : { correlationId: fact.because.correlationId, causationId: id };
  }

  #at(nth: number): RememberedStep {
    return this.steps[nth] ?? { name: '' };
  }

  #placed(step: Step): RememberedStep {
    const within = this.#within.at(-1);
    return within === undefined ? step : { ...step, within };
  }
}
