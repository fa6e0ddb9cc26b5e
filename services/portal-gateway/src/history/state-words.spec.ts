import { noMissedTests } from '../copies/missed-tests.js';
import { describe, expect, it } from '@jest/globals';
import type { PatientFile } from '../patient-page/patient-file.js';
import {
  byId,
  decided,
  file,
  followUp,
  letter,
  patient,
  reading,
  review,
  scheduled,
  task,
  psa,
  result,
} from '../patient-page/patient-file.fixture.js';
import { namedApart, stateRows } from './state-words.js';

const known = (what: string, more: Partial<PatientFile> = {}) => stateRows(file(more)).find((row) => row.what === what)?.known;
const withDemographics = (more: Partial<PatientFile['patient']['demographics']>) => ({
  patient: patient({ demographics: { ...patient().demographics, ...more } }),
});

const bare = (rows: ReturnType<typeof stateRows>) => rows.map(({ what, known: words }) => ({ what, known: words }));

describe('a patient’s state in words', () => {
  it('of somebody of whom little is known says of everything that it is not known', () => {
    expect(bare(stateRows(file()))).toEqual([
      { what: 'Name', known: 'ALLAN, George' },
      { what: 'Alive', known: 'Yes, as far as was known' },
      { what: 'Open tasks', known: 'None' },
      { what: 'Letters owed', known: 'None' },
      { what: 'Address', known: 'None known' },
      { what: 'GP practice', known: 'None known' },
    ]);
  });
  it('says when he died, also when the day is not known', () => {
    expect(known('Alive', { patient: patient({ died: true, diedOn: '2026-02-21' }) })).toBe('Died 21 February 2026');
    expect(known('Alive', { patient: patient({ died: true }) })).toBe('Died not known');
  });
  it('says where he lives and who his GP is', () => {
    const told = withDemographics({
      address: { lines: ['4 Harbour Row', 'Northmoor'], postcode: 'ZZ1 4HR' },
      gpPractice: { name: 'Millpond Surgery', ods: 'Z99001' },
    });
    expect(known('Address', told)).toBe('4 Harbour Row, Northmoor, ZZ1 4HR');
    expect(known('GP practice', told)).toBe('Millpond Surgery');
    expect(known('GP practice', withDemographics({ gpPractice: { ods: 'Z99001' } }))).toBe('Z99001');
  });
  it('says open tasks and letters owed with their dates, and no others', () => {
    const tasks = [task(), task({ task: 't2', title: 'Clinic to book' }), task({ title: 'Settled' }, { open: false })];
    expect(known('Open tasks', { tasks })).toBe(
      'Result to review, Urology nurses, by 5 March 2026; Clinic to book, Urology nurses, by 5 March 2026',
    );
    const letters = [letter(), letter({ says: 'Cancelled' }, { phase: 'cancelled' })];
    expect(known('Letters owed', { letters })).toBe('PSA under the limit, by 9 March 2026');
  });
});

describe('a follow-up in words', () => {
  it('says its course, its protocol and its limit', () => {
    const followUps = [followUp()];
    expect(known('Prostate follow-up', { followUps })).toBe('Self management, counted from 4 March 2023');
    expect(known('Protocol', { followUps })).toBe('Prostate, after radical prostatectomy, version 1');
    expect(known('Limit', { followUps })).toBe('0.20 ng/mL, the protocol’s');
    expect(known('Prostate follow-up', { followUps: [followUp({ phase: 'ended' })] })).toBe('Ended');
  });
  it('says that a limit is the patient’s own', () => {
    const limit = { value: 0.4, unit: 'ng/mL', source: 'personal' } as const;
    expect(known('Limit', { followUps: [followUp({ limit })] })).toBe('0.40 ng/mL, personal');
  });
  it('says each reading, newest sample first', () => {
    const readings = byId(
      'result',
      reading('r1', { sampledOn: '2026-01-12', shown: '0.21', reading: 'unconfirmed-rise' }),
      reading('r2', { sampledOn: '2026-03-02', shown: '0.27', reading: 'biochemical-recurrence-suspected', status: 'corrected' }),
    );
    const results = [result('r1', psa('0.21', '2026-01-12')), result('r2', psa('0.27', '2026-03-02', { status: 'corrected' }))];
    expect(bare(stateRows(file({ results, followUps: [followUp({ readings })] }))).filter((row) => row.what.includes('PSA'))).toEqual([
      { what: 'PSA of 2 March 2026', known: '0.27 ug/L, corrected' },
      { what: 'PSA of 12 January 2026', known: '0.21 ug/L, final' },
      { what: 'Reading of the PSA of 2 March 2026', known: 'Biochemical recurrence suspected, against the limit of 0.20 ng/mL' },
      { what: 'Reading of the PSA of 12 January 2026', known: 'Unconfirmed rise, against the limit of 0.20 ng/mL' },
    ]);
  });
  it('leaves out a result that was taken back', () => {
    const results = [result('r1', psa('0.21', '2026-01-12'), psa('0.21', '2026-01-12', { status: 'withdrawn' }))];
    expect(stateRows(file({ results })).filter((row) => row.what.includes('PSA'))).toEqual([]);
  });
  it('numbers what has the name of something before it', () =>
    expect(namedApart([{ what: 'Limit' }, { what: 'Protocol' }, { what: 'Limit' }])).toEqual([
      { what: 'Limit' },
      { what: 'Protocol' },
      { what: 'Limit (2)' },
    ]));
  it('waits for a clinician before it waits for a test, and says when it waits for nothing', () => {
    const tests = [scheduled('t1', '2026-09-14')];
    const waited = (more: Parameters<typeof followUp>[0]) => known('What was waited for', { followUps: [followUp(more)] });
    expect(waited({ tests, reviews: byId('review', review('v1')) })).toBe('A clinician’s review by 5 March 2026');
    expect(waited({ tests })).toBe('PSA, due 14 September 2026');
    expect(waited({})).toBe('Nothing planned');
    expect(waited({ tests, phase: 'ended' })).toBe('Nothing: follow-up had ended');
    const suspension = { reviewOn: '2026-05-04', reason: 'Abroad' };
    expect(waited({ tests, missed: { ...noMissedTests, suspension } })).toBe('Suspended: a clinician looks again on 4 May 2026');
    const recall = { recall: 'c1', on: '2026-03-18', booked: false, reason: 'Rising' };
    expect(waited({ tests, recalls: { c1: recall } })).toBe('A clinic by 18 March 2026, to be booked');
    expect(waited({ tests, recalls: { c1: { ...recall, booked: true } } })).toBe('The clinic on 18 March 2026');
  });
  it('says the last decision and its reason only', () => {
    const decisions = [
      decided({ kind: 'repeat', by: '2026-04-15' }, { reason: 'First' }),
      decided({ kind: 'recall', by: '2026-03-18' }, { reason: 'Rising' }),
    ];
    expect(bare(stateRows(file({ followUps: [followUp({ decisions })] }))).filter((row) => row.what === 'Last decision')).toEqual([
      { what: 'Last decision', known: 'Recall on 3 March 2026, 10:00. Reason: Rising' },
    ]);
  });
});
