import { describe, expect, it } from '@jest/globals';
import type { LetterTemplate } from '@rms/contracts';
import type { Person, Role } from '@rms/identity';
import type { StaffCopy } from '../../../copies/staff.projection.js';
import { missingWords, versionInForce, versionsWaiting, whoMayStill, whyNotApprove } from './standing.js';

const content = { name: 'result-patient', version: 1, title: 'x', subject: 'x', blocks: [], lookOutFor: {} } as LetterTemplate;
const at = '2026-03-04T09:00:00.000Z';
const laidDown = (version: number, by = 'person:owen') => ({ version, content, at, by });
const approval = (version: number, person: string, inForce: boolean) => ({ version, person, inForce, at });
const template = {
  versions: [laidDown(1, 'operator:demo'), laidDown(2), laidDown(3)],
  approvals: [approval(1, 'ruth', false), approval(1, 'david', true), approval(2, 'tom', false)],
};
const person = (subject: string, ...roles: readonly Role[]): Person => ({ subject, roles }) as unknown as Person;

describe('where the versions of a template stand', () => {
  it('the newest that two people approved is in force, and newer ones wait', () => {
    expect(versionInForce(template)?.version).toBe(1);
    expect(versionsWaiting(template).map(({ version }) => version)).toEqual([3, 2]);
    expect(missingWords(template, 3)).toBe('Two people must approve it');
    expect(missingWords(template, 2)).toBe('One more person must approve it');
  });
  it('none is in force before two people approved one', () => {
    expect(versionInForce({ ...template, approvals: [approval(2, 'tom', false)] })).toBeUndefined();
  });
});

describe('approving a version', () => {
  it.each([
    ['who laid it down', person('owen', 'letters-clerk'), 2, 'You laid this version down. Two other people must approve it.'],
    ['who approved it', person('tom', 'letters-clerk'), 2, 'You have approved this version. A second person must approve it.'],
    ['an administrator', person('olga', 'trust-admin'), 2, 'A letters clerk, a clinical nurse specialist or a consultant approves it.'],
    ['anybody once two have', person('tom', 'letters-clerk'), 1, 'Two people have approved it.'],
    ['a second person', person('ruth', 'clinical-nurse-specialist'), 2, undefined],
  ])('for %s', (_, who, version, says) => expect(whyNotApprove(template, template.versions[version - 1]!, who)).toBe(says));
  it('is open to those of the trust who have the role and have not spoken yet', () => {
    const member = (name: string, roles: readonly string[], more: Partial<StaffCopy> = {}) =>
      ({ person: name.toLowerCase(), name, roles, trusts: ['ZT001'], ...more }) as StaffCopy;
    const staff = [
      member('Ruth', ['clinical-nurse-specialist']),
      member('Owen', ['letters-clerk']),
      member('Tom', ['letters-clerk']),
      member('David', ['consultant']),
      member('Anwen', ['consultant'], { trusts: ['ZT002'] }),
      member('Kit', ['pathway-coordinator']),
      member('Gone', ['consultant'], { outOfUse: { reason: 'Left' } as never }),
    ];
    expect(whoMayStill(template, template.versions[1]!, { staff, trust: 'ZT001' })).toEqual(['David', 'Ruth']);
  });
});
