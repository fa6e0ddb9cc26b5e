import { derivedId, execute, type CommandContext, type Execution, type Outcome } from '@rms/event-sourcing';
import type { Copies } from '@rms/read-models';
import { colleague, type ColleagueCommand, type ColleagueEvent, type ColleagueRefusal } from './colleague/colleague.aggregate.js';
import { helplineCall } from './helpline-call/helpline-call.aggregate.js';
import type { HelplineCallCommand, HelplineCallEvent, HelplineCallRefusal } from './helpline-call/helpline-call.facts.js';
import { task } from './task/task.aggregate.js';
import type { TaskCommand, TaskEvent, TaskRefusal } from './task/task.facts.js';
import { team } from './team/team.aggregate.js';
import type { TeamCommand, TeamEvent, TeamRefusal } from './team/team.facts.js';
import type { Desk } from './who-acts/desk.model.js';
import { concerned } from './when-somebody-is-away/keep-every-task-held.policy.js';
import { records } from './who-acts/others.projection.js';
import { tasks, type TaskCopy } from './who-acts/tasks.projection.js';
import {
  workingHours,
  type WorkingHours,
  type WorkingHoursEvent,
  type WorkingHoursRefusal,
} from './working-hours/working-hours.aggregate.js';

export const alertingCommandsToken = Symbol('alerting commands');
const namespace = '0f6c2f0a-52a4-4d0c-9a4e-6f1f5c5d7a21';
/** The stream of a trust's working hours, and of one of its staff: one each, found without asking. */
export const hoursOf = (trust: string): string => derivedId(namespace, `working hours of ${trust}`);
export const colleagueOf = (trust: string, person: string): string => derivedId(namespace, `${person} at ${trust}`);

/** Commands of people, on whatever adapters. */
export interface AlertingCommands {
  desk(trust: string): Promise<Desk>;
  /** Does the trust have a patient record of that id? */
  knows(trust: string, patient: string): Promise<boolean>;
  /** Open and closed tasks that somebody's going may concern: his own, those of his teams, and those of a role. */
  tasksConcerning(trust: string, person: string): Promise<readonly TaskCopy[]>;
  onTask(id: string, command: TaskCommand, context: CommandContext): Promise<Outcome<TaskEvent, TaskRefusal>>;
  onTeam(id: string, command: TeamCommand, context: CommandContext): Promise<Outcome<TeamEvent, TeamRefusal>>;
  onCall(id: string, command: HelplineCallCommand, context: CommandContext): Promise<Outcome<HelplineCallEvent, HelplineCallRefusal>>;
  onColleague(person: string, command: ColleagueCommand, context: CommandContext): Promise<Outcome<ColleagueEvent, ColleagueRefusal>>;
  agreeHours(hours: WorkingHours, context: CommandContext): Promise<Outcome<WorkingHoursEvent, WorkingHoursRefusal>>;
}

export const alertingCommands = (execution: Execution, read: Copies, deskOf: (trust: string) => Promise<Desk>): AlertingCommands => ({
  desk: deskOf,
  knows: async (trust, patient) => (await read.of(records).get(trust, patient))?.known === true,
  tasksConcerning: async (trust, person) => {
    const { roster } = await deskOf(trust);
    const questions = concerned({ type: 'alerting.absence-began.v1', data: { person } }, roster);
    return (await Promise.all(questions.map((question) => read.of(tasks).find(trust, question)))).flat();
  },
  onTask: (id, command, context) => execute(execution, task, { id, command, context }),
  onTeam: (id, command, context) => execute(execution, team, { id, command, context }),
  onCall: (id, command, context) => execute(execution, helplineCall, { id, command, context }),
  onColleague: (person, command, context) => execute(execution, colleague, { id: colleagueOf(context.trust, person), command, context }),
  agreeHours: (hours, context) =>
    execute(execution, workingHours, { id: hoursOf(context.trust), command: { type: 'AgreeWorkingHours', ...hours }, context }),
});
