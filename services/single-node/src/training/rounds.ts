import type { ReviewDecision } from '@rms/contracts';
import { derivedId } from '@rms/event-sourcing';
import { addDays, daysBetween, parseCivilDate, type CivilDate } from '@rms/nhs';
import type { Document } from '@rms/read-models';
import { trainingTrusts } from './training-trusts.js';
import type { OwnersDoors } from './owners-doors.js';
import { staffOf } from './staff-of-a-trust.js';

const namespace = '3f2a9d0c-5e1b-4a77-8c1d-7a8e5b6c0f03';
const inThreeDays = 3;
/** So long before the end of the story the staff leave things as they are: a learner finds work to do. */
const leftUndoneDays = 9;

interface Item extends Document {
  readonly kind: string;
  readonly about: string;
  readonly openedAt: string;
  readonly followUp?: string;
}
interface OpenReview {
  readonly review: string;
  readonly about: string;
  readonly reading?: string;
  readonly proposes?: ReviewDecision;
}
interface FollowUp extends Document {
  readonly published: number;
  readonly reviews: Readonly<Record<string, OpenReview>>;
  readonly recalls: Readonly<Record<string, { readonly recall: string; readonly on: string; readonly booked: boolean }>>;
}

const recalled = ['biochemical-recurrence-suspected', 'report-needs-action'];
const byReading = (reading: string | undefined, about: string, today: CivilDate): ReviewDecision =>
  reading === 'cannot-be-interpreted' || about === 'test-missed' ? { kind: 'repeat', by: addDays(today, 28) } : { kind: 'continue' };

/** What a training nurse decides: what the system proposes, else what her reading of the result suggests. */
export const decisionOn = ({ about, reading, proposes }: OpenReview, today: CivilDate): ReviewDecision => {
  if (about === 'schedule-complete') return { kind: 'end', because: 'schedule-complete' };
  if (recalled.includes(reading ?? '')) return { kind: 'recall', by: addDays(today, 14) };
  if (proposes === undefined) return byReading(reading, about, today);
  return 'by' in proposes && proposes.by < today ? { ...proposes, by: today } : proposes;
};

const reasons: Readonly<Record<ReviewDecision['kind'], string>> = {
  continue: 'Nothing here changes the plan.',
  repeat: 'To be sure before anything is decided.',
  recall: 'To be seen and to talk it over.',
  suspend: 'To be taken up again later.',
  end: 'Every test has been done and was good.',
};

const openedFor = (openedAt: string, today: CivilDate): number => {
  const opened = parseCivilDate(openedAt.slice(0, 10));
  return opened === undefined ? 0 : daysBetween(opened, today);
};

/** One working day of the training staff: what has waited for some days is dealt with, as they would, through the owners' doors. */
export class Rounds {
  constructor(
    private readonly doors: OwnersDoors,
    private readonly endsOn: CivilDate,
  ) {}

  async of(today: CivilDate): Promise<void> {
    if (daysBetween(today, this.endsOn) < leftUndoneDays) return;
    for (const trust of Object.keys(trainingTrusts)) {
      const items = await this.doors.known<Item>(trust, 'work_items', { open: true });
      for (const item of items) if (openedFor(item.openedAt, today) >= inThreeDays) await this.#deal(trust, item, today);
    }
  }

  async #deal(trust: string, item: Item, today: CivilDate): Promise<void> {
    if (item.followUp === undefined) return;
    const [followUp] = await this.doors.known<FollowUp>(trust, 'follow_ups', { _id: item.followUp });
    if (followUp === undefined) return;
    if (item.kind === 'review') await this.#review(trust, followUp, { about: item.about, today });
    if (item.kind === 'recall') await this.#recall(trust, followUp, { about: item.about, today });
  }

  async #review(trust: string, followUp: FollowUp, { about, today }: { readonly about: string; readonly today: CivilDate }): Promise<void> {
    const review = followUp.reviews[about];
    if (review === undefined) return;
    const decision = decisionOn(review, today);
    await this.doors.post(
      staffOf(trust).nurse,
      { owner: 'pathway', path: `/trusts/${trust}/follow-ups/${followUp._id}/reviews/${about}` },
      {
        commandId: derivedId(namespace, `decide ${about}`),
        seen: followUp.published,
        decision,
        reason: reasons[decision.kind],
      },
    );
  }

  async #recall(trust: string, followUp: FollowUp, { about, today }: { readonly about: string; readonly today: CivilDate }): Promise<void> {
    const recall = followUp.recalls[about];
    if (recall === undefined) return;
    const place = `/trusts/${trust}/follow-ups/${followUp._id}/recalls/${about}`;
    const { nurse, coordinator } = staffOf(trust);
    if (!recall.booked)
      await this.doors.post(
        coordinator,
        { owner: 'pathway', path: `${place}/booking` },
        {
          commandId: derivedId(namespace, `book ${about}`),
          seen: followUp.published,
          on: addDays(today, 5),
          note: 'Agreed by telephone.',
        },
      );
    else if (recall.on <= today)
      await this.doors.post(
        nurse,
        { owner: 'pathway', path: `${place}/outcome` },
        {
          commandId: derivedId(namespace, `settle ${about}`),
          seen: followUp.published,
          outcome: 'seen',
          note: 'Seen in clinic; scans arranged and the plan agreed.',
        },
      );
  }
}
