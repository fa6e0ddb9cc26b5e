import { bankHolidaysOfEngland } from '@rms/nhs';
import type { WorkingTime } from '../working-hours/working-time.model.js';
import type { ColleagueCopy } from '../who-acts/colleagues.projection.js';
import type { Worker } from '../who-acts/staff.projection.js';
import type { TeamCopy } from '../who-acts/teams.projection.js';
import type { Moment, Opened, Roster } from './task.facts.js';

/** Nine to five on weekdays, with the bank holidays of England. */
export const time: WorkingTime = {
  opens: '09:00',
  closes: '17:00',
  days: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
  holidays: bankHolidaysOfEngland(2025, 2027),
};
export const at = (now: string, more: Partial<WorkingTime> = {}): Moment => ({ now, time: { ...time, ...more } });

export const team = (more: Partial<TeamCopy> = {}): TeamCopy => ({
  _id: 'nurses',
  trust: 'ZT001',
  published: 1,
  name: 'Northmoor nurses',
  members: ['ruth', 'nadia', 'leah'],
  lead: 'ruth',
  receives: ['reviews', 'calls'],
  ...more,
});
export const somebody = (person: string, more: Partial<ColleagueCopy> = {}): ColleagueCopy => ({
  _id: person,
  trust: 'ZT001',
  published: 1,
  person,
  planned: [],
  left: false,
  wakeAt: '',
  ...more,
});
export const away = (person: string, untilOn: string, cover?: string): ColleagueCopy =>
  somebody(person, { away: { absence: `of ${person}`, untilOn, ...(cover === undefined ? {} : { cover }) } });
/** Somebody who may sign in, in the one role that he ever had. */
export const worker = (person: string, role: string, more: Partial<Worker> = {}): Worker => ({
  person,
  roles: [role],
  hadRoles: [role],
  inUse: true,
  ...more,
});
export const roster = (more: Partial<Roster> = {}): Roster => ({ teams: [team()], colleagues: [], staff: [], ...more });

export const opened: Opened = {
  kind: 'review',
  about: 'r',
  settledBy: 'pathway',
  band: 'possible-recurrence',
  seriousness: 2,
  title: 'Result to review',
  why: 'PSA 0.27',
  dueOn: '2026-03-10',
  owner: { team: 'nurses', teamName: 'Northmoor nurses', person: 'nadia', role: 'clinical-nurse-specialist' },
  patient: 'p',
};
