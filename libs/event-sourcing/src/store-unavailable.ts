/** The store could not be reached, read or written. Nothing is known to be recorded; the same command may be given again. */
export class StoreUnavailable extends Error {
  constructor(why: string) {
    super(`The event store is not available now: ${why}`);
    this.name = 'StoreUnavailable';
  }
}
