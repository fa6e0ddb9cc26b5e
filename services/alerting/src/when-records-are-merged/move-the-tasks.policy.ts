import type { Order } from '../when-a-clinician-must-look/give-it-an-owner.policy.js';
import type { RecordCopy, TaskCopy } from '../who-acts/teams-and-tasks.projection.js';

export const movesOn: readonly string[] = ['registration.patient-retired.v1', 'alerting.task-opened.v1'];

/** Tasks of a retired record go on under the record that survives. */
export const moveTheTasks = (record: RecordCopy | undefined, tasks: readonly TaskCopy[]): readonly Order[] => {
  const patient = record?.retiredInto;
  return patient === undefined ? [] : tasks.map(({ _id }) => ({ id: _id, command: { type: 'ReassignTask', patient } }));
};
