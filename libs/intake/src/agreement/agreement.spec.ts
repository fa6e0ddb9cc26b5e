import { describe, expect, it } from '@jest/globals';
import type { Feed } from '../feed.js';
import { problemsInAgreement } from './problems-in-agreement.js';
import { whatChanges } from './what-changes.js';

const laboratory: Feed = {
  feed: '7d0e6a10-0000-4000-8000-000000000014',
  name: 'Northmoor laboratory',
  sends: 'Blood results',
  facilities: ['NORTHMOOR-LAB'],
  anyFacility: false,
  trusts: ['ZT001', 'ZT002'],
  mayRegister: false,
  zone: 'Europe/London',
  processingIds: ['T'],
  strict: false,
  codes: [{ code: 'PSA', analyte: 'psa' }, { code: '2857-1', system: 'LN', analyte: 'psa' }, { code: 'CREA' }],
};
const loopback: Feed = { ...laboratory, feed: '7d0e6a10-0000-4000-8000-000000000001', facilities: [], anyFacility: true };
const register: Feed = { ...laboratory, feed: '7d0e6a10-0000-4000-8000-000000000011', facilities: ['NORTHMOOR-REGISTER'] };
const problemsOf = (change: Partial<Feed>): readonly string[] =>
  problemsInAgreement({ ...laboratory, ...change }, [laboratory, register, loopback]).map(({ field, rule }) => `${field} ${rule}`);

describe('an agreement with a sender', () => {
  it('has no problem where it names what is needed, as it stood before or not', () => {
    expect(problemsOf({})).toEqual([]);
    expect(problemsInAgreement(loopback, [laboratory])).toEqual([]);
  });
  it.each([
    ['name missing', { name: ' ' }],
    ['name too-long', { name: 'x'.repeat(101) }],
    ['sends missing', { sends: '' }],
    ['facilities missing', { facilities: [] }],
    ['facilities malformed', { facilities: ['NORTH|LAB'] }],
    ['facilities malformed', { facilities: [' LAB'] }],
    ['facilities malformed', { facilities: [''] }],
    ['facilities twice', { facilities: ['LAB', 'LAB'] }],
    ['facilities of-another-feed', { facilities: ['NORTHMOOR-LAB', 'NORTHMOOR-REGISTER'] }],
    ['trusts missing', { trusts: [] }],
    ['trusts malformed', { trusts: ['ZT001', 'Northmoor'] }],
    ['trusts malformed', { trusts: ['zt001'] }],
    ['trusts twice', { trusts: ['ZT001', 'ZT001'] }],
    ['zone not-known', { zone: 'Europe/Northmoor' }],
    ['zone not-known', { zone: 'GMT+1' }],
    ['zone not-known', { zone: '' }],
    ['processingIds missing', { processingIds: [] }],
    ['codes malformed', { codes: [{ code: '' }] }],
    ['codes twice', { codes: [{ code: 'PSA', analyte: 'psa' }, { code: 'PSA' }] }],
    [
      'codes twice',
      {
        codes: [
          { code: 'PSA', analyte: 'psa' },
          { code: 'PSA', system: 'LN' },
        ],
      },
    ],
    ['codes too-many', { codes: Array.from({ length: 2001 }, (_, n) => ({ code: String(n) })) }],
  ] as const)('has the problem: %s', (wrong, change) => expect(problemsOf(change)).toEqual([wrong]));
  it('may name one code in two systems, and UTC', () => {
    expect(
      problemsOf({
        zone: 'UTC',
        codes: [
          { code: '1', system: 'LN', analyte: 'psa' },
          { code: '1', system: 'L' },
        ],
      }),
    ).toEqual([]);
  });
});

describe('what an agreement changes', () => {
  const changes = (change: Partial<Feed>) => whatChanges(laboratory, { ...laboratory, ...change });
  it('is nothing where it says the same', () => expect(changes({})).toEqual([]));
  it('is nothing where a code is said to be read as a quantity, which it was', () =>
    expect(changes({ codes: [{ code: 'PSA', analyte: 'psa', reads: 'quantity' }, ...laboratory.codes.slice(1)] })).toEqual([]));
  it.each([
    [{ trusts: ['ZT001'] }, 'Messages from Northmoor laboratory are no longer taken for ZT002 from now on. What is on record stays.'],
    [{ trusts: ['ZT001', 'ZT002', 'ZT003'] }, 'Messages from Northmoor laboratory are taken for ZT003 as well from now on.'],
    [{ facilities: ['NORTHMOOR-LAB', 'NEW-LAB'] }, 'Messages whose sending facility (MSH-4) is “NEW-LAB” are taken from now on.'],
    [{ mayRegister: true }, 'Northmoor laboratory may register patients from now on: whoever it names is a patient of the trust.'],
    [{ zone: 'UTC' }, 'Times without an offset are read as times in UTC; until now in Europe/London.'],
    [{ strict: true }, 'Messages of a type that is not used are refused from now on, and the sender is told.'],
    [{ name: 'The laboratory' }, 'The feed is called “The laboratory”; until now “Northmoor laboratory”.'],
    [{ codes: [...laboratory.codes, { code: 'PSAU', analyte: 'psa' }] }, 'Code PSAU means psa.'],
    [{ codes: [...laboratory.codes, { code: 'CT', analyte: 'scan', reads: 'coded' }] }, 'Code CT means scan, read as a coded report.'],
    [
      { codes: [{ code: 'PSA', analyte: 'psa', reads: 'coded' }, ...laboratory.codes.slice(1)] },
      'Code PSA means psa, read as a coded report; until now it means psa.',
    ],
    [{ codes: laboratory.codes.slice(0, 2) }, 'Code CREA is not known any more: a result under it waits for a person.'],
  ] as const)('%j', (change, sentence) => expect(changes(change)).toEqual([sentence]));
  it('says of each thing what it was', () => {
    expect(changes({ facilities: ['NEW-LAB'], processingIds: ['P'], codes: [{ code: 'PSA' }, ...laboratory.codes.slice(1)] })).toEqual([
      'Messages whose sending facility (MSH-4) is “NEW-LAB” are taken from now on.',
      'Messages whose sending facility (MSH-4) is “NORTHMOOR-LAB” are no longer taken as this feed’s from now on. Where no other feed names it they are refused, and the sender is told.',
      'Messages with processing id (MSH-11) P are taken from now on.',
      'Messages with processing id (MSH-11) T are refused from now on, and the sender is told.',
      'Code PSA is no test of ours and is passed over; until now it means psa.',
    ]);
  });
  it('names trusts as the page does', () => {
    expect(whatChanges(laboratory, { ...laboratory, trusts: ['ZT001'] }, () => 'Saltmarsh Coast')[0]).toContain(
      'for Saltmarsh Coast from now on',
    );
  });
  it('of a new feed is all that it says', () => {
    expect(whatChanges(undefined, { ...register, codes: [] })).toEqual([
      'A feed is agreed with Northmoor laboratory: Blood results.',
      'Messages whose sending facility (MSH-4) is “NORTHMOOR-REGISTER” are taken from now on.',
      'Messages from Northmoor laboratory are taken for ZT001 and ZT002 from now on.',
    ]);
  });
});
