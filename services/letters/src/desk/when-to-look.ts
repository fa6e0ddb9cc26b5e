import { instantFromMillis } from '@rms/nhs';

// Whatever it has heard, it looks again after so long.
const atTheLatestMs = 60_000;
const earlier = (a: string, b: string): string => (a < b ? a : b);

/** Keeps the desk from looking through all letters where it knows that nothing has fallen due since it looked last. */
export class WhenToLook {
  #from = '';

  /** Could anything be due at an instant? */
  isTime(at: string): boolean {
    return at >= this.#from;
  }

  /** A letter has something to be done from an instant on. */
  hearsOf(from: string): void {
    this.#from = earlier(this.#from, from);
  }

  /** Nothing more could be done at an instant; the next thing that is known of falls due then, if any. */
  foundNothing(at: string, next: string | undefined): void {
    const latest = instantFromMillis(Date.parse(at) + atTheLatestMs);
    this.#from = next === undefined ? latest : earlier(next, latest);
  }
}
