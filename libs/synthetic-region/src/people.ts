import type { Chance } from './chance.js';

/** An invented trust of the region, with its invented town, practices and the prefix of its hospital numbers. */
export interface SyntheticTrust {
  readonly ods: string;
  readonly name: string;
  readonly town: string;
  readonly postcode: string;
  readonly prefix: string;
  readonly practices: readonly [Practice, ...Practice[]];
}
export type Practice = readonly [name: string, ods: string];

/** Three trusts that do not exist. The first two share a laboratory. */
export const syntheticTrusts: readonly [SyntheticTrust, SyntheticTrust, SyntheticTrust] = [
  {
    ods: 'ZT001',
    name: 'Northmoor Hospitals',
    town: 'Northmoor',
    postcode: 'ZZ1',
    prefix: 'N',
    practices: [
      ['Millpond Surgery', 'Z99001'],
      ['Quayside Surgery', 'Z99002'],
      ['Ropewalk Health Centre', 'Z99003'],
    ],
  },
  {
    ods: 'ZT002',
    name: 'Saltmarsh Coast Hospitals',
    town: 'Saltmarsh',
    postcode: 'ZZ2',
    prefix: 'S',
    practices: [
      ['Lighthouse Practice', 'Z99011'],
      ['Dunes Medical Centre', 'Z99012'],
    ],
  },
  {
    ods: 'ZT003',
    name: 'Fellside and Dale Hospitals',
    town: 'Fellbridge',
    postcode: 'ZZ3',
    prefix: 'F',
    practices: [
      ['Beckside Surgery', 'Z99021'],
      ['Dale Street Practice', 'Z99022'],
    ],
  },
];

export interface Address {
  readonly street: string;
  readonly town: string;
  readonly postcode: string;
}
/** An invented person. */
export interface SyntheticPerson {
  readonly nhsNumber: string;
  readonly hospitalNumber: string;
  readonly sex: 'M' | 'F';
  readonly family: string;
  readonly given: string;
  readonly title: string;
  readonly bornOn: string;
  readonly address: Address;
  readonly phone: string;
  readonly practice: Practice;
  readonly needs: readonly Need[];
}
export type Need = readonly [kind: 'FORMAT' | 'SUPPORT' | 'INTERPRETER', says: string];

type List = readonly [string, ...string[]];
const families: List = [
  'Abara', 'Ashdown', 'Barrow', 'Bashir', 'Birch', 'Calder', 'Chandra', 'Cooper', 'Dalgleish', 'Ellwood', 'Farrow', 'Fenwick', 'Garside',
  'Gill', 'Hallam', 'Haworth', 'Ingham', 'Iqbal', 'Jagger', 'Kalsi', 'Kendal', 'Larkin', 'Lund', 'Mawson', 'Mbeki', 'Nowak', 'Okafor',
  'Ollerton', 'Patel', 'Pickering', 'Quayle', 'Rawcliffe', 'Rhys', 'Sandhu', 'Sefton', 'Thwaite', 'Tranter', 'Underhill', 'Vance',
  'Wadsworth', 'Whitlock', 'Yarrow', 'Zielinski',
]; // prettier-ignore
const men: List = [
  'Alan',
  'Anil',
  'Barry',
  'Brian',
  'Clive',
  'Colin',
  'Desmond',
  'Dilip',
  'Edwin',
  'Frank',
  'Gareth',
  'Harold',
  'Ibrahim',
  'Ivor',
  'Jakub',
  'Kenneth',
  'Leroy',
  'Malcolm',
  'Nigel',
  'Oliver',
  'Piotr',
  'Raymond',
  'Stanley',
  'Trevor',
  'Winston',
];
const women: List = [
  'Agnes',
  'Amina',
  'Beryl',
  'Carol',
  'Chloe',
  'Doreen',
  'Elaine',
  'Farida',
  'Glenys',
  'Hilary',
  'Irene',
  'Joyce',
  'Kathleen',
  'Lata',
  'Maureen',
  'Nasreen',
  'Olive',
  'Pauline',
  'Rosa',
  'Sheila',
  'Thelma',
  'Una',
  'Veronica',
  'Wendy',
  'Zofia',
];
const streets: List = [
  'Harbour Row',
  'Ferry Lane',
  'Chapel Street',
  'Mill Brow',
  'Station Road',
  'Orchard Close',
  'Tannery Yard',
  'Bridge End',
  'Church Walk',
  'Weavers Court',
  'Long Acre',
  'Priory Gate',
];
const needs: readonly [Need, ...Need[]] = [
  ['FORMAT', 'Needs large print'],
  ['SUPPORT', 'Wears hearing aids'],
  ['INTERPRETER', 'Interpreter: Polish'],
  ['FORMAT', 'Needs easy read'],
  ['FORMAT', 'Needs letters by e-mail'],
  ['INTERPRETER', 'Interpreter: Urdu'],
];

const two = (n: number): string => String(n).padStart(2, '0');
/** An address in a trust's town. */
export const addressIn = (trust: SyntheticTrust, chance: Chance): Address => ({
  street: `${String(chance.between(1, 98))} ${chance.pick(streets)}`,
  town: trust.town,
  postcode: `${trust.postcode} ${String(chance.between(1, 9))}${chance.pick(['AA', 'BD', 'EF', 'HJ', 'LN', 'PQ'])}`,
});

// Both ranges are Ofcom’s for drama. A reminder can go to a mobile phone as a text message; whoever has none is rung.
const phoneOf = (n: number, chance: Chance): string => {
  const last = String(100 + (n % 900)).padStart(3, '0');
  return chance.percent(75) ? `07700 900${last}` : `01632 960${last}`;
};

/** Somebody of a trust. `n` is his place in the region and makes his numbers. */
export const personOf = (
  trust: SyntheticTrust,
  { n, nhsNumber, sex, bornIn }: { readonly n: number; readonly nhsNumber: string; readonly sex: 'M' | 'F'; readonly bornIn: number },
  chance: Chance,
): SyntheticPerson => ({
  nhsNumber,
  hospitalNumber: `${trust.prefix}${String(200_000 + n * 7)}`,
  sex,
  family: chance.pick(families),
  given: chance.pick(sex === 'M' ? men : women),
  title: sex === 'M' ? 'Mr' : chance.pick(['Mrs', 'Ms', 'Miss', 'Mrs']),
  bornOn: `${String(bornIn)}-${two(chance.between(1, 12))}-${two(chance.between(1, 28))}`,
  address: addressIn(trust, chance),
  phone: phoneOf(n, chance),
  practice: chance.pick(trust.practices),
  needs: chance.percent(12) ? [chance.pick(needs)] : [],
});
