import { present } from '@rms/nhs';
import type { Report } from '@rms/contracts';
import type { Copies } from '@rms/read-models';
import { livingRecord, recordsInto } from '@rms/service-kit';
import type { ReadingWithdrawal, ResultOnRecord } from '../follow-up/follow-up.facts.js';
import type { AppointmentOnRecord } from '../follow-up/missed-test.facts.js';
import { appointments, type AppointmentCopy } from './appointments.projection.js';
import { followUps, type FollowUpCopy } from './follow-ups.projection.js';
import { patients } from './patients.projection.js';
import { results, type ResultCopy } from './results.projection.js';

/** Everything of one person at one trust, whichever of his records it came in under. */
export interface KnownOfAPatient {
  /** The record he lives under now. */
  readonly patient: string;
  readonly records: readonly string[];
  readonly died: boolean;
  readonly diedOn?: string;
  readonly bornOn?: string;
  readonly results: readonly ResultOnRecord[];
  /** Those that are for a test. */
  readonly appointments: readonly AppointmentOnRecord[];
  readonly followUps: readonly FollowUpCopy[];
}

const goneAs: Readonly<Partial<Record<Report['status'], ReadingWithdrawal>>> = {
  withdrawn: 'withdrawn',
  deleted: 'deleted',
  'not-obtained': 'not-obtained',
};

const onRecord = ({ _id, published, report }: ResultCopy): readonly ResultOnRecord[] => {
  if (report === undefined) return [];
  const gone = goneAs[report.status];
  if (gone !== undefined) return [{ result: _id, version: published, gone }];
  const status = report.status === 'preliminary' || report.status === 'corrected' ? report.status : 'final';
  return [{ result: _id, version: published, analyte: report.analyte, status, value: report.value, sampledOn: report.sampledOn }];
};

const forATest = ({ _id, published, on, analyte, standing }: AppointmentCopy): readonly AppointmentOnRecord[] =>
  analyte === undefined ? [] : [{ appointment: _id, version: published, analyte, on, standing }];

/** Trust first. `undefined` for somebody this trust does not know. */
export const knownOfAPatient = async (trust: string, patient: string, copies: Copies): Promise<KnownOfAPatient | undefined> => {
  const survivor = await livingRecord(copies.of(patients), trust, patient);
  if (survivor === undefined) return undefined;
  const records = await recordsInto(copies.of(patients), trust, survivor._id);
  const his = { patient: { $in: [...records] } };
  const [held, owned, agreed] = [
    await copies.of(results).find(trust, his),
    await copies.of(followUps).find(trust, his),
    await copies.of(appointments).find(trust, his),
  ];
  return {
    patient: survivor._id,
    records,
    died: survivor.died,
    ...present({ diedOn: survivor.diedOn, bornOn: survivor.bornOn }),
    results: held.flatMap(onRecord),
    appointments: agreed.flatMap(forATest),
    followUps: owned,
  };
};
