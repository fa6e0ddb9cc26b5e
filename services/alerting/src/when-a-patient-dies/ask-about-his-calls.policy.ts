import { showDateText } from '@rms/nhs';
import { seriousnessOf } from '../helpline-call/urgency.model.js';
import { taskOf, type Order } from '../when-a-clinician-must-look/give-it-an-owner.policy.js';
import { titleOf, whyOf } from '../when-a-call-is-logged/give-the-call-an-owner.policy.js';
import type { Moment } from '../task/task.facts.js';
import type { CallCopy, RecordCopy } from '../who-acts/others.projection.js';
import type { TaskCopy } from '../who-acts/tasks.projection.js';

export const asksOn: readonly string[] = [
  'registration.patient-died.v1',
  'registration.death-withdrawn.v1',
  'alerting.helpline-call-logged.v1',
  'alerting.helpline-call-linked.v1',
  'alerting.helpline-call-reassigned.v1',
  'alerting.task-opened.v1',
];

/**
 * A call about somebody who has died is not closed: whoever rang may still wait, and may not know. It is asked about, with the
 * death in sight, before anybody rings.
 */
export const askAboutHisCalls = (
  record: RecordCopy | undefined,
  { calls, tasks, moment }: { readonly calls: readonly CallCopy[]; readonly tasks: readonly TaskCopy[]; readonly moment: Moment },
): readonly Order[] => {
  const died = record?.diedOn === undefined ? 'has died' : `died on ${showDateText(record.diedOn)}`;
  return calls.flatMap(({ call, open }): readonly Order[] => {
    const id = taskOf(call?.call ?? '');
    const task = tasks.find((one) => one._id === id && one.open);
    if (!open || call === undefined || task === undefined) return [];
    const said =
      record?.died === true
        ? {
            title: 'Call about a patient who has died',
            why: `The patient ${died}. Ask whether the caller is still to be rung. ${whyOf(call)}`,
            seriousness: 3,
          }
        : { title: titleOf(call), why: whyOf(call), seriousness: seriousnessOf(call.urgency, call.symptoms) };
    return [{ id, command: { type: 'RestateTask', moment, ...said, dueOn: task.dueOn } }];
  });
};
