import { applyDecorators, createParamDecorator, SetMetadata, type CustomDecorator, type ExecutionContext } from '@nestjs/common';
import { hasRole, type Person, type Role, type ServiceCaller } from '@rms/identity';
import type { Actor } from '@rms/event-sourcing';
import { notFound, Refused } from './refused.js';

/** A request after the guard has verified its token. */
export interface CallerRequest {
  caller?: Person | ServiceCaller;
  readonly method: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Whether a request may lead to something being recorded: all but those that ask to see something. */
export const writes = ({ method }: { readonly method: string }): boolean => method !== 'GET' && method !== 'HEAD';

export const openToAll = 'rms:open-to-all';
export const forServices = 'rms:for-services';

/** No token needed: health only. */
export const OpenToAll = (): CustomDecorator => SetMetadata(openToAll, true);
export const forOperators = 'rms:for-operators';

/** Service tokens only: published history. */
export const ForServices = (): CustomDecorator => SetMetadata(forServices, true);

/** Tokens of operators only: the training clock. */
export const ForOperators = (): (<T>(target: object, key?: string | symbol, descriptor?: TypedPropertyDescriptor<T>) => void) =>
  applyDecorators(SetMetadata(forServices, true), SetMetadata(forOperators, true));

/** The person behind a request. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Person => {
  const { caller } = context.switchToHttp().getRequest<CallerRequest>();
  if (caller === undefined || 'service' in caller) throw new Refused(401, 'not-signed-in', 'Sign in first.');
  return caller;
});

/** The trust of a path, when it is one of the person's own; otherwise the same answer as for a record that does not exist. */
export const ownTrust = (person: Person, trust: string): string => {
  if (!person.trusts.includes(trust)) throw notFound();
  return trust;
};

/** Refuses 403 unless the person has one of the roles. */
export const allow = (person: Person, ...roles: readonly Role[]): void => {
  if (!hasRole(person, ...roles)) throw new Refused(403, 'role-may-not', `Your role may not do this. It is for: ${roles.join(', ')}.`);
};

/** A person as the actor of a command, in the first of the given roles that he has. */
export const actorOf = (person: Person, ...roles: readonly Role[]): Actor => ({
  kind: 'person',
  id: person.subject,
  role: roles.find((role) => person.roles.includes(role)) ?? person.roles[0] ?? 'none',
});
