import type { FeedAgreement } from '@rms/contracts';

const usual = {
  anyFacility: false,
  trusts: ['ZT001'],
  mayRegister: false,
  zone: 'Europe/London',
  processingIds: ['T'],
  strict: false,
  codes: [],
} satisfies Partial<FeedAgreement>;

/** The senders of the profile pages, as contracts/hl7/README.md lists them. */
export const senders: readonly FeedAgreement[] = [
  {
    ...usual,
    feed: 'f0000000-0000-4000-8000-000000000001',
    name: 'Northmoor cancer register',
    sends: 'New patients',
    facilities: ['ZT-REGISTER'],
    mayRegister: true,
  },
  {
    ...usual,
    feed: 'f0000000-0000-4000-8000-000000000002',
    name: 'Alliance cancer register',
    sends: 'New patients of two trusts',
    facilities: ['ZT-ALLIANCE'],
    trusts: ['ZT001', 'ZT002'],
    mayRegister: true,
  },
  {
    ...usual,
    feed: 'f0000000-0000-4000-8000-000000000003',
    name: 'Northmoor patient administration',
    sends: 'Names, addresses, deaths, appointments',
    facilities: ['ZT-PAS'],
    codes: [{ code: 'BT-PSA', analyte: 'psa' }],
  },
  {
    ...usual,
    feed: 'f0000000-0000-4000-8000-000000000004',
    name: 'Northmoor laboratory',
    sends: 'Blood results, for both trusts',
    facilities: ['ZT-LAB'],
    trusts: ['ZT001', 'ZT002'],
    codes: [{ code: 'PSA', analyte: 'psa' }, { code: '2857-1', system: 'LN', analyte: 'psa' }, { code: 'CREA' }],
  },
  {
    ...usual,
    feed: 'f0000000-0000-4000-8000-000000000005',
    name: 'Northmoor radiology',
    sends: '',
    facilities: ['ZT-STRICT'],
    strict: true,
  },
  {
    ...usual,
    feed: 'f0000000-0000-4000-8000-000000000006',
    name: 'Northmoor breast imaging',
    sends: 'Reports of mammograms',
    facilities: ['ZT-IMAGING'],
    codes: [{ code: 'MAMMO-C', analyte: 'mammogram', reads: 'coded' }, { code: 'MAMMO' }],
  },
];
