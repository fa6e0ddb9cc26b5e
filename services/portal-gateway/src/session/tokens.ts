import type { Clock } from '@rms/event-sourcing';
import type { SignInKeeper, VerifyBearer } from '@rms/identity';
import type { OpenId } from './open-id.js';

/** How long a session may last at most, whatever is done in it. */
export interface SessionLimits {
  readonly clock: Clock;
  readonly absoluteMs: number;
}
/** What signing in needs, and what each page then checks. */
export interface SignInParts {
  readonly openId: OpenId;
  readonly verify: VerifyBearer;
  readonly limits: SessionLimits;
  /** Told of each sign-in, where the sign-ins are kept here. */
  readonly signIns?: Pick<SignInKeeper, 'noteSignIn'>;
}

/** Injection tokens of the gateway. */
export const signInToken = Symbol('sign in by OpenID Connect, verify, and for how long');
export const pagesToken = Symbol('what every page needs');
export const ownersToken = Symbol('the services that own aggregates');
export const ownStreamsToken = Symbol('the gateway’s own streams about a patient');
export const staffToken = Symbol('commands about members of staff');
export const factsToken = Symbol('published facts of a stream');
