import type { PolicyOrder } from '@rms/service-kit';
import type { HelplineCallCommand } from '../helpline-call/helpline-call.facts.js';
import type { Order } from '../when-a-clinician-must-look/give-it-an-owner.policy.js';
import type { CallCopy, RecordCopy } from '../who-acts/others.projection.js';
import type { TaskCopy } from '../who-acts/tasks.projection.js';

export const movesOn: readonly string[] = ['registration.patient-retired.v1', 'alerting.task-opened.v1', 'alerting.task-linked.v1'];
export const movesCallsOn: readonly string[] = [
  'registration.patient-retired.v1',
  'alerting.helpline-call-logged.v1',
  'alerting.helpline-call-linked.v1',
];

/** Tasks of a retired record go on under the record that survives. */
export const moveTheTasks = (record: RecordCopy | undefined, tasks: readonly TaskCopy[]): readonly Order[] => {
  const patient = record?.retiredInto;
  return patient === undefined ? [] : tasks.map(({ _id }) => ({ id: _id, command: { type: 'ReassignTask', patient } }));
};

/** And so do its calls. */
export const moveTheCalls = (record: RecordCopy | undefined, calls: readonly CallCopy[]): readonly PolicyOrder<HelplineCallCommand>[] => {
  const patient = record?.retiredInto;
  return patient === undefined ? [] : calls.map(({ _id }) => ({ id: _id, command: { type: 'ReassignCall', patient } }));
};
