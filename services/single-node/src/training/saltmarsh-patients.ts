import type { DemoPatient } from './demo-patient.js';

const coast = ['Coast Practice', 'Z99003'] as const;

/** The demonstration's patients of Saltmarsh Coast Hospitals. */
export const saltmarshPatients: readonly DemoPatient[] = [
  {
    nhsNumber: '9990005273',
    hospitalNumber: 'S200527',
    trust: 'ZT002',
    name: ['Oyelaran', 'Joseph', 'Mr'],
    bornOn: '1966-11-02',
    address: ['5 Marsh Road', 'Saltmarsh', 'ZZ2 1MR'],
    practice: coast,
    phone: '01632 960427',
    needs: [],
    monthsSince: 18,
    results: [
      { daysAgo: 200, value: '0.03' },
      { daysAgo: 2, value: '0.31', late: true },
    ],
  },
  {
    nhsNumber: '9990008183',
    hospitalNumber: 'S200818',
    trust: 'ZT002',
    name: ['Bevan', 'Dylan', 'Mr'],
    bornOn: '1949-04-30',
    address: ['8 Sea Wall', 'Saltmarsh', 'ZZ2 4SW'],
    practice: coast,
    phone: '01632 960428',
    needs: [],
    monthsSince: 12,
    results: [{ daysAgo: 9, value: '<0.01', late: true }],
  },
  {
    nhsNumber: '9990027102',
    hospitalNumber: 'S202713',
    trust: 'ZT002',
    name: ['Rowe', 'Bethan', 'Ms'],
    bornOn: '1981-01-09',
    address: ['19 Dune Road', 'Saltmarsh', 'ZZ2 9DR'],
    practice: coast,
    phone: '01632 960434',
    needs: [],
    sex: 'F',
    protocol: 'breast-after-surgery',
    answers: { left: 'not-operated', right: 'conserved' },
    monthsSince: 13,
    results: [{ daysAgo: 4, value: 'M3', mammogram: { system: 'RCRBG', text: 'Indeterminate', side: 'R' }, late: true }],
  },
];
