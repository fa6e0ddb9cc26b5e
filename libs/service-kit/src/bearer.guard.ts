import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { operatorClientId, type Person, type ServiceCaller, type VerifyBearer } from '@rms/identity';
import { forOperators, forServices, openToAll, writes, type CallerRequest } from './caller.js';
import { Refused } from './refused.js';
import { verifyBearerToken } from './tokens.js';

const isOperator = (caller: Person | ServiceCaller): boolean => 'service' in caller && caller.service === operatorClientId;

/** Every HTTP route needs a verified token; service tokens open published history and nothing else. */
@Injectable()
export class BearerGuard implements CanActivate {
  constructor(
    @Inject(verifyBearerToken) private readonly verify: VerifyBearer,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http' || this.#is(openToAll, context)) return true;
    const request = context.switchToHttp().getRequest<CallerRequest>();
    const header = request.headers['authorization'];
    const caller = await this.verify(typeof header === 'string' ? header : undefined, { writes: writes(request) });
    if (caller === undefined) throw new Refused(401, 'not-signed-in', 'Sign in first.');
    if (this.#is(forServices, context) !== 'service' in caller) throw new Refused(403, 'role-may-not', 'This token may not be used here.');
    if (this.#is(forOperators, context) && !isOperator(caller)) throw new Refused(403, 'role-may-not', 'This token may not be used here.');
    request.caller = caller;
    return true;
  }

  #is(mark: string, context: ExecutionContext): boolean {
    return this.reflector.getAllAndOverride<boolean | undefined>(mark, [context.getHandler(), context.getClass()]) ?? false;
  }
}
