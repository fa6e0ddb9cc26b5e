import type { Clock } from '@rms/event-sourcing';

/** Injection tokens of the gateway. */
export const verifierToken = Symbol('verify a bearer token');
export const openIdToken = Symbol('sign in by OpenID Connect');
export const sessionLimitsToken = Symbol('how long a session lasts');
export const pagesToken = Symbol('what every page needs');
export const ownersToken = Symbol('the services that own aggregates');

export interface SessionLimits {
  readonly clock: Clock;
  readonly absoluteMs: number;
}
export const factsToken = Symbol('published facts of a stream');
