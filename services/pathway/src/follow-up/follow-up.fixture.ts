import { scenario } from '@rms/event-sourcing/testing';
import { parseQuantity } from '@rms/nhs';
import { starterProtocol } from '@rms/protocols/starters';
import { followUpDecider } from './follow-up.decider.js';
import type { Calendar, ConsideredResult, FollowUpCommand, FollowUpEvent, Reviewer } from './follow-up.facts.js';
import type { Started } from './follow-up.state.js';

export const given = scenario(followUpDecider);
export const protocol = starterProtocol('prostate-after-prostatectomy');
export const followUp = '00000000-0000-4000-8000-00000000000f';
export const patient = '00000000-0000-4000-8000-000000000001';
export const team = '00000000-0000-4000-8000-00000000000e';
export const calendar = (today: string): Calendar => ({ today, holidays: [] });
export const ruth: Reviewer = { person: 'ruth', role: 'clinical-nurse-specialist', registration: 'NMC 00A0000X' };

export type Start = Extract<FollowUpCommand, { type: 'StartFollowUp' }>;
export const start = (more: Partial<Start> = {}): Start => ({
  type: 'StartFollowUp',
  followUp,
  patient,
  patientDied: false,
  protocol,
  anchorOn: '2025-09-01',
  stream: 'self-management',
  team,
  calendar: calendar('2025-10-20'),
  results: [],
  ...more,
});
export const psa = (
  raw: string,
  sampledOn: string,
  more: { version?: number; result?: string; unit?: string; status?: ConsideredResult['status'] } = {},
): ConsideredResult => {
  const parsed = parseQuantity(raw);
  const unit = more.unit ?? 'ng/mL';
  return {
    result: more.result ?? `r-${sampledOn}`,
    version: more.version ?? 1,
    analyte: 'psa',
    status: more.status ?? 'final',
    sampledOn,
    value: parsed.ok ? { kind: 'quantity', unit, raw, ...parsed.value } : { kind: 'not-a-number', unit, raw },
  };
};
export const consider = (today: string, ...results: ConsideredResult[]): FollowUpCommand => ({
  type: 'ConsiderResults',
  followUp,
  results,
  calendar: calendar(today),
});
export const run = (...commands: FollowUpCommand[]): FollowUpEvent[] => {
  const events: FollowUpEvent[] = [];
  for (const command of commands) events.push(...given(...events).when(command).events);
  return events;
};
export const stateOf = (events: readonly FollowUpEvent[]) => given(...events).state as Started;
export const reviewsOf = (events: readonly FollowUpEvent[]) => Object.values(stateOf(events).reviews);
export const types = (events: readonly FollowUpEvent[]) => events.map((event) => event.type);
export const review = (
  events: readonly FollowUpEvent[],
  more: Partial<Extract<FollowUpCommand, { type: 'ReviewResult' }>> = {},
): FollowUpCommand => ({
  type: 'ReviewResult',
  followUp,
  review: reviewsOf(events)[0]?.review ?? 'none',
  decision: { kind: 'continue' },
  reason: 'no symptoms',
  reviewer: ruth,
  calendar: calendar('2026-03-10'),
  ...more,
});
