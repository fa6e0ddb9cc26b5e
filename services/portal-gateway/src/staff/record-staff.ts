import { derivedId, execute, type Execution, type NewId } from '@rms/event-sourcing';
import type { Person } from '@rms/identity';
import { present, regionWide } from '@rms/nhs';
import { actorOf } from '../session/signed-in.js';
import { staffAggregate } from './staff.aggregate.js';

/** The stream of a member of staff, from the subject of his or her tokens. */
export const staffIdOf = (subject: string): string => derivedId(namespace, subject);
const namespace = '6c9d1a52-5b8e-4b52-9d9e-3f7f4f0f1a01';

/** Records who somebody is as the identity provider says now, so that histories can name him or her later. */
export const recordStaff = async (
  { execution, newId }: { readonly execution: Execution; readonly newId: NewId },
  person: Person,
): Promise<void> => {
  const { subject, name, roles, trusts, registration } = person;
  await execute(execution, staffAggregate, {
    id: staffIdOf(subject),
    command: { type: 'RecordStaff', person: subject, name, roles, trusts, ...present({ registration }) },
    context: { commandId: newId(), actor: actorOf(person), trust: regionWide, correlationId: newId() },
  });
};
