import { describe, expect, it } from '@jest/globals';
import { registration, type Contract, type DataOf, type Demographics } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import { foldPatient, nobodyKnown } from './known-facts.reading.js';

const demographics: Demographics = {
  localIds: [],
  formerIds: [],
  name: { family: 'Allan', given: 'George' },
  sex: 'male',
  address: { lines: ['4 Harbour Row'], postcode: 'ZZ1 4HR' },
  needs: [],
};
const patient = 'a0000000-0000-4000-8000-000000000001';
const said = <C extends Contract>({ type }: C, data: DataOf<C>): Message => ({ type, data, time: '2026-03-09T09:00:00.000Z' }) as Message;
const { patientRegistered, demographicsCorrected, demographicsConfirmed, patientAbsorbed } = registration;
const at = (year: string): { readonly addressAsOf: string } => ({ addressAsOf: `${year}-03-01T09:00:00.000Z` });
const confirmedBy = (...facts: readonly Message[]): string => facts.reduce(foldPatient, nobodyKnown).confirmedAt.slice(0, 4);

describe('the age of an address', () => {
  const registered = said(patientRegistered, { patient, feed: patient, demographics, ...at('2024') });

  it('is that of the newest message with an address in it, whichever kind it was', () => {
    expect(confirmedBy(registered)).toBe('2024');
    expect(confirmedBy(registered, said(demographicsConfirmed, { patient, ...at('2025') }))).toBe('2025');
    expect(confirmedBy(registered, said(demographicsCorrected, { patient, demographics, ...at('2025') }))).toBe('2025');
    expect(confirmedBy(registered, said(patientAbsorbed, { patient, retired: patient, demographics, ...at('2025') }))).toBe('2025');
  });
  it('does not change by a message without one, or by an older one that comes late', () => {
    expect(confirmedBy(registered, said(demographicsConfirmed, { patient }))).toBe('2024');
    expect(confirmedBy(registered, said(demographicsCorrected, { patient, demographics }))).toBe('2024');
    expect(confirmedBy(registered, said(patientAbsorbed, { patient, retired: patient, demographics }))).toBe('2024');
    expect(confirmedBy(registered, said(demographicsConfirmed, { patient, ...at('2023') }))).toBe('2024');
  });
  it('is not known where no message had one', () =>
    expect(confirmedBy(said(patientRegistered, { patient, feed: patient, demographics }))).toBe(''));
});
