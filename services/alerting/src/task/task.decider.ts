import { accept, refuse, type Decision, type Decider, type Erased } from '@rms/event-sourcing/pure';
import { present } from '@rms/nhs';
import { awayUntil, hasTheRole, isHeld, isThere, standInFor, whyNoMore } from '../who-acts/who-is-there.model.js';
import { escalate } from './escalation.model.js';
import { firstStepAt, nextStepAt } from './ladder.model.js';
import { maySettle } from './who-may-settle.model.js';
import type { Owner, Roster, TaskCommand, TaskEvent, TaskOpenState, TaskRefusal, TaskState } from './task.facts.js';

type Decided = Decision<TaskEvent, TaskRefusal>;
type Command<Type extends TaskCommand['type']> = Extract<TaskCommand, { readonly type: Type }>;
type Event<Type extends TaskEvent['type']> = Extract<TaskEvent, { readonly type: Type }>;

// A later limit is another piece of work, such as the outcome of a clinic that has been booked: its ladder begins below.
const levelAfter = (state: TaskOpenState, dueOn: string): TaskOpenState['escalated'] => (dueOn > state.dueOn ? undefined : state.escalated);
const limitAfter = (state: TaskOpenState, dueOn: string): string | undefined => (dueOn === state.dueOn ? state.dueAt : undefined);

const restate = ({ type: _, moment, ...said }: Command<'RestateTask'>, state: TaskOpenState): Decided => {
  const saysTheSame = state.title === said.title && state.why === said.why && state.dueOn === said.dueOn;
  if (state.phase === 'closed' || saysTheSame) return accept();
  const restated = { ...said, kind: state.kind, ...present({ dueAt: limitAfter(state, said.dueOn) }) };
  const escalatesAt = nextStepAt(levelAfter(state, said.dueOn)?.level, restated, moment.time);
  return accept({ type: 'TaskRestated', ...said, ...present({ escalatesAt }) });
};

// What is asked for again while it is still open is the same piece of work, and whoever has taken it has it still.
const open = ({ type: _, moment, ...opened }: Command<'OpenTask'>, state: TaskState): Decided => {
  if (state.phase !== 'open') return accept({ type: 'TaskOpened', ...opened, ...present({ escalatesAt: firstStepAt(opened, moment) }) });
  const { title, why, seriousness, dueOn } = opened;
  return restate({ type: 'RestateTask', moment, title, why, seriousness, dueOn }, state);
};

const reassign = (to: string, state: TaskOpenState): Decided =>
  state.patient === to || state.patient === undefined ? accept() : accept({ type: 'TaskReassigned', patient: to, from: state.patient });

const link = (to: string, state: TaskOpenState): Decided =>
  state.patient === to ? accept() : accept({ type: 'TaskLinked', patient: to, ...present({ from: state.patient }) });

const take = ({ person, roles }: Command<'TakeTask'>, state: TaskOpenState): Decided => {
  if (state.phase === 'closed') return refuse('task-closed');
  if (!maySettle(state.kind, roles)) return refuse('not-for-your-role');
  return state.owner.person === person && state.cover === undefined ? accept() : accept({ type: 'TaskTaken', person });
};

const recipient = (to: Command<'GiveTask'>['to'], { owner }: TaskOpenState, { teams }: Roster): Owner | undefined => {
  const { person } = to;
  const own = teams.find((one) => one._id === owner.team);
  const team =
    person === undefined
      ? teams.find((one) => one._id === to.team)
      : [...(own === undefined ? [] : [own]), ...teams].find((one) => one.members.includes(person));
  return team === undefined ? undefined : { team: team._id, teamName: team.name, role: owner.role, ...present({ person }) };
};
const sameOwner = (a: Owner | undefined, b: Owner): boolean => a?.team === b.team && a?.person === b.person && a?.role === b.role;

const cannotHaveIt = (person: string, { kind }: TaskOpenState, roster: Roster): TaskRefusal | undefined => {
  if (!isThere(person, roster)) return 'not-there';
  return hasTheRole(person, kind, roster) ? undefined : 'not-for-that-role';
};

const give = ({ to, because, roster }: Command<'GiveTask'>, state: TaskOpenState): Decided => {
  if (state.phase === 'closed') return refuse('task-closed');
  if (because.trim() === '') return refuse('reason-needed');
  const owner = recipient(to, state, roster);
  if (owner === undefined) return refuse('nobody-of-that-name');
  const refusal = owner.person === undefined ? undefined : cannotHaveIt(owner.person, state, roster);
  if (refusal !== undefined) return refuse(refusal);
  return sameOwner(state.owner, owner) && state.cover === undefined ? accept() : accept({ type: 'TaskGiven', owner, because });
};

type Holding = Event<'TaskGiven'> | Event<'TaskCovered'> | Event<'TaskReturned'> | undefined;
const back = (cover: TaskOpenState['cover']): Holding => (cover === undefined ? undefined : { type: 'TaskReturned' });
const standingIn = ({ cover, ...held }: Pick<TaskOpenState, 'kind' | 'owner' | 'cover'>, by: Owner, roster: Roster): Holding => {
  const untilOn = awayUntil(held, roster);
  if (untilOn === '') return { type: 'TaskGiven', owner: by, because: whyNoMore(held.owner, roster) };
  return sameOwner(cover?.by, by) && cover?.untilOn === untilOn ? undefined : { type: 'TaskCovered', by, untilOn };
};
/** What must be recorded so that an open task is with somebody who is there; nothing when it is. Also asked of the copies, to find the tasks concerned. */
export const holding = (task: Pick<TaskOpenState, 'kind' | 'owner' | 'cover'>, roster: Roster): Holding => {
  if (isHeld(task, roster)) return back(task.cover);
  const by = standInFor(task, roster);
  // Where nobody better is there, it stays where it is.
  return sameOwner(task.owner, by) ? back(task.cover) : standingIn(task, by, roster);
};

const hold = (roster: Roster, state: TaskOpenState): Decided => {
  const event = state.phase === 'open' ? holding(state, roster) : undefined;
  return event === undefined ? accept() : accept(event);
};

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
    case 'LinkTask':
      return link(command.patient, state);
    case 'TakeTask':
      return take(command, state);
    case 'GiveTask':
      return give(command, state);
    case 'HoldTask':
      return hold(command.roster, state);
    case 'NoticeDate': {
      const step = state.phase === 'open' ? escalate(state, command) : undefined;
      return step === undefined ? accept() : accept(step);
    }
    default:
      return command satisfies never;
  }
};

const asOpened = ({ type: _, ...opened }: Event<'TaskOpened'>, before: TaskState): TaskOpenState => ({
  ...opened,
  // What was found out about whom it is holds when the same thing comes back.
  ...present({ patient: before.phase === 'none' ? opened.patient : (before.patient ?? opened.patient) }),
  phase: 'open',
});

const restated = (state: TaskOpenState, { type: _, escalatesAt, ...said }: Event<'TaskRestated'>): TaskOpenState => {
  const { escalated: __, escalatesAt: ___, dueAt: ____, ...rest } = state;
  const kept = { escalated: levelAfter(state, said.dueOn), dueAt: limitAfter(state, said.dueOn) };
  return { ...rest, ...said, ...present({ ...kept, escalatesAt }) };
};

const withOwner = (state: TaskOpenState, owner: Owner): TaskOpenState => {
  const { cover: _, ...rest } = state;
  return { ...rest, owner };
};
const climbed = (state: TaskOpenState, { to, level, escalatesAt }: Event<'TaskEscalated'>): TaskOpenState => {
  const { escalatesAt: _, ...rest } = state;
  return { ...rest, escalated: { level, to }, ...present({ escalatesAt }) };
};

const evolve = (state: TaskState, event: TaskEvent | Erased): TaskState => {
  if (event.type === 'TaskOpened') return asOpened(event, state);
  if (state.phase === 'none') return state;
  switch (event.type) {
    case 'TaskRestated':
      return restated(state, event);
    case 'TaskClosed':
      return { ...state, phase: 'closed' };
    case 'TaskReassigned':
    case 'TaskLinked':
      return { ...state, patient: event.patient };
    case 'TaskTaken':
      return withOwner(state, { ...state.owner, person: event.person });
    case 'TaskGiven':
      return withOwner(state, event.owner);
    case 'TaskCovered':
      return { ...state, cover: { by: event.by, untilOn: event.untilOn } };
    case 'TaskReturned':
      return withOwner(state, state.owner);
    case 'TaskEscalated':
      return climbed(state, event);
    case 'Erased':
      return state;
    default:
      return event satisfies never;
  }
};

/** What becomes of a task, from the command and what it is now. */
export const taskDecider: Decider<TaskState, TaskCommand, TaskEvent, TaskRefusal> = { initialState: { phase: 'none' }, decide, evolve };
