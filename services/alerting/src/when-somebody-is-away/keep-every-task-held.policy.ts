import type { Message } from '@rms/messaging/pure';
import { holding } from '../task/task.decider.js';
import type { Roster } from '../task/task.facts.js';
import type { Order } from '../when-a-clinician-must-look/give-it-an-owner.policy.js';
import type { TaskCopy } from '../who-acts/tasks.projection.js';

const aboutATask: readonly string[] = ['alerting.task-opened.v1', 'alerting.task-given.v1', 'alerting.task-taken.v1'];
const aboutAPerson: readonly string[] = [
  'alerting.absence-began.v1',
  'alerting.absence-ended.v1',
  'alerting.staff-left.v1',
  'alerting.staff-came-back.v1',
];
const aboutATeam: readonly string[] = [
  'alerting.team-formed.v1',
  'alerting.team-member-joined.v1',
  'alerting.team-member-withdrew.v1',
  'alerting.team-lead-named.v1',
];
export const holdsOn: readonly string[] = [...aboutATask, ...aboutAPerson, ...aboutATeam];

/** The one task that a fact is about, if it is about a task. */
export const taskIn = ({ type, data }: Message): string | undefined =>
  aboutATask.includes(type) ? (data as { readonly task: string }).task : undefined;

/** Which open tasks a fact about somebody or a team may concern, as questions that the copy can look up: never all of them. */
export const concerned = (message: Message, { teams }: Roster): readonly Readonly<Record<string, unknown>>[] => {
  const { person, team } = message.data as { readonly person?: string; readonly team?: string };
  if (aboutATeam.includes(message.type)) return [{ team }];
  const his = teams.filter((one) => one.members.includes(person ?? '')).map((one) => one._id);
  return [{ person }, { covering: person }, { team: { $in: his } }];
};

/** Every open task stays with somebody who is there: a person, a team that somebody is in, or everybody of a role. */
export const keepEveryTaskHeld = (found: readonly TaskCopy[], roster: Roster): readonly Order[] => {
  const orders = new Map<string, Order>();
  for (const { _id, open, owner, cover } of found)
    if (open && owner !== undefined && holding({ owner, ...(cover === undefined ? {} : { cover }) }, roster) !== undefined)
      orders.set(_id, { id: _id, command: { type: 'HoldTask', roster } });
  return [...orders.values()];
};
