import type { Copies, Document, Key, View } from '@rms/read-models';
import { followUps, type FollowUpCopy } from '../copies/follow-ups.projection.js';
import { tasks, type TaskCopy } from '../copies/others.projection.js';
import { nextDateOf } from './tests-to-come.js';

/** What holds a patient in follow-up: an open task, a review that waits for its task, a next date, an ending, or nothing at all. */
export type HeldBy = 'task' | 'review' | 'date' | 'ended' | 'nothing';
export interface FollowUpState extends Document {
  readonly heldBy: HeldBy;
  readonly team: string;
  readonly nextOn: string;
  readonly oldestReviewAt: string;
}

// A letter that is seen to, a call that is answered, or that somebody was told that nothing holds him: none of it holds him.
const holding = ['review', 'recall', 'telephone'];

/** What holds a follow-up, from its copy, the patient's open tasks, and its next date. */
export const heldBy = (copy: FollowUpCopy, open: readonly TaskCopy[], next: string): HeldBy => {
  if (copy.phase === 'ended') return 'ended';
  if (open.some(({ task }) => task?.followUp === copy._id && holding.includes(task.kind))) return 'task';
  if (Object.keys(copy.reviews).length > 0) return 'review';
  return next === '' ? 'nothing' : 'date';
};

/** One small document a follow-up, so that a trust's patients can be counted without reading them all. */
export const followUpStates: View<FollowUpState> = {
  name: 'follow_up_states',
  indexes: ['heldBy', 'team'],
  affectedBy: {
    [followUps.name]: (changed) => [changed._id],
    [tasks.name]: (changed) => {
      const { task } = changed as unknown as { readonly task?: { readonly followUp?: string } };
      return task?.followUp === undefined ? [] : [task.followUp];
    },
  },
  compute: async ({ trust, id }: Key, copies: Copies) => {
    const copy = await copies.of(followUps).get(trust, id);
    if (copy === undefined) return undefined;
    const open = await copies.of(tasks).find(trust, { patient: copy.patient, open: true });
    const next = nextDateOf(copy);
    return {
      _id: id,
      trust,
      heldBy: heldBy(copy, open, next),
      team: copy.team,
      nextOn: next,
      oldestReviewAt:
        Object.values(copy.reviews)
          .map((review) => review.openedAt)
          .sort()[0] ?? '',
    };
  },
};
