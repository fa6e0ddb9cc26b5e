/** What production mode waits for: without keys of their own, patients’ data would lie in clear for as long as the history does. */
export const noKeyStoreYet =
  'Production mode (RMS_MODE) needs a key store for patients’ data, and this release has none yet. Start in training mode.';

/** Why a start is refused, in a sentence for the person at the terminal. */
export class StartRefused extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'StartRefused';
  }
}
