import type { ReviewDecision } from '@rms/contracts';
import { addDays, type CivilDate } from '@rms/nhs';
import type { Document } from '@rms/read-models';
import type { Chance } from '@rms/synthetic-region';
import { chanceFor, commandOf, type AtWork, type Item } from './at-work.js';

interface OpenReview {
  readonly about: string;
  readonly test?: string;
  readonly reading?: string;
  readonly proposes?: ReviewDecision;
}
interface FollowUp extends Document {
  readonly published: number;
  readonly reviews: Readonly<Record<string, OpenReview>>;
  readonly missed: { readonly ladders: Readonly<Record<string, { readonly inVain: number; readonly tries: number }>> };
}

const recalled = ['biochemical-recurrence-suspected', 'report-needs-action'];
const ofAResult = ({ reading, proposes }: OpenReview, today: CivilDate): ReviewDecision => {
  if (recalled.includes(reading ?? '')) return { kind: 'recall', by: addDays(today, 14) };
  if (proposes !== undefined) return 'by' in proposes && proposes.by < today ? { ...proposes, by: today } : proposes;
  return reading === 'cannot-be-interpreted' ? { kind: 'repeat', by: addDays(today, 28) } : { kind: 'continue' };
};
// Whoever was reached and said no may think again in some months; of whom nobody knows where he is, a clinic is offered.
const ofAMissedTest = (chance: Chance, today: CivilDate): ReviewDecision => {
  if (chance.percent(25)) return { kind: 'suspend', by: addDays(today, 90) };
  return chance.percent(40) ? { kind: 'recall', by: addDays(today, 21) } : { kind: 'repeat', by: addDays(today, 28) };
};

/** What a training nurse decides: what the system proposes, else what the reading of the result or the missed test suggests. */
export const decisionOn = (review: OpenReview, today: CivilDate, chance: Chance): ReviewDecision => {
  switch (review.about) {
    case 'schedule-complete':
      return { kind: 'end', because: 'schedule-complete' };
    case 'suspension-due':
      return { kind: 'continue' };
    case 'test-missed':
      return ofAMissedTest(chance, today);
    default:
      return ofAResult(review, today);
  }
};

const reasons: Readonly<Record<ReviewDecision['kind'], string>> = {
  continue: 'Nothing here changes the plan.',
  repeat: 'To be sure before anything is decided.',
  recall: 'To be seen and to talk it over.',
  suspend: 'Away for some months; agreed by telephone to take it up again then.',
  end: 'Every test has been done and was good.',
};

/** A nurse looks at a review and decides. */
export const decideReview = async (at: AtWork, item: Item): Promise<void> => {
  const { doors, trust, today, staff } = at;
  const followUp = await doors.known<FollowUp>('follow_ups').get(trust, item.followUp ?? '');
  const review = followUp?.reviews[item.about];
  if (followUp === undefined || review === undefined) return;
  const decision = decisionOn(review, today, chanceFor(at, item));
  await doors.post(
    staff.nurse,
    { owner: 'pathway', path: `/trusts/${trust}/follow-ups/${followUp._id}/reviews/${item.about}` },
    { commandId: commandOf(at, 'decide', item.about), seen: followUp.published, decision, reason: reasons[decision.kind] },
  );
};
