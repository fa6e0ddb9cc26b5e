import type { Message } from '@rms/messaging/pure';
import { present } from '@rms/nhs';
import { holding } from '../task/task.decider.js';
import type { Roster } from '../task/task.facts.js';
import { everyRole } from '../task/who-may-settle.model.js';
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
/** An administrator, or the identity provider, says who may sign in and in which roles. */
export const holdsOnSignIns: readonly string[] = ['staff-recorded', 'roles-given', 'staff-put-out-of-use', 'staff-put-back-in-use'].map(
  (fact) => `portal-gateway.${fact}.v1`,
);

/** The one task that a fact is about, if it is about a task. */
export const taskIn = ({ type, data }: Message): string | undefined =>
  aboutATask.includes(type) ? (data as { readonly task: string }).task : undefined;

type Questions = readonly Readonly<Record<string, unknown>>[];
/**
 * Which open tasks a fact about somebody or a team may concern, as questions that the copy can look up: never all of them. With
 * everybody of a role are few.
 */
export const concerned = ({ type, data }: Pick<Message, 'type' | 'data'>, { teams }: Roster): Questions => {
  const { person, team } = data as { readonly person?: string; readonly team?: string };
  if (aboutATeam.includes(type)) return [{ team }];
  const his = teams.filter((one) => one.members.includes(person ?? '')).map((one) => one._id);
  return [{ person }, { covering: person }, { team: { $in: his } }, { role: { $in: everyRole } }];
};

/** Every open task stays with somebody who is there: a person, a team that somebody is in, or everybody of a role. */
export const keepEveryTaskHeld = (found: readonly TaskCopy[], roster: Roster): readonly Order[] => {
  const orders = new Map<string, Order>();
  for (const { _id, open, kind = 'review', owner, cover } of found) {
    if (!open || owner === undefined) continue;
    if (holding({ kind, owner, ...present({ cover }) }, roster) !== undefined)
      orders.set(_id, { id: _id, command: { type: 'HoldTask', roster } });
  }
  return [...orders.values()];
};
