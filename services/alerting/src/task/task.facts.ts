import type { WorkingTime } from '../working-hours/working-time.model.js';
import type { TeamCopy } from '../who-acts/teams.projection.js';
import type { ColleagueCopy } from '../who-acts/colleagues.projection.js';
import type { Worker } from '../who-acts/staff.projection.js';

export interface Owner {
  readonly team?: string;
  readonly teamName: string;
  readonly person?: string;
  readonly role: string;
}
export type TaskKind = 'review' | 'recall' | 'quarantine' | 'telephone' | 'letter' | 'call' | 'exception';
export type Level = 'on-call' | 'team-lead' | 'consultant' | 'service-manager';

/** Who is in which team, who is there, and who may do what: what a decision about an owner rests on. */
export interface Roster {
  readonly teams: readonly TeamCopy[];
  readonly colleagues: readonly ColleagueCopy[];
  readonly staff: readonly Worker[];
}
/** The moment of a decision, and when the trust's teams are at work. */
export interface Moment {
  readonly now: string;
  readonly time: WorkingTime;
}

export interface Opened {
  readonly kind: TaskKind;
  /** What it stands for: a review, a recall, a message, a missed test, a letter, a call. It closes only when that is settled by its owner. */
  readonly about: string;
  readonly settledBy: 'pathway' | 'registration' | 'results' | 'letters' | 'alerting';
  readonly band: 'possible-recurrence' | 'decision' | 'test-missed' | 'promised' | 'message';
  readonly seriousness: number;
  readonly title: string;
  readonly why: string;
  readonly dueOn: string;
  /** The moment by which it must be done, where a day is too long. */
  readonly dueAt?: string;
  readonly owner: Owner;
  readonly patient?: string;
  readonly followUp?: string;
}
interface Restated {
  readonly title: string;
  readonly why: string;
  readonly seriousness: number;
  readonly dueOn: string;
}
/** The next step of escalation, as an instant; absent at the top of the ladder. */
interface Escalates {
  readonly escalatesAt?: string;
}

export type TaskEvent =
  | ({ readonly type: 'TaskOpened' } & Opened & Escalates)
  | ({ readonly type: 'TaskRestated' } & Restated & Escalates)
  | { readonly type: 'TaskClosed'; readonly because: string }
  | { readonly type: 'TaskReassigned'; readonly patient: string; readonly from: string }
  | { readonly type: 'TaskLinked'; readonly patient: string; readonly from?: string }
  | { readonly type: 'TaskTaken'; readonly person: string }
  | { readonly type: 'TaskGiven'; readonly owner: Owner; readonly because: string }
  | { readonly type: 'TaskCovered'; readonly by: Owner; readonly untilOn: string }
  | { readonly type: 'TaskReturned' }
  | ({
      readonly type: 'TaskEscalated';
      readonly to: Owner;
      readonly level: Level;
      readonly because: string;
      readonly dueOn: string;
    } & Escalates);

export type TaskCommand =
  | ({ readonly type: 'OpenTask'; readonly moment: Moment } & Opened)
  | ({ readonly type: 'RestateTask'; readonly moment: Moment } & Restated)
  | { readonly type: 'CloseTask'; readonly because: string }
  | { readonly type: 'ReassignTask'; readonly patient: string }
  | { readonly type: 'LinkTask'; readonly patient: string }
  | { readonly type: 'TakeTask'; readonly person: string; readonly roles: readonly string[] }
  | {
      readonly type: 'GiveTask';
      readonly to: { readonly person?: string; readonly team?: string };
      readonly because: string;
      readonly roster: Roster;
    }
  | { readonly type: 'HoldTask'; readonly roster: Roster }
  | { readonly type: 'NoticeDate'; readonly moment: Moment; readonly roster: Roster };

export type TaskRefusal =
  'no-such-task' | 'task-closed' | 'not-for-your-role' | 'not-for-that-role' | 'nobody-of-that-name' | 'not-there' | 'reason-needed';

export interface TaskOpenState extends Omit<Opened, 'patient'> {
  readonly phase: 'open' | 'closed';
  readonly patient?: string;
  /** Who acts while the owner is away. */
  readonly cover?: { readonly by: Owner; readonly untilOn: string };
  readonly escalated?: { readonly level: Level; readonly to: Owner };
  /** `undefined` where nothing is to come; also on tasks that were opened before there was escalation. */
  readonly escalatesAt?: string;
}
export type TaskState = { readonly phase: 'none' } | TaskOpenState;
