import type { FeedAgreement } from '@rms/contracts';
import type { SeedName } from '@rms/service-kit/embedded';
import { furtherFeeds } from './region-feeds.js';

const zone = 'Europe/London';
const psaCodes = [
  { code: '2857-1', analyte: 'psa' },
  { code: 'PSA', analyte: 'psa' },
];
/** The conclusion is read by its code; the words of the report are no test of ours. */
const mammogramCodes: FeedAgreement['codes'] = [{ code: 'MAMMO-C', analyte: 'mammogram', reads: 'coded' }, { code: 'MAMMO' }];
const appointmentCodes: FeedAgreement['codes'] = [{ code: 'BT-PSA', analyte: 'psa' }];
const otherCodes = ['CREA', 'UREA', 'NA', 'K', 'EGFR', 'HB', 'WBC', 'PLT'].map((code) => ({ code }));

const loopback: FeedAgreement = {
  feed: '7d0e6a10-0000-4000-8000-000000000001',
  name: 'Training loopback',
  sends: 'Anything',
  facilities: [],
  anyFacility: true,
  trusts: ['ZT001'],
  mayRegister: true,
  zone,
  processingIds: ['P', 'T'],
  strict: false,
  codes: [...psaCodes, { code: 'BT-PSA', analyte: 'psa' }, ...mammogramCodes],
};

const radiology = (feed: string, told: { readonly name: string; readonly facility: string; readonly trust: string }): FeedAgreement => ({
  feed,
  name: told.name,
  sends: 'Reports of mammograms',
  facilities: [told.facility],
  anyFacility: false,
  trusts: [told.trust],
  mayRegister: false,
  zone,
  processingIds: ['T'],
  strict: false,
  codes: mammogramCodes,
});

const region: readonly FeedAgreement[] = [
  {
    feed: '7d0e6a10-0000-4000-8000-000000000011',
    name: 'Northmoor cancer register',
    sends: 'New patients, names, deaths, merges',
    facilities: ['NORTHMOOR-REGISTER'],
    anyFacility: false,
    trusts: ['ZT001'],
    mayRegister: true,
    zone,
    processingIds: ['T'],
    strict: false,
    codes: [],
  },
  {
    feed: '7d0e6a10-0000-4000-8000-000000000012',
    name: 'Saltmarsh Coast cancer register',
    sends: 'New patients, names, deaths, merges',
    facilities: ['SALTMARSH-REGISTER'],
    anyFacility: false,
    trusts: ['ZT002'],
    mayRegister: true,
    zone,
    processingIds: ['T'],
    strict: false,
    codes: [],
  },
  {
    feed: '7d0e6a10-0000-4000-8000-000000000013',
    name: 'Northmoor patient administration',
    sends: 'Names, addresses, deaths, appointments',
    facilities: ['NORTHMOOR-PAS'],
    anyFacility: false,
    trusts: ['ZT001'],
    mayRegister: false,
    zone,
    processingIds: ['T'],
    strict: false,
    codes: appointmentCodes,
  },
  {
    feed: '7d0e6a10-0000-4000-8000-000000000014',
    name: 'Northmoor laboratory',
    sends: 'Blood results, for both trusts',
    facilities: ['NORTHMOOR-LAB'],
    anyFacility: false,
    trusts: ['ZT001', 'ZT002'],
    mayRegister: false,
    zone,
    processingIds: ['T'],
    strict: false,
    codes: [...psaCodes, ...otherCodes],
  },
  radiology('7d0e6a10-0000-4000-8000-000000000015', { name: 'Northmoor radiology', facility: 'NORTHMOOR-RIS', trust: 'ZT001' }),
  radiology('7d0e6a10-0000-4000-8000-000000000016', { name: 'Saltmarsh Coast radiology', facility: 'SALTMARSH-RIS', trust: 'ZT002' }),
];

/** The senders a training directory is born with. */
export const trainingFeeds = (seed: SeedName): readonly FeedAgreement[] =>
  seed === 'empty'
    ? [loopback]
    : [...region, ...furtherFeeds({ blood: [...psaCodes, ...otherCodes], reports: mammogramCodes, appointments: appointmentCodes })];
