/** A head could not be signed, for the reason in its sentence. */
export class SealRefused extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'SealRefused';
  }
}
