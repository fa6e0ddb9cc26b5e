/** The store could not be reached or could not write. Nothing is known to be recorded; the same command may be given again. */
export class StoreUnavailable extends Error {
  constructor(why: string) {
    super(`The history cannot be written now: ${why}`);
    this.name = 'StoreUnavailable';
  }
}
