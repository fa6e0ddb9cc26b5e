import { instantFromMillis } from '@rms/nhs';

const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

interface Failure {
  readonly pauseMs: number;
  readonly from: string;
}

/**
 * Letters with which something failed that another try may mend: a neighbour that did not answer. Each is tried again, after a pause
 * that doubles from a second up to a minute. Instants as text, such as 2026-03-04T09:14:07.000Z.
 */
export class FailedLetters {
  readonly #failures = new Map<string, Failure>();

  /** Notes that a step failed at an instant. Answers after how many milliseconds it may be tried again. */
  failed(letter: string, at: string): number {
    const before = this.#failures.get(letter)?.pauseMs;
    const pauseMs = before === undefined ? firstPauseMs : Math.min(2 * before, longestPauseMs);
    this.#failures.set(letter, { pauseMs, from: instantFromMillis(Date.parse(at) + pauseMs) });
    return pauseMs;
  }

  /** Whether a letter's turn has come: it never failed, or its pause is over. */
  mayBeTried(letter: string, at: string): boolean {
    const failure = this.#failures.get(letter);
    return failure === undefined || at >= failure.from;
  }

  wentWell(letter: string): void {
    this.#failures.delete(letter);
  }

  /**
   * When the next of them may be tried again, after everything that was due at an instant was tried. What has come to its turn and
   * was not tried has nothing to be done with it any more, and is forgotten.
   */
  next(at: string): string | undefined {
    for (const [letter, { from }] of this.#failures) if (at >= from) this.#failures.delete(letter);
    return [...this.#failures.values()].map(({ from }) => from).sort()[0];
  }
}
