const pauseAfterFailureMs = 250;

/** Work that is done when somebody wakes it: one run at a time, once more when it was woken meanwhile, and again after a failure. */
export class Woken {
  readonly #work: () => Promise<void>;
  readonly #onFailure: (error: unknown) => void;
  #running: Promise<void> | undefined;
  #again = false;
  #stopped = false;

  constructor(work: () => Promise<void>, onFailure: (error: unknown) => void) {
    this.#work = work;
    this.#onFailure = onFailure;
  }

  /** A long run looks here, and ends early. */
  get isStopped(): boolean {
    return this.#stopped;
  }

  wake(): void {
    if (this.#stopped) return;
    if (this.#running !== undefined) {
      this.#again = true;
      return;
    }
    this.#running = this.#run().finally(() => {
      this.#running = undefined;
      if (!this.#again) return;
      this.#again = false;
      this.wake();
    });
  }

  /** Wakes it in so many milliseconds. Until then it is quiet. */
  wakeIn(pauseMs: number): void {
    if (this.#stopped) return;
    setTimeout(() => {
      this.wake();
    }, pauseMs).unref();
  }

  /** Resolves when nothing runs any more. */
  async quiet(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    try {
      await this.#work();
    } catch (error) {
      this.#onFailure(error);
      await new Promise((resolve) => {
        setTimeout(resolve, pauseAfterFailureMs);
      });
      this.#again = true;
    }
  }
}
