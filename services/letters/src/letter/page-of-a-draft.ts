import { factOf, type StoredEvent } from '@rms/event-sourcing/pure';
import { present } from '@rms/nhs';
import type { Teller } from '@rms/service-kit';
import { letter } from './letter.aggregate.js';

const pageIn = (stored: StoredEvent): string | undefined => {
  const { event } = factOf(letter, stored);
  return event.type === 'LetterDrafted' ? event.pdfSha256 : undefined;
};

/** Tells with each writing of a letter which page was written, so that the page as it was then can be opened beside the sentence. */
export const withItsPage = ({ kind, tell }: Teller): Teller => ({
  kind,
  tell: (stored) => ({ ...tell(stored), ...present({ page: pageIn(stored) }) }),
});
