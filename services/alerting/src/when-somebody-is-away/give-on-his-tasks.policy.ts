import type { Message } from '@rms/messaging/pure';
import type { Roster } from '../task/task.facts.js';
import type { Order } from '../when-a-clinician-must-look/give-it-an-owner.policy.js';
import type { TaskCopy } from '../who-acts/tasks.projection.js';

export const givesOn: readonly string[] = ['alerting.team-member-withdrew.v1'];

/** Whoever leaves a team leaves its tasks to it; those that are his for another reason stay his. */
export const giveOnHisTasks = (message: Message, found: readonly TaskCopy[], roster: Roster): readonly Order[] => {
  const { team } = message.data as { readonly team: string };
  return found
    .filter((task) => task.open && task.team === team)
    .map(({ _id }) => ({ id: _id, command: { type: 'GiveTask', to: { team }, because: 'Its owner left the team', roster } }));
};
