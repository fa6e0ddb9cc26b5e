import { onlyShapes, type Aggregate } from '@rms/event-sourcing/pure';
import { showDateText } from '@rms/nhs';
import type { Natures, Sentences } from '@rms/service-kit';
import { taskDecider } from './task.decider.js';
import type { Level, TaskCommand, TaskEvent, TaskRefusal, TaskState } from './task.facts.js';

const schemas = {
  TaskOpened: 1,
  TaskRestated: 1,
  TaskClosed: 1,
  TaskReassigned: 1,
  TaskLinked: 1,
  TaskTaken: 1,
  TaskGiven: 1,
  TaskCovered: 1,
  TaskReturned: 1,
  TaskEscalated: 1,
} as const;

/** `alerting.task-<derived from what it stands for>`: never two for one thing. Opened again when the same thing comes back. */
export const task: Aggregate<TaskState, TaskCommand, TaskEvent, TaskRefusal> = {
  service: 'alerting',
  name: 'task',
  schemas,
  published: new Set(Object.keys(schemas)),
  occurred: () => undefined,
  decider: taskDecider,
  upcast: onlyShapes(schemas),
};

const levels: Readonly<Record<Level, string>> = {
  'on-call': 'whoever is on call',
  'team-lead': 'the lead of the team',
  consultant: 'the consultants',
  'service-manager': 'the service managers',
};
const ownerWords = ({ person, teamName }: { readonly person?: string; readonly teamName: string }): string =>
  person === undefined ? teamName : `a member of staff, ${teamName}`;
const shown = (text: string): string => text.replace(/\.$/, '');

export const taskSentences: Sentences<TaskEvent> = {
  TaskOpened: (e) => `Task given to ${e.owner.teamName}: ${e.title}, by ${showDateText(e.dueOn)}.`,
  TaskRestated: (e) => `The task is now: ${e.title}, by ${showDateText(e.dueOn)}.`,
  TaskClosed: (e) => `The task closed: ${e.because}.`,
  TaskReassigned: () => 'The task moved to another record of the same patient, because records were merged.',
  TaskLinked: (e) =>
    e.from === undefined
      ? 'The task was found to be about this patient.'
      : 'The task was found to be about another patient than had been thought.',
  TaskTaken: () => 'Somebody took the task for himself.',
  TaskGiven: (e) => `The task was given to ${ownerWords(e.owner)}. Reason: ${shown(e.because)}.`,
  TaskCovered: (e) => `The owner of the task is away until ${showDateText(e.untilOn)}. Meanwhile it is with ${ownerWords(e.by)}.`,
  TaskReturned: () => 'The owner of the task is there again.',
  TaskEscalated: (e) => `The task went to ${levels[e.level]} as well, and stays with its owner. ${shown(e.because)}.`,
};

/** Each is done by people and the system. */
export const taskNatures: Natures<TaskEvent> = {
  TaskOpened: 'act',
  TaskRestated: 'act',
  TaskClosed: 'act',
  TaskReassigned: 'act',
  TaskLinked: 'act',
  TaskTaken: 'act',
  TaskGiven: 'act',
  TaskCovered: 'act',
  TaskReturned: 'act',
  TaskEscalated: 'act',
};
