import { accept, type Decision } from '@rms/event-sourcing/pure';
import { addWorkingDays, showDateText } from '@rms/nhs';
import { civil } from './civil.js';
import { isAboutTheBirthDate } from './counted-by-age.js';
import type { FollowUpCommand, FollowUpEvent } from './follow-up.facts.js';
import type { FollowUpRefusal } from './follow-up.refusal.js';
import type { Started } from './follow-up.state.js';
import { Recording } from './recording.js';
import { askWhenNothingIsDue, reviewId } from './reviews-of-results.js';

type Noticing = Extract<FollowUpCommand, { readonly type: 'NoticeBirthDate' }>;

const sentenceOf = (from: string, to: string): string =>
  `The date of birth that tests were counted by has been corrected from ${showDateText(from)} to ${showDateText(to)}. The schedule stays as it was laid down. Check whether the planned tests still fit.`;

/** The birth date is another one: a clinician is asked, once for each date, whether a schedule that was counted by age still fits. */
export const noticeBirthDate = ({ followUp, bornOn, calendar }: Noticing, state: Started): Decision<FollowUpEvent, FollowUpRefusal> => {
  const { age } = state;
  if (state.phase === 'ended' || age === undefined || age.asked === bornOn) return accept();
  const recording = new Recording(state);
  for (const { review } of Object.values(state.reviews).filter(isAboutTheBirthDate))
    recording.add({ type: 'ReviewWithdrawn', review, because: 'corrected' });
  if (bornOn !== age.counted)
    recording.add({
      type: 'ReviewOpened',
      review: reviewId(recording, followUp, `born on ${bornOn}`),
      about: 'birth-date-corrected',
      bornOn,
      sentence: sentenceOf(age.counted, bornOn),
      seriousness: 4,
      reviewBy: addWorkingDays(civil(calendar.today), 5, new Set(calendar.holidays)),
      team: state.team,
    });
  askWhenNothingIsDue(recording, { followUp, calendar });
  return accept(...recording.events);
};
