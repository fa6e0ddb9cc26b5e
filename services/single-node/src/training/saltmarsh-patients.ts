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
];
