import type { alerting, DataOf } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import { present } from '@rms/nhs';
import type { Copy, CopyDocument } from '@rms/read-models';
import { wakeAtOf } from '../task/escalation.model.js';
import type { Owner, TaskKind } from '../task/task.facts.js';

export interface TaskCopy extends CopyDocument {
  readonly open: boolean;
  readonly patient?: string;
  readonly about: string;
  readonly kind?: TaskKind;
  readonly dueOn: string;
  readonly owner?: Owner;
  readonly cover?: { readonly by: Owner; readonly untilOn: string };
  readonly isEscalated: boolean;
  readonly escalatesAt?: string;
  /** Whom an open task is with, to be looked up by: '' when it is with no one person, no team, or closed. */
  readonly person: string;
  readonly covering: string;
  readonly team: string;
  /** Whose an open task is now that is with no one person and no team, but with everybody of a role. */
  readonly role: string;
  readonly wakeAt: string;
  /** Since when nobody has taken it, as an instant; '' once somebody has, and when it is closed. */
  readonly unacknowledgedSince: string;
}
type Own = Omit<TaskCopy, '_id' | 'trust' | 'published' | 'person' | 'covering' | 'team' | 'role' | 'wakeAt'>;

const roleOf = ({ team, person, role }: Owner): string => (team === undefined && person === undefined ? role : '');
type Findable = Pick<TaskCopy, 'person' | 'covering' | 'team' | 'role'>;
const nowhere: Findable = { person: '', covering: '', team: '', role: '' };
const whereIs = (owner: Owner, cover: Own['cover']): Findable => ({
  person: owner.person ?? '',
  covering: cover?.by.person ?? '',
  team: owner.team ?? '',
  role: roleOf(cover?.by ?? owner),
});
const findable = (own: Own): Own & Findable & Pick<TaskCopy, 'wakeAt'> => ({
  ...own,
  ...(own.open && own.owner !== undefined ? whereIs(own.owner, own.cover) : nowhere),
  wakeAt: wakeAtOf(own),
});

const opened = (before: Own, message: Message): Own => {
  const { patient, about, kind, dueOn, owner, escalatesAt } = message.data as DataOf<typeof alerting.taskOpened>;
  const known = present({ patient: before.patient ?? patient, escalatesAt });
  return { about, kind, dueOn, owner: owner as Owner, open: true, isEscalated: false, unacknowledgedSince: message.time, ...known };
};
const restated = ({ escalatesAt: _, ...before }: Own, message: Message): Own => {
  const { dueOn, escalatesAt } = message.data as DataOf<typeof alerting.taskRestated>;
  return { ...before, dueOn, isEscalated: before.isEscalated && dueOn <= before.dueOn, ...present({ escalatesAt }) };
};
const escalated = ({ escalatesAt: _, ...before }: Own, message: Message): Own => {
  const { escalatesAt } = message.data as DataOf<typeof alerting.taskEscalated>;
  return { ...before, isEscalated: true, ...present({ escalatesAt }) };
};
const owned = ({ cover: _, ...before }: Own, owner: Owner | undefined): Own => ({ ...before, ...present({ owner }) });
const taken = (before: Own, message: Message): Own => {
  const { person } = message.data as DataOf<typeof alerting.taskTaken>;
  return { ...owned(before, before.owner === undefined ? undefined : { ...before.owner, person }), unacknowledgedSince: '' };
};

const evolve = (before: Own, message: Message): Own => {
  switch (message.type) {
    case 'alerting.task-opened.v1':
      return opened(before, message);
    case 'alerting.task-restated.v1':
      return restated(before, message);
    case 'alerting.task-closed.v1':
      return { ...before, open: false, unacknowledgedSince: '' };
    case 'alerting.task-reassigned.v1':
    case 'alerting.task-linked.v1':
      return { ...before, patient: (message.data as { readonly patient: string }).patient };
    case 'alerting.task-taken.v1':
      return taken(before, message);
    case 'alerting.task-given.v1':
      return owned(before, (message.data as { readonly owner: Owner }).owner);
    case 'alerting.task-covered.v1': {
      const { by, untilOn } = message.data as DataOf<typeof alerting.taskCovered>;
      return { ...before, cover: { by: by as Owner, untilOn } };
    }
    case 'alerting.task-returned.v1':
      return { ...owned(before, before.owner), unacknowledgedSince: message.time };
    case 'alerting.task-escalated.v1':
      return escalated(before, message);
    default:
      return before;
  }
};

/** Open tasks with whom they are, and when each must be looked at next. */
export const tasks: Copy<TaskCopy> = {
  name: 'tasks',
  of: 'alerting.task',
  indexes: ['wakeAt', 'patient', 'person', 'covering', 'team', 'role', 'unacknowledgedSince'],
  initial: { open: false, about: '', dueOn: '', isEscalated: false, unacknowledgedSince: '', ...nowhere, wakeAt: '' },
  evolve: (before, message: Message) => {
    const { person: _, covering: __, team: ___, role: ____, wakeAt: _____, ...own } = before;
    const after = evolve(own, message);
    return after === own ? before : findable(after);
  },
};
