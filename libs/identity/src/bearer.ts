import Keycloak from 'keycloak-connect';
import Token from 'keycloak-connect/middleware/auth-utils/token.js';
import type { Clock } from '@rms/event-sourcing';
import { callerOf, type Claims } from './claims.js';
import type { Person, ServiceCaller } from './roles.js';
import type { IsStillSo } from './sign-in-keeper.js';

export interface BearerOptions {
  /** The realm's issuer, `https://host/realms/name`. Compared as a string. */
  readonly issuer: string;
  /** What a token's audience must contain. */
  readonly audience: string;
  /** The system clock: tokens are never judged by a training clock. */
  readonly clock: Clock;
  /** Asked of each person's token: a change of who may do what counts at once, and not when the token ends. */
  readonly isStillSo?: IsStillSo;
}

/** Verifies an `Authorization` header. `undefined` means 401, whatever the reason: the caller learns nothing from the difference. */
export type VerifyBearer = (header: string | undefined) => Promise<Person | ServiceCaller | undefined>;

const secondsBetweenKeyFetches = 10;
const clockSkewSeconds = 5;

interface TokenLike {
  readonly header: { readonly alg?: string; readonly kid?: string };
  readonly content: Claims;
}

const realmOf = (issuer: string): { readonly url: string; readonly realm: string } => {
  const at = issuer.lastIndexOf('/realms/');
  return { url: issuer.slice(0, at), realm: issuer.slice(at + '/realms/'.length) };
};

const hasRightShape = ({ header, content }: TokenLike): boolean =>
  header.alg === 'RS256' && typeof header.kid === 'string' && typeof content.exp === 'number';
const onlyIfStillSo = async (
  caller: Person | ServiceCaller | undefined,
  isStillSo: IsStillSo,
): Promise<Person | ServiceCaller | undefined> =>
  caller === undefined || 'service' in caller || (await isStillSo(caller)) ? caller : undefined;
const hasBegun = (content: Claims, clock: Clock): boolean => (content.nbf ?? 0) <= clock.now() / 1000 + clockSkewSeconds;

/**
 * Bearer check by `keycloak-connect` with what it leaves open closed: it does not look at `alg`, accepts a token without `exp`,
 * does not look at `nbf`, checks the audience only when told to, and throws a TypeError on an unknown key id shortly after it fetched the keys.
 */
export const bearerVerifier = ({ issuer, audience, clock, isStillSo = () => true }: BearerOptions): VerifyBearer => {
  const { url, realm } = realmOf(issuer);
  const keycloak = new Keycloak({}, {
    realm,
    'auth-server-url': url,
    resource: audience,
    'bearer-only': true,
    'ssl-required': 'none',
    'confidential-port': 0,
    'verify-token-audience': true,
    'min-time-between-jwks-requests': secondsBetweenKeyFetches,
  } as never);
  return async (header) => {
    const [, jwt] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(header ?? '') ?? [];
    if (jwt === undefined) return undefined;
    try {
      const token = new Token(jwt, audience) as unknown as TokenLike;
      if (!hasRightShape(token) || !hasBegun(token.content, clock)) return undefined;
      await keycloak.grantManager.validateToken(token as never, 'Bearer');
      return await onlyIfStillSo(callerOf(token.content), isStillSo);
    } catch {
      return undefined;
    }
  };
};
