/** Why a start is refused, in a sentence for the person at the terminal. */
export class StartRefused extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'StartRefused';
  }
}
