/** The identity provider does not answer, and without it nobody knows who is asking. The same request may be made again. */
export class CannotBeChecked extends Error {
  constructor(why: string) {
    super(`Who is asking cannot be checked now: ${why}`);
    this.name = 'CannotBeChecked';
  }
}
