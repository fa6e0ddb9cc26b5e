import { derivedId } from '@rms/event-sourcing/pure';
import { present } from '@rms/nhs';
import type { PolicyOrder } from '@rms/service-kit';
import type { TaskCommand } from '../task/task.facts.js';
import type { Desk } from '../who-acts/desk.model.js';
import { ownerFor } from '../who-acts/who-is-there.model.js';
import type { LostPatient, Reconciliation } from './reconcile.js';

export type ExceptionOrder = PolicyOrder<TaskCommand> & { readonly trust: string };

/** The task that says that a follow-up is held by nothing. */
export const exceptionTask = (followUp: string): string => derivedId(followUp, 'task nobody lost');

const opened = (
  trust: string,
  { followUp, patient, why }: LostPatient,
  { desk, today }: { readonly desk: Desk; readonly today: string },
): ExceptionOrder => ({
  id: exceptionTask(followUp),
  trust,
  ...present({ patient }),
  command: {
    type: 'OpenTask',
    moment: desk.moment,
    kind: 'exception',
    about: followUp,
    settledBy: 'alerting',
    band: 'possible-recurrence',
    seriousness: 1,
    title: 'Patient who is not held',
    why: `The sweep found: ${why}`,
    dueOn: today,
    owner: ownerFor(desk.roster, 'reviews'),
    followUp,
    ...present({ patient }),
  },
});

/** What the tasks about lost patients must say after a sweep: one for each exception, and none for whoever is held again. */
export const ordersAfter = (
  sums: readonly Reconciliation[],
  desk: {
    readonly deskOf: (trust: string) => Desk | undefined;
    readonly today: string;
    /** Open tasks about exceptions, and their trusts. */
    readonly open: readonly { readonly followUp: string; readonly trust: string }[];
  },
): readonly ExceptionOrder[] => {
  const lost = new Set(sums.flatMap(({ exceptions }) => exceptions.map(({ followUp }) => followUp)));
  const opening = sums.flatMap(({ trust, exceptions }) => {
    const there = desk.deskOf(trust);
    return there === undefined ? [] : exceptions.map((lostPatient) => opened(trust, lostPatient, { desk: there, today: desk.today }));
  });
  const closing = desk.open
    .filter(({ followUp }) => !lost.has(followUp))
    .map(({ followUp, trust }): ExceptionOrder => ({
      id: exceptionTask(followUp),
      trust,
      command: { type: 'CloseTask', because: 'the sweep finds the patient held again' },
    }));
  return [...opening, ...closing];
};
