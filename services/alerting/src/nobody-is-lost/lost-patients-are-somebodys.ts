import { derivedId } from '@rms/event-sourcing/pure';
import { present } from '@rms/nhs';
import type { PolicyOrder } from '@rms/service-kit';
import type { TaskCommand } from '../task/task.facts.js';
import type { Desk } from '../who-acts/desk.model.js';
import { ownerFor } from '../who-acts/who-is-there.model.js';
import type { TaskAccount } from './account.js';
import type { LostPatient, Reconciliation } from './reconcile.js';

export type ExceptionOrder = PolicyOrder<TaskCommand> & { readonly trust: string };

/** The task that says that a follow-up is held by nothing. */
export const exceptionTask = (followUp: string): string => derivedId(followUp, 'task nobody lost');

const said = ({ why }: LostPatient) => ({
  seriousness: 1,
  title: 'Patient who is not held',
  why: `The sweep found that nothing holds this patient. ${why}`,
});

const opening = ({ followUp, patient, ...lost }: LostPatient, dueOn: string, desk: Desk): TaskCommand => ({
  type: 'OpenTask',
  moment: desk.moment,
  kind: 'exception',
  about: followUp,
  settledBy: 'alerting',
  band: 'possible-recurrence',
  ...said({ followUp, ...lost }),
  dueOn,
  owner: ownerFor(desk.roster, 'reviews'),
  followUp,
  ...present({ patient }),
});

/**
 * What the tasks about lost patients must say after a sweep: one for each exception with the reason as it is now, and none for
 * whoever is held again. A task that stands keeps its date, however the reason turns.
 */
export const ordersAfter = (
  sums: readonly Reconciliation[],
  desk: {
    readonly deskOf: (trust: string) => Desk | undefined;
    readonly today: string;
    /** Open tasks about exceptions. */
    readonly open: readonly Pick<TaskAccount, 'followUp' | 'trust' | 'why' | 'dueOn'>[];
  },
): readonly ExceptionOrder[] => {
  const standing = new Map(desk.open.map((task) => [task.followUp, task]));
  const lost = new Set(sums.flatMap(({ exceptions }) => exceptions.map(({ followUp }) => followUp)));
  const orderFor = (exception: LostPatient, trust: string): readonly ExceptionOrder[] => {
    const there = desk.deskOf(trust);
    if (there === undefined) return [];
    const about = { id: exceptionTask(exception.followUp), trust, ...present({ patient: exception.patient }) };
    const stands = standing.get(exception.followUp);
    if (stands === undefined) return [{ ...about, command: opening(exception, desk.today, there) }];
    return stands.why === said(exception).why
      ? []
      : [{ ...about, command: { type: 'RestateTask', moment: there.moment, ...said(exception), dueOn: stands.dueOn } }];
  };
  const closing = desk.open
    .filter(({ followUp }) => !lost.has(followUp))
    .map(({ followUp, trust }): ExceptionOrder => ({
      id: exceptionTask(followUp),
      trust,
      command: { type: 'CloseTask', because: 'the sweep finds the patient held again' },
    }));
  return [...sums.flatMap(({ trust, exceptions }) => exceptions.flatMap((exception) => orderFor(exception, trust))), ...closing];
};
