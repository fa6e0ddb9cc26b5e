import type { Message } from '@rms/messaging/pure';
import { followUps } from '../copies/follow-ups.projection.js';
import { letters } from '../copies/letters.projection.js';
import { calls, tasks } from '../copies/others.projection.js';
import { patients, type PatientCopy } from '../copies/patients.projection.js';
import { results } from '../copies/results.projection.js';
import type { PatientFile } from '../patient-page/patient-file.js';
import { copiesOf, type PersonMessages } from './person-messages.js';

const recordedBy =
  (at: string) =>
  (message: Message): boolean =>
    message.time <= at;

/** The record among these under which one of them lived then, along the merges that were recorded. */
const livingOf = (record: PatientCopy, all: readonly PatientCopy[]): PatientCopy => {
  const seen = new Set<string>();
  let living = record;
  for (let next = all.find((one) => one._id === living.retiredInto); next !== undefined && !seen.has(living._id);) {
    seen.add(living._id);
    living = next;
    next = all.find((one) => one._id === living.retiredInto);
  }
  return living;
};

/**
 * A patient's file as it was known at an instant: the same folds that make today's, over the facts recorded by then, and only of
 * the records that were known by then to be his. `undefined` before he was known.
 */
export const knownAt = (person: PersonMessages, at: string): PatientFile | undefined => {
  const counts = recordedBy(at);
  const known = copiesOf(patients, person, counts).filter((record) => record.registered);
  const first = known.find((record) => record._id === person.patient) ?? known[0];
  if (first === undefined) return undefined;
  const living = livingOf(first, known);
  const records = known.filter((record) => livingOf(record, known)._id === living._id).map((record) => record._id);
  const isHis = ({ patient }: { readonly patient?: string }): boolean => patient !== undefined && records.includes(patient);
  return {
    patient: living,
    records: [living._id, ...records.filter((id) => id !== living._id)],
    results: copiesOf(results, person, counts).filter(isHis),
    followUps: copiesOf(followUps, person, counts).filter(isHis),
    tasks: copiesOf(tasks, person, counts).filter(isHis),
    letters: copiesOf(letters, person, counts).filter(isHis),
    calls: copiesOf(calls, person, counts).filter(isHis),
  };
};
