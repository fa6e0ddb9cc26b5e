import { londonDateOf, parseInstant, present } from '@rms/nhs';
import { placeOf } from '../what-a-letter-says/addressee.reading.js';
import type { LetterCopy } from './letters-of-a-follow-up.projection.js';

/** What is known of an address by the letters that went there. */
export interface PostKnown {
  /** When a letter last came back from there, where nobody has confirmed the address since. */
  readonly cameBackOn?: string;
  /** When a person last confirmed it. */
  readonly confirmedOn?: string;
}

const newest = <T>(found: readonly T[], at: (one: T) => string): T | undefined => [...found].sort((a, b) => (at(a) < at(b) ? 1 : -1))[0];

/** Whether post to a patient came back from an address, by all the letters that were ever written to him. */
export const whatThePostSays = (letters: readonly LetterCopy[], to: readonly string[]): PostKnown => {
  const place = placeOf(to);
  const back = newest(
    letters.filter(({ sentTo, cameBackAt }) => sentTo === place && cameBackAt !== ''),
    ({ cameBackAt }) => cameBackAt,
  );
  const confirmed = newest(
    letters.filter(({ confirmedTo, confirmedAt }) => confirmedTo === place && confirmedAt !== ''),
    ({ confirmedAt }) => confirmedAt,
  );
  const at = parseInstant(confirmed?.confirmedAt ?? '');
  const counts = back !== undefined && (confirmed === undefined || confirmed.confirmedAt < back.cameBackAt);
  return present({
    cameBackOn: counts ? back.cameBackOn : undefined,
    confirmedOn: at === undefined ? undefined : londonDateOf(at),
  });
};
