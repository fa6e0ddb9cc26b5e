import Keycloak from 'keycloak-connect';
import Token from 'keycloak-connect/middleware/auth-utils/token.js';
import type { Clock } from '@rms/event-sourcing';
import { CannotBeChecked } from './cannot-be-checked.js';
import { callerOf, type Claims } from './claims.js';
import { RealmKeys } from './realm-keys.js';
import type { Person, ServiceCaller } from './roles.js';
import type { IsStillSo, TokenUse } from './sign-in-keeper.js';

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

/**
 * Verifies an `Authorization` header. `undefined` means 401, whatever the reason: the caller learns nothing from the difference. Of a
 * request whose use is not said it is taken that it writes. Rejects with `CannotBeChecked` where the realm must be asked and does not answer.
 */
export type VerifyBearer = (header: string | undefined, use?: Pick<TokenUse, 'writes'>) => Promise<Person | ServiceCaller | undefined>;

const clockSkewSeconds = 5;

/** A token as it was read; without a header or content where it could not be. */
interface TokenLike {
  readonly header?: { readonly alg?: string; readonly kid?: string };
  readonly content?: Claims;
}
interface Shaped {
  readonly header: { readonly alg?: string; readonly kid?: string };
  readonly content: Claims;
}

const realmOf = (issuer: string): { readonly url: string; readonly realm: string } => {
  const at = issuer.lastIndexOf('/realms/');
  return { url: issuer.slice(0, at), realm: issuer.slice(at + '/realms/'.length) };
};

const hasRightShape = (token: TokenLike): token is Shaped =>
  token.header?.alg === 'RS256' && typeof token.header.kid === 'string' && typeof token.content?.exp === 'number';
const onlyIfStillSo = async (
  caller: Person | ServiceCaller | undefined,
  use: TokenUse,
  isStillSo: IsStillSo,
): Promise<Person | ServiceCaller | undefined> =>
  caller === undefined || 'service' in caller || (await isStillSo(caller, use)) ? caller : undefined;
const hasBegun = (content: Claims, clock: Clock): boolean => (content.nbf ?? 0) <= clock.now() / 1000 + clockSkewSeconds;

/**
 * Bearer check by `keycloak-connect` with what it leaves open closed: it does not look at `alg`, accepts a token without `exp`,
 * does not look at `nbf`, checks the audience only when told to, and asks for keys without end while the realm does not answer.
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
  } as never);
  const keys = new RealmKeys(issuer, clock);
  const isSigned = async (token: Shaped): Promise<boolean> => {
    const known = { keys: true };
    const getJWK = async (kid: string) => {
      known.keys = await keys.areThere(kid);
      return keys.of(kid);
    };
    // Keys are the last thing it looks at: whatever else is wrong with a token is known by then.
    const manager = Object.assign(Object.create(keycloak.grantManager) as typeof keycloak.grantManager, { rotation: { getJWK } });
    try {
      await manager.validateToken(token as never, 'Bearer');
      return true;
    } catch {
      if (!known.keys) throw new CannotBeChecked('the realm’s keys cannot be had.');
      return false;
    }
  };
  return async (header, { writes } = { writes: true }) => {
    const [, jwt = ''] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(header ?? '') ?? [];
    const token = new Token(jwt, audience) as unknown as TokenLike;
    if (!hasRightShape(token) || !hasBegun(token.content, clock) || !(await isSigned(token))) return undefined;
    return onlyIfStillSo(callerOf(token.content), { token: jwt, writes }, isStillSo);
  };
};
