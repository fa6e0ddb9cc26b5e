import type { Execution } from '@rms/event-sourcing';
import type { Message } from '@rms/messaging';
import { regionWide } from '@rms/nhs';
import { livingRecord, policyFor, recordsInto, type PolicyOrder } from '@rms/service-kit';
import type { Collection, Copies, CopyDocument, Filter, Policy } from '@rms/read-models';
import { helplineCall } from './helpline-call/helpline-call.aggregate.js';
import type { HelplineCallCommand } from './helpline-call/helpline-call.facts.js';
import { task } from './task/task.aggregate.js';
import type { TaskCommand } from './task/task.facts.js';
import { answersOn, giveTheCallAnOwner } from './when-a-call-is-logged/give-the-call-an-owner.policy.js';
import { actsOn, giveItAnOwner, type Order } from './when-a-clinician-must-look/give-it-an-owner.policy.js';
import { haveItSeenTo, seesToOn } from './when-a-letter-stands-still/have-it-seen-to.policy.js';
import { askAboutHisCalls, asksOn } from './when-a-patient-dies/ask-about-his-calls.policy.js';
import { haveHimRung, ringsOn } from './when-a-test-is-missed/have-him-rung.policy.js';
import { reminders } from './when-a-test-is-missed/reminders.projection.js';
import { moveTheCalls, moveTheTasks, movesCallsOn, movesOn } from './when-records-are-merged/move-the-tasks.policy.js';
import { giveOnHisTasks, givesOn } from './when-somebody-is-away/give-on-his-tasks.policy.js';
import { concerned, holdsOn, holdsOnSignIns, keepEveryTaskHeld, taskIn } from './when-somebody-is-away/keep-every-task-held.policy.js';
import type { Desk } from './who-acts/desk.model.js';
import { calls, records } from './who-acts/others.projection.js';
import { staff } from './who-acts/staff.projection.js';
import { tasks } from './who-acts/tasks.projection.js';

interface PolicyParts {
  readonly execution: Execution;
  readonly copies: () => Copies;
  readonly deskOf: (trust: string) => Promise<Desk>;
}
type AtTheDesk = (message: Message, desk: Desk) => readonly Order[];

/** The patient a fact is about: as it says itself, which may be another than the one its stream was born with. */
const patientOf = ({ data, patient = '' }: Message): string => (data as { readonly patient?: string }).patient ?? patient;

const foundBy = async <D extends CopyDocument>(
  collection: Collection<D>,
  trust: string,
  questions: readonly Filter[],
): Promise<readonly D[]> => (await Promise.all(questions.map((question) => collection.find(trust, question)))).flat();

/** What alerting does about what it hears. */
export const alertingPolicies = ({ execution, copies, deskOf }: PolicyParts): readonly Policy[] => {
  const onTasks = policyFor({ execution, aggregate: task, harmless: ['no-such-task', 'task-closed', 'nobody-of-that-name'] });
  const onCalls = policyFor({ execution, aggregate: helplineCall, harmless: ['no-such-call'] });
  const atTheDesk = (name: string, on: readonly string[], decide: AtTheDesk): Policy =>
    onTasks({ name, on, decide: async (message) => decide(message, await deskOf(message.trust)) });
  const record = (message: Message) => copies().of(records).get(message.trust, patientOf(message));
  const mergedRecords = async (message: Message): Promise<{ readonly survivor: string; readonly his: Filter } | undefined> => {
    const living = await livingRecord(copies().of(records), message.trust, patientOf(message));
    if (living === undefined) return undefined;
    const all = await recordsInto(copies().of(records), message.trust, living._id);
    return { survivor: living._id, his: { patient: { $in: [...all] } } };
  };
  const his = (message: Message): Filter => ({ patient: patientOf(message) });

  return [
    atTheDesk('give-it-an-owner', actsOn, giveItAnOwner),
    onTasks({
      name: 'have-him-rung',
      on: ringsOn,
      decide: async (message) => {
        const { test } = message.data as { readonly test: string };
        return haveHimRung(message, await deskOf(message.trust), await copies().of(reminders).find(message.trust, { test }));
      },
    }),
    atTheDesk('have-it-seen-to', seesToOn, haveItSeenTo),
    atTheDesk('give-the-call-an-owner', answersOn, giveTheCallAnOwner),
    onTasks({
      name: 'move-the-tasks',
      on: movesOn,
      decide: async (message) => {
        const merged = await mergedRecords(message);
        return merged === undefined ? [] : moveTheTasks(merged.survivor, await copies().of(tasks).find(message.trust, merged.his));
      },
    }),
    onCalls({
      name: 'move-the-calls',
      on: movesCallsOn,
      decide: async (message): Promise<readonly PolicyOrder<HelplineCallCommand>[]> => {
        const merged = await mergedRecords(message);
        return merged === undefined ? [] : moveTheCalls(merged.survivor, await copies().of(calls).find(message.trust, merged.his));
      },
    }),
    onTasks({
      name: 'ask-about-his-calls',
      on: asksOn,
      decide: async (message) =>
        askAboutHisCalls(await record(message), {
          calls: await copies().of(calls).find(message.trust, his(message)),
          tasks: await copies().of(tasks).find(message.trust, his(message)),
          moment: (await deskOf(message.trust)).moment,
        }),
    }),
    onTasks({
      name: 'give-on-his-tasks',
      on: givesOn,
      decide: async (message) => {
        const { person } = message.data as { readonly person: string };
        return giveOnHisTasks(message, await copies().of(tasks).find(message.trust, { person }), (await deskOf(message.trust)).roster);
      },
    }),
    onTasks({
      name: 'keep-every-task-held',
      on: holdsOn,
      decide: async (message) => {
        const { roster } = await deskOf(message.trust);
        const one = taskIn(message);
        const found =
          one === undefined
            ? await foundBy(copies().of(tasks), message.trust, concerned(message, roster))
            : [await copies().of(tasks).get(message.trust, one)].filter((task) => task !== undefined);
        return keepEveryTaskHeld(found, roster);
      },
    }),
    onTasks({
      name: 'keep-held-what-he-had',
      on: holdsOnSignIns,
      decide: async (message) => {
        const orders: PolicyOrder<TaskCommand>[] = [];
        for (const trust of (await copies().of(staff).get(regionWide, message.subject.slice(-36)))?.heldAt ?? []) {
          const { roster } = await deskOf(trust);
          const found = await foundBy(copies().of(tasks), trust, concerned(message, roster));
          orders.push(...keepEveryTaskHeld(found, roster).map((order) => ({ ...order, trust })));
        }
        return orders;
      },
    }),
  ];
};
