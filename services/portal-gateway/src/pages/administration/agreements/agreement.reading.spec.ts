import { describe, expect, it } from '@jest/globals';
import type { FeedAgreement } from '@rms/contracts';
import { readAgreement, unreadTests, valuesOf } from './agreement.reading.js';

const laboratory: FeedAgreement = {
  feed: '7d0e6a10-0000-4000-8000-000000000014',
  name: 'Northmoor laboratory',
  sends: 'Blood results',
  facilities: ['NORTHMOOR-LAB', 'NORTHMOOR-LAB-2'],
  anyFacility: false,
  trusts: ['ZT001', 'ZT002'],
  mayRegister: false,
  zone: 'Europe/London',
  processingIds: ['P', 'T'],
  strict: true,
  codes: [
    { code: 'PSA', analyte: 'psa' },
    { code: '2857-1', system: 'LN', analyte: 'psa' },
    { code: 'CREA' },
    { code: 'NA+', system: 'L' },
    { code: 'CT', analyte: 'scan', reads: 'coded' },
    { code: '24627-2', system: 'LN', analyte: 'scan', reads: 'coded' },
  ],
};
const context = { feed: laboratory.feed, anyFacility: false, others: [], onlyTrust: undefined };
const fieldsOf = (values: Readonly<Record<string, string>>, more: Partial<Parameters<typeof readAgreement>[1]> = {}) =>
  readAgreement(values, { ...context, ...more }).errors.map(({ field }) => field);

describe('the form of an agreement', () => {
  it('gives the agreement it was filled in from', () => {
    expect(readAgreement(valuesOf(laboratory), context)).toEqual({ agreement: laboratory, errors: [] });
  });
  it('reads lists with empty lines, spaces and Windows line ends', () => {
    const { agreement } = readAgreement(
      {
        ...valuesOf(laboratory),
        facilities: ' A \r\n\r\nB',
        trusts: 'ZT001 ,ZT002;  ZT003',
        codes: 'PSA=psa\r\n CREA =\r\n2857-1(LN) = psa\r\nCT=scan,coded',
      },
      context,
    );
    expect([agreement.facilities, agreement.trusts, agreement.codes]).toEqual([
      ['A', 'B'],
      ['ZT001', 'ZT002', 'ZT003'],
      [
        { code: 'PSA', analyte: 'psa' },
        { code: 'CREA' },
        { code: '2857-1', system: 'LN', analyte: 'psa' },
        { code: 'CT', analyte: 'scan', reads: 'coded' },
      ],
    ]);
  });
  it('names every field that is missing', () => {
    expect(fieldsOf({})).toEqual(['name', 'sends', 'facilities', 'trusts', 'zone', 'processingIds']);
  });
  it('is for the one trust of an administrator who has one, whatever is sent', () => {
    expect(readAgreement({ ...valuesOf(laboratory), trusts: 'ZT002' }, { ...context, onlyTrust: 'ZT001' }).agreement.trusts).toEqual([
      'ZT001',
    ]);
  });
  it('refuses a facility of another feed and a zone that nobody knows', () => {
    const other = { ...laboratory, feed: 'other', facilities: ['NORTHMOOR-LAB-2'] };
    expect(fieldsOf({ ...valuesOf(laboratory), zone: 'Europe/Northmoor' }, { others: [other] })).toEqual(['facilities', 'zone']);
  });
});

describe('tests that no protocol reads', () => {
  it('are named once each, and never refused', () => {
    const codes = [...laboratory.codes, { code: 'CEA', analyte: 'cea' }, { code: 'CEA2', analyte: 'cea' }];
    expect([unreadTests({ codes }, ['psa', 'scan']), unreadTests(laboratory, ['psa', 'scan'])]).toEqual([['cea'], []]);
  });
});
