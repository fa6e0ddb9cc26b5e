/** A store could not be reached, read or written. Nothing is known to be recorded; the same may be asked again. `what` says which one it is. */
export class StoreUnavailable extends Error {
  constructor(why: string, what = 'The event store') {
    super(`${what} is not available now: ${why}`);
    this.name = 'StoreUnavailable';
  }
}
