import { describe, expect, it } from '@jest/globals';
import { callerOf } from './claims.js';

const claims = { sub: 'f0a1', preferred_username: 'sam', name: 'Sam Orchard' };

describe('who claims stand for', () => {
  it('is the same in whatever order a provider names trusts and roles', () => {
    const one = callerOf({ ...claims, ods: ['ZT003', 'ZT001'], realm_access: { roles: ['platform-admin', 'offline_access', 'auditor'] } });
    const other = callerOf({ ...claims, ods: ['ZT001', 'ZT003'], realm_access: { roles: ['auditor', 'platform-admin'] } });
    expect(one).toEqual(other);
    expect(one).toMatchObject({ trusts: ['ZT001', 'ZT003'], roles: ['auditor', 'platform-admin'] });
  });

  it('is nobody without a subject, and a service where the provider says so', () => {
    expect(callerOf({ name: 'Sam Orchard' })).toBeUndefined();
    expect(callerOf({ azp: 'rms-results', realm_access: { roles: ['service'] } })).toEqual({ service: 'rms-results' });
  });
});
