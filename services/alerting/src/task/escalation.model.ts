import { parseInstant, present, showDateText, showInstant } from '@rms/nhs';
import { standInFor } from '../who-acts/who-is-there.model.js';
import { dayAfter } from '../colleague/absences.model.js';
import { isForOnCall, limitOf, stepsAbove } from './ladder.model.js';
import type { Level, Moment, Owner, Roster, TaskEvent, TaskOpenState } from './task.facts.js';

type Escalated = Extract<TaskEvent, { readonly type: 'TaskEscalated' }>;
interface Noticing {
  readonly moment: Moment;
  readonly roster: Roster;
}

const roleAt: Readonly<Record<Exclude<Level, 'on-call' | 'team-lead'>, string>> = {
  consultant: 'consultant',
  'service-manager': 'trust-admin',
};
const everybody = (role: string, named: string): Owner => ({ teamName: named, role });

// Telling somebody what is his already tells nobody: a lead who holds the task himself is passed over.
const leadOf = ({ kind, owner, cover }: TaskOpenState, roster: Roster): Owner | undefined => {
  const team = roster.teams.find((one) => one._id === owner.team);
  if (team?.lead === undefined) return undefined;
  const led: Owner = { team: team._id, teamName: team.name, person: team.lead, role: owner.role };
  const lead = standInFor({ kind, owner: led }, roster);
  const acting = cover?.by.person ?? owner.person;
  return lead.person === undefined || lead.person === acting ? undefined : lead;
};

const recipientAt = (level: Exclude<Level, 'on-call'>, state: TaskOpenState, roster: Roster): Owner | undefined => {
  if (level === 'team-lead') return leadOf(state, roster);
  return everybody(roleAt[level], level === 'consultant' ? 'The consultants of the trust' : 'The service managers of the trust');
};

const because = (state: TaskOpenState): string => {
  const at = parseInstant(state.dueAt ?? '');
  return `It was to be done by ${at === undefined ? showDateText(state.dueOn) : showInstant(at)}`;
};

const toOnCall = (state: TaskOpenState, role: string, next: string | undefined): Escalated => ({
  type: 'TaskEscalated',
  to: everybody(role, 'Whoever is on call'),
  level: 'on-call',
  because: 'It is serious and came while the teams are not at work',
  dueOn: state.dueOn,
  ...present({ escalatesAt: next }),
});

type Step = ReturnType<typeof stepsAbove>[number];

// What was opened out of hours has its opening as its first moment, before its limit.
const isForOnCallNow = (state: TaskOpenState, moment: Moment): boolean => {
  if (state.escalated !== undefined || state.escalatesAt === undefined) return false;
  return limitOf(state, moment.time) > moment.now && isForOnCall(state, { ...moment, now: state.escalatesAt });
};

/** The first of the steps at which there is somebody to tell, and when the one after it follows. */
const reachable = (steps: readonly Step[], state: TaskOpenState, roster: Roster) => {
  for (const [index, { level }] of steps.entries()) {
    const to = recipientAt(level, state, roster);
    if (to !== undefined) return { level, to, next: steps[index + 1]?.at };
  }
  return undefined;
};

/** The one step that a task takes at this moment, if any. Its owner stays on it, and it never comes down again by itself. */
export const escalate = (state: TaskOpenState, { moment, roster }: Noticing): Escalated | undefined => {
  const steps = stepsAbove(state.escalated?.level, state, moment.time);
  const { onCall } = moment.time;
  if (onCall !== undefined && isForOnCallNow(state, moment)) return toOnCall(state, onCall, steps[0]?.at);
  const [due] = steps;
  const reached = due === undefined || due.at > moment.now ? undefined : reachable(steps, state, roster);
  if (reached === undefined) return undefined;
  const { level, to, next } = reached;
  return { type: 'TaskEscalated', to, level, because: because(state), dueOn: state.dueOn, ...present({ escalatesAt: next }) };
};

/** When a task must be looked at next: an instant, or a date for one that was opened before there was escalation; '' for never. */
export const wakeAtOf = (task: {
  readonly open: boolean;
  readonly dueOn: string;
  readonly isEscalated: boolean;
  readonly escalatesAt?: string | undefined;
}): string => {
  if (!task.open) return '';
  return task.escalatesAt ?? (task.isEscalated ? '' : dayAfter(task.dueOn));
};
