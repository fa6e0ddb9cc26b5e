import { addDays, addMonths, type CivilDate } from '@rms/nhs';

/** One invented patient of the demonstration, with what the senders say of him. NHS numbers are of the test range. */
export interface DemoPatient {
  readonly nhsNumber: string;
  readonly hospitalNumber: string;
  readonly trust: 'ZT001' | 'ZT002';
  readonly name: readonly [family: string, given: string, title: string];
  readonly bornOn: string;
  readonly address: readonly [street: string, town: string, postcode: string];
  readonly practice: readonly [name: string, ods: string];
  readonly phone: string;
  readonly needs: readonly (readonly [kind: 'FORMAT' | 'SUPPORT' | 'INTERPRETER', says: string])[];
  /** Months since the operation; absent for somebody who is not in follow-up. */
  readonly monthsSince?: number;
  readonly limit?: { readonly value: number; readonly because: string };
  /** Days before today, value, and more. The ones marked `late` arrive after the follow-up was started. */
  readonly results: readonly DemoResult[];
  readonly died?: boolean;
}
export interface DemoResult {
  readonly daysAgo: number;
  readonly value: string;
  readonly unit?: string;
  readonly late?: boolean;
  readonly corrected?: string;
  readonly withdrawn?: boolean;
}

const mill = ['Millpond Surgery', 'Z99001'] as const;
const quay = ['Quayside Surgery', 'Z99002'] as const;

export const demoPatients: readonly DemoPatient[] = [
  {
    nhsNumber: '9990004129',
    hospitalNumber: 'N100412',
    trust: 'ZT001',
    name: ['Allan', 'George', 'Mr'],
    bornOn: '1957-05-12',
    address: ['4 Harbour Row', 'Northmoor', 'ZZ1 4HR'],
    practice: mill,
    phone: '01632 960417',
    needs: [
      ['FORMAT', 'Needs large print'],
      ['SUPPORT', 'Wears hearing aids'],
    ],
    monthsSince: 36,
    results: [
      { daysAgo: 1040, value: '<0.01' },
      { daysAgo: 905, value: '<0.01' },
      { daysAgo: 720, value: '<0.01' },
      { daysAgo: 540, value: '0.02' },
      { daysAgo: 362, value: '0.05' },
      { daysAgo: 175, value: '0.12' },
      { daysAgo: 52, value: '0.11', corrected: '0.21', late: true },
      { daysAgo: 2, value: '0.27', late: true },
    ],
  },
  {
    nhsNumber: '9990007454',
    hospitalNumber: 'N100745',
    trust: 'ZT001',
    name: ['Hussain', 'Tariq', 'Mr'],
    bornOn: '1951-08-19',
    address: ['18 Ferry Lane', 'Northmoor', 'ZZ1 2FL'],
    practice: quay,
    phone: '01632 960418',
    needs: [],
    monthsSince: 20,
    results: [
      { daysAgo: 380, value: '<0.01' },
      { daysAgo: 200, value: '0.08' },
      { daysAgo: 3, value: '0.20', late: true },
    ],
  },
  {
    nhsNumber: '9990006334',
    hospitalNumber: 'N100633',
    trust: 'ZT001',
    name: ['Kowalski', 'Marek', 'Mr'],
    bornOn: '1960-01-27',
    address: ['7 Ropewalk', 'Northmoor', 'ZZ1 1RW'],
    practice: mill,
    phone: '01632 960419',
    needs: [['INTERPRETER', 'Interpreter: Polish']],
    monthsSince: 13,
    results: [
      { daysAgo: 190, value: '<0.01' },
      { daysAgo: 4, value: 'haemolysed', late: true },
    ],
  },
  {
    nhsNumber: '9990011508',
    hospitalNumber: 'N101150',
    trust: 'ZT001',
    name: ['Singh', 'Harbhajan', 'Mr'],
    bornOn: '1959-06-21',
    address: ['2 Chapel Hill', 'Northmoor', 'ZZ1 9CH'],
    practice: quay,
    phone: '01632 960420',
    needs: [],
    monthsSince: 24,
    results: [
      { daysAgo: 365, value: '0.01' },
      { daysAgo: 182, value: '0.02' },
      { daysAgo: 5, value: '0.03', late: true },
    ],
  },
  {
    nhsNumber: '9990009023',
    hospitalNumber: 'N100902',
    trust: 'ZT001',
    name: ['Nguyen', 'Minh', 'Mr'],
    bornOn: '1963-12-08',
    address: ['31 Mill Lane', 'Northmoor', 'ZZ1 3ML'],
    practice: mill,
    phone: '01632 960421',
    needs: [],
    monthsSince: 7,
    results: [{ daysAgo: 30, value: '<0.01', late: true }],
  },
  {
    nhsNumber: '9990010447',
    hospitalNumber: 'N101044',
    trust: 'ZT001',
    name: ['Farrell', 'Sean', 'Mr'],
    bornOn: '1955-02-14',
    address: ['9 Tide Street', 'Northmoor', 'ZZ1 5TS'],
    practice: quay,
    phone: '01632 960422',
    needs: [],
    monthsSince: 2,
    results: [],
  },
  {
    nhsNumber: '9990013713',
    hospitalNumber: 'N101371',
    trust: 'ZT001',
    name: ['Whittaker', 'Alan', 'Mr'],
    bornOn: '1961-07-05',
    address: ['22 Ropewalk', 'Northmoor', 'ZZ1 1RW'],
    practice: mill,
    phone: '01632 960423',
    needs: [],
    results: [{ daysAgo: 6, value: '0.04' }],
  },
  {
    nhsNumber: '9990013888',
    hospitalNumber: 'N101388',
    trust: 'ZT001',
    name: ['Whitaker', 'Allan', 'Mr'],
    bornOn: '1961-05-07',
    address: ['3 Tanner’s Yard', 'Northmoor', 'ZZ1 7TY'],
    practice: quay,
    phone: '01632 960424',
    needs: [],
    monthsSince: 30,
    limit: { value: 0.4, because: 'Known benign margin, stable at 0.3 for two years' },
    results: [
      { daysAgo: 420, value: '0.30' },
      { daysAgo: 210, value: '0.31' },
      { daysAgo: 8, value: '0.30', late: true },
    ],
  },
  {
    nhsNumber: '9990016089',
    hospitalNumber: 'N101608',
    trust: 'ZT001',
    name: ['Mercer', 'Peter', 'Mr'],
    bornOn: '1951-09-23',
    address: ['40 Quay Road', 'Northmoor', 'ZZ1 8QR'],
    practice: mill,
    phone: '01632 960425',
    needs: [],
    monthsSince: 26,
    results: [{ daysAgo: 300, value: '0.05' }],
    died: true,
  },
  {
    nhsNumber: '9990018227',
    hospitalNumber: 'N101822',
    trust: 'ZT001',
    name: ['Price', 'Owain', 'Mr'],
    bornOn: '1948-12-19',
    address: ['11 Weir View', 'Northmoor', 'ZZ1 6WV'],
    practice: quay,
    phone: '01632 960426',
    needs: [],
    monthsSince: 15,
    results: [
      { daysAgo: 190, value: '0.02' },
      { daysAgo: 7, value: '0.45', late: true, withdrawn: true },
    ],
  },
  {
    nhsNumber: '9990005273',
    hospitalNumber: 'S200527',
    trust: 'ZT002',
    name: ['Oyelaran', 'Joseph', 'Mr'],
    bornOn: '1966-11-02',
    address: ['5 Marsh Road', 'Saltmarsh', 'ZZ2 1MR'],
    practice: ['Coast Practice', 'Z99003'],
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
    practice: ['Coast Practice', 'Z99003'],
    phone: '01632 960428',
    needs: [],
    monthsSince: 12,
    results: [{ daysAgo: 9, value: '<0.01', late: true }],
  },
];

export const operationOf = (patient: DemoPatient, today: CivilDate): CivilDate => addMonths(today, -(patient.monthsSince ?? 0));
export const sampleOf = (result: DemoResult, today: CivilDate): CivilDate => addDays(today, -result.daysAgo);
