import { present } from '@rms/nhs';
import type { alerting, DataOf } from '@rms/contracts';
import type { Message } from '@rms/messaging';
import type { Copy, CopyDocument } from '@rms/read-models';

type Opened = DataOf<typeof alerting.taskOpened>;
type Escalated = DataOf<typeof alerting.taskEscalated>;
export interface TaskCopy extends CopyDocument {
  /** What it is about and whose it is now. */
  readonly task?: Opened;
  readonly patient?: string;
  readonly formerly: readonly string[];
  readonly open: boolean;
  readonly closedBecause?: string;
  readonly closedAt?: string;
  readonly cover?: { readonly by: Opened['owner']; readonly untilOn: string };
  /** Everybody who was told because it was late, first to last; the owner stays all the while. */
  readonly escalations: readonly {
    readonly level: Escalated['level'];
    readonly to: Opened['owner'];
    readonly because: string;
    readonly at: string;
  }[];
}
type Task = Omit<TaskCopy, '_id' | 'trust' | 'published'>;

const opened = ({ formerly, patient: known }: Task, m: Message): Task => {
  const task = m.data as Opened;
  return { formerly, task, open: true, escalations: [], ...present({ patient: known ?? task.patient }) };
};
const restated = (before: Task, m: Message): Task => {
  if (before.task === undefined) return before;
  const { task: _, escalatesAt, ...said } = m.data as DataOf<typeof alerting.taskRestated>;
  const { escalatesAt: __, dueAt, ...task } = before.task;
  const isLater = said.dueOn > task.dueOn;
  const kept = present({ dueAt: said.dueOn === task.dueOn ? dueAt : undefined, escalatesAt });
  return { ...before, escalations: isLater ? [] : before.escalations, task: { ...task, ...said, ...kept } };
};
const owned = ({ cover: _, ...before }: Task, owner: Partial<Opened['owner']>): Task =>
  before.task === undefined ? before : { ...before, task: { ...before.task, owner: { ...before.task.owner, ...owner } } };
const given = ({ cover: _, ...before }: Task, owner: Opened['owner']): Task =>
  before.task === undefined ? before : { ...before, task: { ...before.task, owner } };
const escalated = (before: Task, m: Message): Task => {
  const { level, to, because, escalatesAt } = m.data as Escalated;
  if (before.task === undefined) return before;
  const { escalatesAt: _, ...task } = before.task;
  const escalations = [...before.escalations, { level, to, because, at: m.time }];
  return { ...before, task: { ...task, ...present({ escalatesAt }) }, escalations };
};
const moved = (before: Task, m: Message): Task => {
  const { patient, from } = m.data as DataOf<typeof alerting.taskLinked>;
  return { ...before, patient, formerly: from === undefined ? before.formerly : [...before.formerly, from] };
};

/** Tasks: what each is about, whose it is, who covers, how far it has been escalated. */
export const tasks: Copy<TaskCopy> = {
  name: 'tasks',
  of: 'alerting.task',
  indexes: ['patient'],
  initial: { formerly: [], open: false, escalations: [] },
  evolve: (before, m: Message) => {
    switch (m.type) {
      case 'alerting.task-opened.v1':
        return opened(before, m);
      case 'alerting.task-restated.v1':
        return restated(before, m);
      case 'alerting.task-closed.v1':
        return { ...before, open: false, closedBecause: (m.data as DataOf<typeof alerting.taskClosed>).because, closedAt: m.time };
      case 'alerting.task-reassigned.v1':
      case 'alerting.task-linked.v1':
        return moved(before, m);
      case 'alerting.task-taken.v1':
        return owned(before, { person: (m.data as DataOf<typeof alerting.taskTaken>).person });
      case 'alerting.task-given.v1':
        return given(before, (m.data as DataOf<typeof alerting.taskGiven>).owner);
      case 'alerting.task-covered.v1': {
        const { by, untilOn } = m.data as DataOf<typeof alerting.taskCovered>;
        return { ...before, cover: { by, untilOn } };
      }
      case 'alerting.task-returned.v1':
        return owned(before, {});
      case 'alerting.task-escalated.v1':
        return escalated(before, m);
      default:
        return before;
    }
  },
};

export interface TeamCopy extends CopyDocument {
  readonly name: string;
  readonly lead?: string;
  readonly members: readonly string[];
  readonly receives: readonly string[];
}
const withdrawn = ({ lead, ...before }: Omit<TeamCopy, '_id' | 'trust' | 'published'>, person: string) => ({
  ...before,
  members: before.members.filter((member) => member !== person),
  ...present({ lead: lead === person ? undefined : lead }),
});
export const teams: Copy<TeamCopy> = {
  name: 'teams',
  of: 'alerting.team',
  indexes: [],
  initial: { name: '', members: [], receives: [] },
  evolve: (before, m: Message) => {
    const { person } = m.data as { readonly person: string };
    switch (m.type) {
      case 'alerting.team-formed.v1': {
        const { name, lead, members, receives } = m.data as DataOf<typeof alerting.teamFormed>;
        return { name, members, receives, ...present({ lead }) };
      }
      case 'alerting.team-member-joined.v1':
        return { ...before, members: [...before.members.filter((member) => member !== person), person] };
      case 'alerting.team-member-withdrew.v1':
        return withdrawn(before, person);
      case 'alerting.team-lead-named.v1':
        return { ...before, lead: person };
      case 'alerting.team-work-agreed.v1':
        return { ...before, receives: (m.data as DataOf<typeof alerting.teamWorkAgreed>).receives };
      default:
        return before;
    }
  },
};

type Away = DataOf<typeof alerting.staffAway>;
export interface ColleagueCopy extends CopyDocument {
  readonly person: string;
  readonly planned: readonly Pick<Away, 'absence' | 'fromOn' | 'untilOn' | 'cover'>[];
  readonly away?: Pick<Away, 'absence' | 'untilOn' | 'cover'>;
  readonly left: boolean;
}
/** Who is away or has left; of whom nothing is said is there. */
export const colleagues: Copy<ColleagueCopy> = {
  name: 'colleagues',
  of: 'alerting.colleague',
  indexes: ['person'],
  initial: { person: '', planned: [], left: false },
  evolve: (before, m: Message) => {
    const { person, absence, untilOn, cover } = m.data as Omit<Away, 'fromOn'>;
    const { away, ...rest } = before;
    const planned = before.planned.filter((one) => one.absence !== absence);
    switch (m.type) {
      case 'alerting.staff-away.v1': {
        const { fromOn } = m.data as Away;
        return { ...before, person, planned: [...planned, { absence, fromOn, untilOn, ...present({ cover }) }] };
      }
      case 'alerting.absence-began.v1':
        return { ...before, planned, away: { absence, untilOn, ...present({ cover }) } };
      case 'alerting.absence-ended.v1':
        return { ...rest, planned, ...present({ away: away?.absence === absence ? undefined : away }) };
      case 'alerting.staff-left.v1':
        return { person, planned: [], left: true };
      case 'alerting.staff-came-back.v1':
        return { person, planned: [], left: false };
      default:
        return before;
    }
  },
};
