import { londonDateOf, parseCivilDate, parseInstant, type Instant } from '@rms/nhs';
import {
  addWorkingMinutes,
  closingOn,
  isAtWork,
  openingOn,
  workingDateAfter,
  type WorkingTime,
} from '../working-hours/working-time.model.js';
import type { Level, Moment, TaskKind } from './task.facts.js';

/** One step: so much working time after the limit the task goes to the next one in line as well. */
export interface Rung {
  readonly to: Exclude<Level, 'on-call'>;
  readonly after: { readonly workingHours: number } | { readonly workingDays: number };
}
interface Ladder {
  /** Tasks of seriousness 1 and 2. */
  readonly serious: readonly Rung[];
  readonly other: readonly Rung[];
}

const days = (to: Rung['to'], workingDays: number): Rung => ({ to, after: { workingDays } });
const hours = (to: Rung['to'], workingHours: number): Rung => ({ to, after: { workingHours } });
const clinical: Ladder = {
  serious: [days('team-lead', 1), days('consultant', 2), days('service-manager', 3)],
  other: [days('team-lead', 1), days('consultant', 3), days('service-manager', 5)],
};
const clerical: Ladder = {
  serious: [days('team-lead', 1), days('service-manager', 2)],
  other: [days('team-lead', 1), days('service-manager', 3)],
};

/**
 * Who is told next, and how long after the limit. A draft for a trust's clinicians: nobody has published figures. A call is
 * counted in hours, because somebody sits by the telephone; everything else in days, told when the teams open.
 */
export const ladders: Readonly<Record<TaskKind, Ladder>> = {
  review: clinical,
  recall: clinical,
  telephone: { serious: clinical.serious, other: [days('team-lead', 1), days('consultant', 2), days('service-manager', 4)] },
  call: {
    serious: [hours('team-lead', 1), hours('consultant', 2), hours('service-manager', 4)],
    other: [hours('team-lead', 2), hours('consultant', 6), hours('service-manager', 12)],
  },
  letter: clerical,
  quarantine: clerical,
  exception: clinical,
};

/** Seriousness up to this is told to whoever is on call when it comes out of hours. */
export const serious = 2;

export interface Clocked {
  readonly kind: TaskKind;
  readonly seriousness: number;
  readonly dueOn: string;
  readonly dueAt?: string;
}

const rungsOf = ({ kind, seriousness }: Clocked): readonly Rung[] => (seriousness <= serious ? ladders[kind].serious : ladders[kind].other);

/** The moment at which a task's limit is reached: its own, else when the teams close on its day. */
export const limitOf = ({ dueOn, dueAt }: Clocked, time: WorkingTime): Instant => {
  const at = parseInstant(dueAt ?? '');
  const on = parseCivilDate(dueOn);
  if (at !== undefined) return at;
  if (on === undefined) throw new Error(`${dueOn} is no date`);
  return closingOn(on, time);
};

const momentAfter = (limit: Instant, { after }: Rung, time: WorkingTime): Instant => {
  if ('workingHours' in after) return addWorkingMinutes(limit, after.workingHours * 60, time);
  return openingOn(workingDateAfter(londonDateOf(limit), after.workingDays, time), time);
};
const rungsAbove = (level: Level | undefined, task: Clocked): readonly Rung[] => {
  const rungs = rungsOf(task);
  return rungs.slice(rungs.findIndex((rung) => rung.to === level) + 1);
};

/** The steps above a level, each with its moment; the ladder is never gone down. */
export const stepsAbove = (
  level: Level | undefined,
  task: Clocked,
  time: WorkingTime,
): readonly { readonly level: Rung['to']; readonly at: Instant }[] => {
  const limit = limitOf(task, time);
  return rungsAbove(level, task).map((rung) => ({ level: rung.to, at: momentAfter(limit, rung, time) }));
};

/** When the next step above a level follows; `undefined` at the top. */
export const nextStepAt = (level: Level | undefined, task: Clocked, time: WorkingTime): Instant | undefined => {
  const [next] = rungsAbove(level, task);
  return next === undefined ? undefined : momentAfter(limitOf(task, time), next, time);
};

/** When a task that is opened now is first told to somebody else: at once to who is on call, if it is serious and comes out of hours. */
export const firstStepAt = (task: Clocked, { now, time }: Moment): string | undefined =>
  isForOnCall(task, { now, time }) ? now : nextStepAt(undefined, task, time);

/** Whether something that comes at this moment is for whoever is on call. Where nobody is, it is first on the list at opening. */
export const isForOnCall = ({ seriousness }: Clocked, { now, time }: Moment): boolean => {
  const at = parseInstant(now);
  return seriousness <= serious && time.onCall !== undefined && at !== undefined && !isAtWork(at, time);
};
