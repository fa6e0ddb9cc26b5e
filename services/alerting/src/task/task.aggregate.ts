import { accept, refuse, type Aggregate, type Decision, type Erased, onlyShapes } from '@rms/event-sourcing/pure';
import { present, showDateText } from '@rms/nhs';
import type { Sentences } from '@rms/service-kit';

export interface Owner {
  readonly team?: string;
  readonly teamName: string;
  readonly person?: string;
  readonly role: string;
}
export interface Opened {
  readonly kind: 'review' | 'recall' | 'quarantine' | 'telephone';
  /** What it stands for: a review, a recall, a quarantined message. It closes only when that is settled by its owner. */
  readonly about: string;
  readonly settledBy: 'pathway' | 'registration' | 'results';
  readonly band: 'possible-recurrence' | 'test-missed' | 'promised' | 'message';
  readonly seriousness: number;
  readonly title: string;
  readonly why: string;
  readonly dueOn: string;
  readonly owner: Owner;
  readonly patient?: string;
  readonly followUp?: string;
}
export type TaskEvent =
  | ({ readonly type: 'TaskOpened' } & Opened)
  | { readonly type: 'TaskRestated'; readonly title: string; readonly why: string; readonly seriousness: number; readonly dueOn: string }
  | { readonly type: 'TaskClosed'; readonly because: string }
  | { readonly type: 'TaskReassigned'; readonly patient: string; readonly from: string };
export type TaskCommand =
  | ({ readonly type: 'OpenTask' } & Opened)
  | { readonly type: 'RestateTask'; readonly title: string; readonly why: string; readonly seriousness: number; readonly dueOn: string }
  | { readonly type: 'CloseTask'; readonly because: string }
  | { readonly type: 'ReassignTask'; readonly patient: string };
export type TaskState =
  | { readonly phase: 'none' }
  | {
      readonly phase: 'open' | 'closed';
      readonly patient?: string;
      readonly title: string;
      readonly dueOn: string;
      readonly opened: Opened;
    };

type Begun = Exclude<TaskState, { readonly phase: 'none' }>;
type Decided = Decision<TaskEvent, 'no-such-task'>;

const open = ({ type: _, ...opened }: Extract<TaskCommand, { readonly type: 'OpenTask' }>, state: TaskState): Decided =>
  state.phase === 'open' ? accept() : accept({ type: 'TaskOpened', ...opened });

const restate = ({ type: _, ...said }: Extract<TaskCommand, { readonly type: 'RestateTask' }>, state: Begun): Decided => {
  const saysTheSame = state.title === said.title && state.dueOn === said.dueOn;
  return state.phase === 'closed' || saysTheSame ? accept() : accept({ type: 'TaskRestated', ...said });
};

const reassign = (to: string, state: Begun): Decided =>
  state.patient === to || state.patient === undefined ? accept() : accept({ type: 'TaskReassigned', patient: to, from: state.patient });

const decide = (command: TaskCommand, state: TaskState): Decided => {
  if (command.type === 'OpenTask') return open(command, state);
  if (state.phase === 'none') return command.type === 'CloseTask' ? accept() : refuse('no-such-task');
  switch (command.type) {
    case 'RestateTask':
      return restate(command, state);
    case 'CloseTask':
      return state.phase === 'open' ? accept({ type: 'TaskClosed', because: command.because }) : accept();
    case 'ReassignTask':
      return reassign(command.patient, state);
    default:
      return command satisfies never;
  }
};

const asOpened = ({ type: _, ...opened }: Extract<TaskEvent, { readonly type: 'TaskOpened' }>): Begun => ({
  phase: 'open',
  ...present({ patient: opened.patient }),
  title: opened.title,
  dueOn: opened.dueOn,
  opened,
});

const evolve = (state: TaskState, event: TaskEvent | Erased): TaskState => {
  if (event.type === 'TaskOpened') return asOpened(event);
  if (state.phase === 'none') return state;
  switch (event.type) {
    case 'TaskRestated':
      return { ...state, title: event.title, dueOn: event.dueOn };
    case 'TaskClosed':
      return { ...state, phase: 'closed' };
    case 'TaskReassigned':
      return { ...state, patient: event.patient };
    case 'Erased':
      return state;
    default:
      return event satisfies never;
  }
};

const schemas = { TaskOpened: 1, TaskRestated: 1, TaskClosed: 1, TaskReassigned: 1 } as const;

/** `alerting.task-<derived from what it stands for>`: never two for one thing. Opened again when the same thing comes back. */
export const task: Aggregate<TaskState, TaskCommand, TaskEvent, 'no-such-task'> = {
  service: 'alerting',
  name: 'task',
  schemas,
  published: new Set(['TaskOpened', 'TaskRestated', 'TaskClosed', 'TaskReassigned']),
  occurred: () => undefined,
  decider: { initialState: { phase: 'none' }, decide, evolve },
  upcast: onlyShapes(schemas),
};

export const taskSentences: Sentences<TaskEvent> = {
  TaskOpened: (e) => `Task given to ${e.owner.teamName}: ${e.title}, by ${showDateText(e.dueOn)}.`,
  TaskRestated: (e) => `The task is now: ${e.title}, by ${showDateText(e.dueOn)}.`,
  TaskClosed: (e) => `The task closed: ${e.because}.`,
  TaskReassigned: () => 'The task moved to another record of the same patient, because records were merged.',
};
