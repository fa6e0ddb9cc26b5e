import { describe, expect, it } from '@jest/globals';
import { missedTestOf, missedTestSchema } from './missed-test.js';
import { readProtocol } from './checked.js';
import { starterProtocol } from './embedded/starter-protocols.js';

const prostate = starterProtocol('prostate-after-prostatectomy');
const of = (overdueAfterDays: number) => missedTestOf({ tests: [{ kind: 'psa', overdueAfterDays }] }, 'psa');

describe('what is done about a test that was missed', () => {
  it('is proposed for every protocol that says nothing of its own: 14, 28 and 42 days after it became overdue', () => {
    expect(of(14)).toMatchObject({ redAfterDays: 28, secondReminderAfterDays: 14, telephoneAfterDays: 28, clinicianAfterDays: 42 });
    expect(of(30)).toMatchObject({ redAfterDays: 60 });
    expect(of(14).source.cautious).toContain('for a clinician to decide');
  });
  it('is the protocol’s own where it has one', () => {
    const own = { ...of(14), clinicianAfterDays: 30, telephoneAfterDays: 20 };
    const protocol = readProtocol({ ...prostate, tests: prostate.tests.map((test) => ({ ...test, missedTest: own })) });
    expect(missedTestOf(protocol, 'psa')).toEqual(own);
  });
  it('stands in the protocol that comes with the system, with its source', () => {
    expect(prostate.tests[0]!.missedTest).toEqual(of(14));
  });
  it.each([
    ['a telephone call before the second reminder', { telephoneAfterDays: 14 }],
    ['a clinician before the telephone call', { clinicianAfterDays: 28 }],
    ['no clinician', { clinicianAfterDays: undefined }],
    ['a step after more than a year', { clinicianAfterDays: 367 }],
  ])('is not taken with %s', (_, wrong) => expect(missedTestSchema.safeParse({ ...of(14), ...wrong }).success).toBe(false));
});
