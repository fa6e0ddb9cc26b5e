import type { Copies } from '@rms/read-models';
import { followUps, type FollowUpCopy } from '../copies/follow-ups.projection.js';
import { letters, type LetterCopy } from '../copies/letters.projection.js';
import { calls, tasks, type CallCopy, type TaskCopy } from '../copies/others.projection.js';
import { patients, type PatientCopy } from '../copies/patients.projection.js';
import { results, type ResultCopy } from '../copies/results.projection.js';

/** Everything a trust knows of one person, under the record he lives under now. */
export interface PatientFile {
  readonly patient: PatientCopy;
  /** Every record of the person, the living one first. */
  readonly records: readonly string[];
  readonly results: readonly ResultCopy[];
  readonly followUps: readonly FollowUpCopy[];
  readonly tasks: readonly TaskCopy[];
  readonly letters: readonly LetterCopy[];
  /** Calls to the helpline about him. */
  readonly calls: readonly CallCopy[];
}

const survivorOf = async (trust: string, id: string, copies: Copies): Promise<PatientCopy | undefined> => {
  const seen = new Set<string>();
  let record = await copies.of(patients).get(trust, id);
  while (record?.retiredInto !== undefined && !seen.has(record._id)) {
    seen.add(record._id);
    record = (await copies.of(patients).get(trust, record.retiredInto)) ?? record;
  }
  return record?.registered === true ? record : undefined;
};

const recordsOf = async (trust: string, survivor: string, copies: Copies): Promise<readonly string[]> => {
  const found = [survivor];
  for (const id of found)
    for (const retired of await copies.of(patients).find(trust, { retiredInto: id }))
      if (!found.includes(retired._id)) found.push(retired._id);
  return found;
};

/** Trust first. `undefined` for a missing id and for another trust's alike. */
export const openPatientFile = async (trust: string, id: string, copies: Copies): Promise<PatientFile | undefined> => {
  const patient = await survivorOf(trust, id, copies);
  if (patient === undefined) return undefined;
  const records = await recordsOf(trust, patient._id, copies);
  const his = { patient: { $in: [...records] } };
  return {
    patient,
    records,
    results: await copies.of(results).find(trust, his),
    followUps: await copies.of(followUps).find(trust, his),
    tasks: await copies.of(tasks).find(trust, his),
    letters: await copies.of(letters).find(trust, his),
    calls: await copies.of(calls).find(trust, his),
  };
};
