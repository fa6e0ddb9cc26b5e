import { addDays, weekdayOf, type CivilDate } from '@rms/nhs';
import type { Answers } from '@rms/protocols';
import type { Known } from './messages.js';
import type { SyntheticPatient } from './patients.js';

/** What somebody says who rings the helpline. */
export interface SyntheticCall {
  readonly caller: { readonly name: string; readonly phone: string; readonly relation: string };
  readonly said: string;
  readonly symptoms: readonly ('pain-new-or-worse' | 'very-tired' | 'passing-urine-difficult' | 'lump' | 'weight-loss' | 'other')[];
  readonly urgency: 'same-day' | 'three-days';
}

/** Something that happens in the region at an instant: a message arrives, a nurse starts a follow-up or suspends it, somebody rings. */
export type Happening =
  | { readonly at: string; readonly kind: 'message'; readonly bytes: Uint8Array }
  | {
      readonly at: string;
      readonly kind: 'start';
      readonly nhsNumber: string;
      readonly trust: string;
      readonly protocol: string;
      readonly anchorOn: CivilDate;
      readonly answers: Answers | undefined;
    }
  | {
      readonly at: string;
      readonly kind: 'pause';
      readonly nhsNumber: string;
      readonly trust: string;
      readonly reason: string;
      readonly reviewOn: CivilDate;
    }
  | ({ readonly at: string; readonly kind: 'call'; readonly nhsNumber: string; readonly trust: string } & SyntheticCall);

/** The last working day of hospitals and helplines up to a day. */
export const workdayUpTo = (date: CivilDate): CivilDate => {
  const over = { Saturday: 1, Sunday: 2 }[weekdayOf(date)] ?? 0;
  return over === 0 ? date : addDays(date, -over);
};
/** A moment of a day. */
export const at = (date: string, time: string): string => `${date}T${time}:00.000Z`;
export const message = (when: string, bytes: Uint8Array): Happening => ({ at: when, kind: 'message', bytes });

/** Somebody as his own trust knows him. */
export const knownOf = ({ person, trust }: SyntheticPatient): Known => ({ person, trust: trust.ods });

/** Who sends something of that kind about a patient. The first two trusts share a laboratory. */
export const senderOf = (patient: SyntheticPatient, kind: 'REGISTER' | 'PAS' | 'LAB' | 'RIS'): string => {
  const { ods } = patient.trust;
  const place = { ZT001: 'NORTHMOOR', ZT002: 'SALTMARSH', ZT003: 'FELLSIDE' }[ods] ?? '';
  return kind === 'LAB' && ods === 'ZT002' ? 'NORTHMOOR-LAB' : `${place}-${kind}`;
};
export const idOf = (patient: SyntheticPatient, what: string): string => `${what}-${patient.person.hospitalNumber}`.slice(0, 20);
