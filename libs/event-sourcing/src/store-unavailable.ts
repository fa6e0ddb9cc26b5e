/**
 * A store could not be reached or could not write. Nothing is known to be recorded; the same may be asked again. `what` says which
 * one it is, and what cannot be done with it.
 */
export class StoreUnavailable extends Error {
  constructor(why: string, what = 'The history cannot be written') {
    super(`${what} now: ${why}`);
    this.name = 'StoreUnavailable';
  }
}
