import { createHash } from 'node:crypto';
import { testNhsNumber } from '@rms/hl7/testing';
import { daysAgo } from '../journeys/cast/days.js';
import type { JourneyPatient } from '../journeys/cast/patients.js';
import { psa, psaReport, registration } from '../journeys/cast/senders.js';

export const trust = 'ZT001';
/** The day each of them was operated on: every result is of a day after it. */
export const operatedOn = daysAgo(1500);

const letters = (n: number): string => [n / 676, n / 26, n].map((each) => String.fromCharCode(97 + (Math.floor(each) % 26))).join('');

/** Somebody made up; of each kind there are so many as are needed. */
export const somebody = (kind: 'Reported' | 'Probed' | 'Newcomer', n: number): JourneyPatient => {
  const number = { Reported: 10_000, Probed: 20_000, Newcomer: 30_000 }[kind] + n;
  return {
    nhsNumber: testNhsNumber(number),
    hospitalNumber: `F${String(number)}`,
    trust,
    family: `${kind}${letters(n)}`,
    given: 'Alan',
    born: `195${String(n % 10)}0412`,
    street: `${String(n)} Harbour Row`,
    postcode: 'ZZ1 4HR',
  };
};

export const shaOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export const registrationOf = (patient: JourneyPatient): Uint8Array => registration(patient).bytes();
/** The n-th result of somebody: under and over the limit by turns, one a day. */
export const resultOf = (patient: JourneyPatient, nth: number): Uint8Array =>
  psaReport(psa(nth % 4 === 3 ? '0.31' : '0.05', daysAgo(1400 - nth)), patient).bytes();
/** A result over the limit, which somebody must look at. */
export const raisedResultOf = (patient: JourneyPatient): Uint8Array => psaReport(psa('0.52', daysAgo(2)), patient).bytes();
