import { roles, type Person, type ServiceCaller } from './roles.js';

/** Claims of an access token, in Keycloak's layout. */
export interface Claims {
  readonly sub?: string;
  readonly preferred_username?: string;
  readonly name?: string;
  readonly realm_access?: { readonly roles?: readonly string[] };
  readonly ods?: readonly string[] | string;
  readonly registration?: string;
  readonly azp?: string;
  readonly exp?: number;
  readonly nbf?: number;
}

const listOf = (claim: readonly string[] | string | undefined): readonly string[] => (typeof claim === 'string' ? [claim] : (claim ?? []));

const personOf = (claims: Claims & { readonly sub: string }, granted: readonly string[]): Person => {
  const username = claims.preferred_username ?? claims.sub;
  const registration = claims.registration ?? '';
  return {
    subject: claims.sub,
    username,
    name: claims.name ?? username,
    // A provider names them in any order; whose trust opens first, and as what somebody is greeted, is the same each time.
    roles: roles.filter((role) => granted.includes(role)),
    trusts: listOf(claims.ods).toSorted(),
    ...(registration === '' ? {} : { registration }),
  };
};

/** Who the claims stand for. `undefined` for claims without a subject. */
export const callerOf = (claims: Claims): Person | ServiceCaller | undefined => {
  const granted = claims.realm_access?.roles ?? [];
  if (granted.includes('service')) return { service: claims.azp ?? '' };
  return claims.sub === undefined || claims.sub === '' ? undefined : personOf({ ...claims, sub: claims.sub }, granted);
};
