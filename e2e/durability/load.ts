import { testNhsNumber } from '@rms/hl7/testing';
import { daysAgo } from '../journeys/cast/days.js';
import type { JourneyPatient } from '../journeys/cast/patients.js';
import { corrected, psa, psaReport, registration, withdrawn, type Psa } from '../journeys/cast/senders.js';

export const senderCount = 8;
const patientsPerSender = 25;

/** What one sender has to say, in its order: first who exists, later what the laboratory found. */
export interface Load {
  readonly patients: readonly JourneyPatient[];
  readonly registrations: readonly Uint8Array[];
  readonly reports: readonly Uint8Array[];
}

const patientOf = (sender: number, n: number): JourneyPatient => {
  const number = sender * patientsPerSender + n;
  return {
    nhsNumber: testNhsNumber(1000 + number),
    hospitalNumber: `N8${String(number).padStart(5, '0')}`,
    trust: 'ZT001',
    family: `Kept${String.fromCharCode(97 + sender)}${String.fromCharCode(97 + n)}`,
    given: 'Alan',
    born: `195${String(n % 10)}0412`,
    postcode: 'ZZ1 1AA',
  };
};

// Under and over the limit by turns, then one result that is corrected and one that is taken back.
const course: readonly Psa[] = [
  psa('0.05', daysAgo(170)),
  psa('0.06', daysAgo(150)),
  psa('0.24', daysAgo(120)),
  psa('0.08', daysAgo(100)),
  psa('0.31', daysAgo(60)),
  psa('0.33', daysAgo(40)),
  corrected(psa('0.33', daysAgo(40)), '0.03'),
  psa('0.41', daysAgo(10)),
  withdrawn(psa('0.41', daysAgo(10))),
];
/** How many results each patient has in the end; the other reports are about one of these. */
export const resultsPerPatient = 7;

/** One more result over the limit for each of these patients, of so many days ago. */
export const oneMoreOf = (patients: readonly JourneyPatient[], days: number): readonly Uint8Array[] =>
  patients.map((patient) => psaReport(psa('0.52', daysAgo(days)), patient).bytes());

export const loadOf = (sender: number): Load => {
  const patients = Array.from({ length: patientsPerSender }, (_, n) => patientOf(sender, n));
  return {
    patients,
    registrations: patients.map((patient) => registration(patient).bytes()),
    reports: course.flatMap((result) => patients.map((patient) => psaReport(result, patient).bytes())),
  };
};
