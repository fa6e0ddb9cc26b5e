import type { FollowUpCommand, FollowUpEvent } from './follow-up.facts.js';
import { calendar, followUp, given, run, start, stateOf } from './follow-up.fixture.js';
import type { AppointmentOnRecord, Call } from './missed-test.facts.js';

/** The first PSA is due on 13 October 2025, the one at 6 months on 1 March 2026; each is overdue 14 days after. */
export const begun = run(start());
export const firstOverdue = '2025-10-28';
export const notice = (today: string): FollowUpCommand => ({ type: 'NoticeDate', followUp, calendar: calendar(today) });
/** A history, and what follows from more commands. */
export const then = (past: readonly FollowUpEvent[], ...commands: readonly FollowUpCommand[]): FollowUpEvent[] => {
  const events = [...past];
  for (const command of commands) events.push(...given(...events).when(command).events);
  return events;
};
/** Looked at on each of some days. */
export const noticed = (past: readonly FollowUpEvent[], ...days: readonly string[]): FollowUpEvent[] => then(past, ...days.map(notice));
/** The ladder of the first PSA up to its n-th step, each on its day. */
export const climbedTo = (step: 'reminder' | 'second-reminder' | 'telephone' | 'clinician'): FollowUpEvent[] => {
  const days = { reminder: firstOverdue, 'second-reminder': '2025-11-11', telephone: '2025-11-25', clinician: '2025-12-09' };
  return noticed(begun, ...Object.values(days).filter((day) => day <= days[step]));
};
export const test = stateOf(begun).tests[0]!.test;
export const laddersOf = (events: readonly FollowUpEvent[]) => stateOf(events).ladders;
export const appointment = (
  on: string,
  standing: AppointmentOnRecord['standing'] = 'booked',
  more: Partial<AppointmentOnRecord> = {},
): AppointmentOnRecord => ({
  appointment: '00000000-0000-4000-8000-0000000000a1',
  version: 1,
  analyte: 'psa',
  on,
  standing,
  ...more,
});
export const hear = (today: string, ...appointments: readonly AppointmentOnRecord[]): FollowUpCommand => ({
  type: 'ConsiderAppointments',
  followUp,
  appointments,
  calendar: calendar(today),
});
export const ring = (today: string, call: Call, note = ''): FollowUpCommand => ({
  type: 'RecordMissedTestCall',
  followUp,
  test,
  call,
  note,
  calendar: calendar(today),
});
export const suspends = (today: string, reviewOn: string, reason = 'Abroad'): FollowUpCommand => ({
  type: 'SuspendFollowUp',
  followUp,
  reason,
  reviewOn,
  by: 'ruth',
  calendar: calendar(today),
});
export const resumes = (today: string, reason = 'Back'): FollowUpCommand => ({
  type: 'ResumeFollowUp',
  followUp,
  reason,
  calendar: calendar(today),
});
