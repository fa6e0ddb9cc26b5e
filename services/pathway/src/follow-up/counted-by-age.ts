import { present } from '@rms/nhs';
import type { FollowUpEvent, ReviewSubject } from './follow-up.facts.js';

/** The birth date that tests were counted by, and the newest one that a clinician was asked about. */
export interface CountedByAge {
  readonly counted: string;
  readonly asked: string;
}
interface Counted {
  /** Absent where age does not matter. */
  readonly age?: CountedByAge;
  readonly reviews: Readonly<Record<string, { readonly about: ReviewSubject }>>;
}

export const isAboutTheBirthDate = ({ about }: { readonly about: ReviewSubject }): boolean => about === 'birth-date-corrected';

/** What is known of the birth date after a review about it was opened, or fell away because the date was corrected once more. */
export const ageAfter = (
  { age, reviews }: Counted,
  event: Extract<FollowUpEvent, { readonly type: 'ReviewOpened' | 'ReviewWithdrawn' }>,
): Pick<Counted, 'age'> => {
  if (age === undefined) return {};
  if (event.type === 'ReviewOpened') return { age: { ...age, ...present({ asked: event.bornOn }) } };
  const review = reviews[event.review];
  const isTakenBack = review !== undefined && isAboutTheBirthDate(review) && event.because === 'corrected';
  return { age: isTakenBack ? { ...age, asked: age.counted } : age };
};
