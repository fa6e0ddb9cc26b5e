import type { SignIn } from '@rms/identity';

/** The people of the training region. All are invented, and so are their registration numbers. */
export const trainingStaff: readonly SignIn[] = [
  {
    username: 'ruth',
    name: 'Ruth Adeyemi',
    roles: ['clinical-nurse-specialist'],
    trusts: ['ZT001'],
    registration: 'NMC 00A0001X',
    does: 'Reviews results, starts follow-ups',
  },
  {
    username: 'david',
    name: 'David Penrose',
    roles: ['consultant'],
    trusts: ['ZT001'],
    registration: 'GMC 0000001',
    does: 'Decides recalls, agrees personal limits',
  },
  { username: 'leah', name: 'Leah Marsh', roles: ['support-worker'], trusts: ['ZT001'], does: 'Books clinics, sees the worklist' },
  { username: 'kit', name: 'Kit Barlow', roles: ['pathway-coordinator'], trusts: ['ZT001'], does: 'Books clinics, sorts out messages' },
  {
    username: 'tom',
    name: 'Tom Whitfield',
    roles: ['letters-clerk'],
    trusts: ['ZT001'],
    does: 'Finds patients and the letters they are owed',
  },
  {
    username: 'owen',
    name: 'Owen Pryce',
    roles: ['trust-admin'],
    trusts: ['ZT001'],
    does: 'Watches feeds, says what laboratory codes mean',
  },
  {
    username: 'anwen',
    name: 'Anwen Rees',
    roles: ['clinical-nurse-specialist'],
    trusts: ['ZT002'],
    registration: 'NMC 00A0002X',
    does: 'The same work in another trust: cannot see Northmoor patients',
  },
  {
    username: 'idris',
    name: 'Idris Vaughan',
    roles: ['pathway-coordinator'],
    trusts: ['ZT002'],
    does: 'Books clinics and sorts out messages at Saltmarsh Coast',
  },
  { username: 'priya', name: 'Priya Nair', roles: ['auditor'], trusts: ['ZT001', 'ZT002'], does: 'Replays what was known, read only' },
  {
    username: 'mina',
    name: 'Mina Holt',
    roles: ['clinical-safety-officer'],
    trusts: ['ZT001', 'ZT002'],
    does: 'Reads histories for the safety case',
  },
  {
    username: 'ada',
    name: 'Ada Fenn',
    roles: ['alliance-analyst'],
    trusts: ['ZT001', 'ZT002'],
    does: 'Reports across trusts, which come with a later release',
  },
  {
    username: 'sam',
    name: 'Sam Orchard',
    roles: ['platform-admin'],
    trusts: ['ZT001', 'ZT002'],
    does: 'Runs the platform: feeds only, nothing clinical',
  },
];
