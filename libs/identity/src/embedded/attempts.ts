import type { Clock } from '@rms/event-sourcing';

export const attemptsAllowed = 5;
const lockedForMs = 60_000;

/** Slows guessing: after five wrong passwords in a row even the right one is refused for a minute, with the same words. */
export class Attempts {
  readonly #wrong = new Map<string, { readonly count: number; readonly until: number }>();
  constructor(private readonly clock: Clock) {}

  isLocked(username: string): boolean {
    return this.#countOf(username) >= attemptsAllowed;
  }

  /** A wrong password. While the name is locked a further one makes the wait no longer: a stranger could keep somebody out for ever. */
  failed(username: string): void {
    if (!this.isLocked(username)) this.#wrong.set(username, { count: this.#countOf(username) + 1, until: this.clock.now() + lockedForMs });
  }

  succeeded(username: string): void {
    this.#wrong.delete(username);
  }

  #countOf(username: string): number {
    const wrong = this.#wrong.get(username);
    return wrong === undefined || this.clock.now() >= wrong.until ? 0 : wrong.count;
  }
}
