import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { hasRole, type Person, type Role, type TokenUse } from '@rms/identity';
import { openToAll, Refused, writes } from '@rms/service-kit';
import type { SessionData } from 'express-session';
import { openPage, pageRoles, type PageRequest, type SignedIn } from './signed-in.js';
import { signInToken, type SignInParts } from './tokens.js';

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

type Tokens = NonNullable<SessionData['tokens']>;
type Use = Pick<TokenUse, 'writes'>;

/** Every page needs somebody signed in, with a token that verifies now. How the service is may be asked by anybody. */
@Injectable()
export class SignedInGuard implements CanActivate {
  constructor(
    @Inject(signInToken) private readonly parts: SignInParts,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http' || this.#isOpen(context)) return true;
    const request = context.switchToHttp().getRequest<PageRequest>();
    const signedIn = await this.#signedIn(request);
    if (signedIn === undefined) throw notSignedIn(request);
    const roles = this.#rolesFor(context);
    if (roles !== undefined && !hasRole(signedIn.person, ...roles)) {
      request.turnedAway = signedIn;
      throw new Refused(403, 'role-may-not', 'Your role has no use for this page.');
    }
    request.signedIn = signedIn;
    return true;
  }

  async #signedIn(request: PageRequest): Promise<SignedIn | undefined> {
    const { session } = request;
    if (session.tokens === undefined || this.#isOver(session.since)) return undefined;
    const held = await this.#held(session.tokens, { writes: writes(request) });
    if (held === undefined) return undefined;
    const { tokens, person } = held;
    session.tokens = tokens;
    const trust = person.trusts.find((each) => each === session.trust) ?? person.trusts[0];
    return trust === undefined ? undefined : { person, token: tokens.access, trust };
  }

  /** A token whose word is no longer so, because a role was given or taken, is renewed at once; one that cannot be is the end of the session. */
  async #held(before: Tokens, use: Use): Promise<{ readonly tokens: Tokens; readonly person: Person } | undefined> {
    const { openId } = this.parts;
    for (const renew of [() => openId.current(before), () => openId.renewed(before)]) {
      const tokens = await renew();
      const person = tokens === undefined ? undefined : await this.#personWith(tokens, use);
      if (tokens !== undefined && person !== undefined) return { tokens, person };
    }
    return undefined;
  }

  async #personWith(tokens: Tokens, use: Use): Promise<Person | undefined> {
    const caller = await this.parts.verify(`Bearer ${tokens.access}`, use);
    return caller === undefined || 'service' in caller ? undefined : caller;
  }

  #isOver(since = 0): boolean {
    const { absoluteMs, clock } = this.parts.limits;
    return since + absoluteMs < clock.now();
  }

  #isOpen(context: ExecutionContext): boolean {
    const marked = [context.getHandler(), context.getClass()];
    return [openPage, openToAll].some((mark) => this.reflector.getAllAndOverride<boolean | undefined>(mark, marked) === true);
  }

  #rolesFor(context: ExecutionContext): readonly Role[] | undefined {
    return this.reflector.getAllAndOverride<readonly Role[] | undefined>(pageRoles, [context.getHandler(), context.getClass()]);
  }
}
