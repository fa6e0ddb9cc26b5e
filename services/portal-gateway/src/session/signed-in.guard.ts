import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { hasRole, type Role, type VerifyBearer } from '@rms/identity';
import { Refused } from '@rms/service-kit';
import type { OpenId } from './open-id.js';
import { openPage, pageRoles, type PageRequest, type SignedIn } from './signed-in.js';
import { openIdToken, verifierToken, type SessionLimits, sessionLimitsToken } from './tokens.js';

/** Reading asks to sign in and comes back; writing says that nothing was recorded. */
export class SignInFirst extends Error {
  constructor(readonly next: string) {
    super('sign in first');
    this.name = 'SignInFirst';
  }
}
const notSignedIn = (request: PageRequest): Error =>
  request.method === 'GET' && !request.path.endsWith('/news')
    ? new SignInFirst(request.originalUrl)
    : new Refused(401, 'signed-out', 'You were signed out. What you sent was not recorded.');

/** Every page needs somebody signed in, with a token that verifies now. */
@Injectable()
export class SignedInGuard implements CanActivate {
  constructor(
    @Inject(verifierToken) private readonly verify: VerifyBearer,
    @Inject(openIdToken) private readonly openId: OpenId,
    @Inject(sessionLimitsToken) private readonly limits: SessionLimits,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http' || this.#meta<boolean>(openPage, context) === true) return true;
    const request = context.switchToHttp().getRequest<PageRequest>();
    const signedIn = await this.#signedIn(request);
    if (signedIn === undefined) throw notSignedIn(request);
    const roles = this.#meta<readonly Role[]>(pageRoles, context);
    if (roles !== undefined && !hasRole(signedIn.person, ...roles))
      throw new Refused(403, 'role-may-not', 'Your role has no use for this page.');
    request.signedIn = signedIn;
    return true;
  }

  async #signedIn(request: PageRequest): Promise<SignedIn | undefined> {
    const { session } = request;
    if (session.tokens === undefined || (session.since ?? 0) + this.limits.absoluteMs < this.limits.clock.now()) return undefined;
    const tokens = await this.openId.current(session.tokens);
    const caller = tokens === undefined ? undefined : await this.verify(`Bearer ${tokens.access}`);
    if (tokens === undefined || caller === undefined || 'service' in caller) return undefined;
    if (tokens !== session.tokens) session.tokens = tokens;
    const trust = caller.trusts.find((each) => each === session.trust) ?? caller.trusts[0];
    return trust === undefined ? undefined : { person: caller, token: tokens.access, trust };
  }

  #meta<T>(key: string, context: ExecutionContext): T | undefined {
    return this.reflector.getAllAndOverride<T | undefined>(key, [context.getHandler(), context.getClass()]);
  }
}
