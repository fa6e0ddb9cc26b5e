import type { Limit, ScheduledTest } from '@rms/contracts';
import type { About, Addressee, Owed } from '../letter/letter.facts.js';
import { nothingStarted, type FollowUpKnown, type ReadingKnown } from './follow-up-known.reading.js';
import { nobodyKnown } from './known-facts.reading.js';

/** A limit of a protocol, or one agreed for him. */
export const limitOf = (value: number, source: Limit['source'] = 'protocol'): Limit => ({ value, unit: 'ug/L', source });
/** A PSA under a limit of 0.2. */
export const known = (shown: string, sampledOn: string, more: Partial<ReadingKnown> = {}): ReadingKnown => ({
  result: `r ${sampledOn}`,
  analyte: 'psa',
  reading: 'under-limit',
  shown,
  unit: 'ug/L',
  sampledOn,
  status: 'final',
  limit: limitOf(0.2),
  ...more,
});
/** A test of a schedule, due on a day, with a window of four weeks. */
export const planned = (test: string, dueOn: string, more: Partial<ScheduledTest> = {}): ScheduledTest => ({
  test,
  kind: 'psa',
  name: 'PSA',
  label: test,
  opensOn: dueOn,
  dueOn,
  overdueAfter: dueOn,
  origin: 'protocol',
  required: true,
  ...more,
});
/** Mr Allan’s follow-up after radiotherapy, with nothing planned and nothing read. */
export const followed: FollowUpKnown = {
  ...nothingStarted,
  started: {
    protocol: { protocol: 'p', version: 1, title: 'Prostate cancer' },
    cancer: 'Prostate',
    treatment: 'Radiotherapy',
    anchorName: 'Radiotherapy',
    anchorOn: '2024-03-18',
    stream: 'self-management',
    team: 't',
  },
};

const demographics = {
  nhsNumber: '9990004129',
  localIds: [],
  formerIds: [],
  name: { family: 'Allan', given: 'George', title: 'Mr' },
  gpPractice: { ods: 'Z99001', name: 'Millpond Surgery' },
  sex: 'male' as const,
  needs: [],
};
const sender = {
  trustName: 'Northmoor Hospitals',
  department: 'Cancer follow-up team',
  lines: ['Harbour Road'],
  postcode: 'ZZ1 1AA',
  phone: '01632 960123',
  hours: '9am to 5pm',
  email: 'follow-up@northmoor.example',
  signedBy: 'Ruth Adeyemi',
  signedAs: 'Clinical nurse specialist',
};
/** A letter that is owed about something. */
export const owedAbout = (about: About, to: Addressee = 'patient'): Owed => ({
  patient: 'p',
  followUp: 'f',
  about,
  to,
  weight: 'routine',
  by: '2026-03-12',
  says: 's',
});
/** What it is written from, besides his follow-up. */
export const writtenFrom = { patient: { ...nobodyKnown, demographics }, followUp: followed, sender };
