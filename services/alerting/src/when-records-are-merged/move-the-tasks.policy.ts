import type { PolicyOrder } from '@rms/service-kit';
import type { HelplineCallCommand } from '../helpline-call/helpline-call.facts.js';
import type { Order } from '../when-a-clinician-must-look/give-it-an-owner.policy.js';
import type { CallCopy } from '../who-acts/others.projection.js';
import type { TaskCopy } from '../who-acts/tasks.projection.js';

// One of these may be heard before the other, and a record into which another went may itself have gone into a third.
const whoIsWho = ['registration.patient-registered.v1', 'registration.patient-retired.v1'] as const;
export const movesOn: readonly string[] = [
  ...whoIsWho,
  'alerting.task-opened.v1',
  'alerting.task-linked.v1',
  'alerting.task-reassigned.v1',
];
export const movesCallsOn: readonly string[] = [
  ...whoIsWho,
  'alerting.helpline-call-logged.v1',
  'alerting.helpline-call-linked.v1',
  'alerting.helpline-call-reassigned.v1',
];

/** Tasks of a retired record go on under the record that survives. */
export const moveTheTasks = (survivor: string, tasks: readonly TaskCopy[]): readonly Order[] =>
  tasks.filter(({ patient }) => patient !== survivor).map(({ _id }) => ({ id: _id, command: { type: 'ReassignTask', patient: survivor } }));

/** And so do its calls. */
export const moveTheCalls = (survivor: string, calls: readonly CallCopy[]): readonly PolicyOrder<HelplineCallCommand>[] =>
  calls.filter(({ patient }) => patient !== survivor).map(({ _id }) => ({ id: _id, command: { type: 'ReassignCall', patient: survivor } }));
