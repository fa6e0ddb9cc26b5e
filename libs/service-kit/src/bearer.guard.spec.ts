import { describe, expect, it } from '@jest/globals';
import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { CannotBeChecked, type VerifyBearer } from '@rms/identity';
import { BearerGuard } from './bearer.guard.js';
import { ForServices, OpenToAll } from './caller.js';

class Routes {
  readonly forPersons = (): void => undefined;
  readonly forServices = (): void => undefined;
  readonly forAll = (): void => undefined;
}
const routes = new Routes();
(ForServices() as (route: object) => void)(routes.forServices);
(OpenToAll() as (route: object) => void)(routes.forAll);

const nell = { subject: 's1', username: 'nell', name: 'Nell', roles: [], trusts: [] };
const asked = (method: string, route: () => void, authorization?: string) => {
  const request = { method, headers: { authorization }, caller: undefined };
  const context = {
    getType: () => 'http',
    switchToHttp: () => ({ getRequest: () => request }),
    getHandler: () => route,
    getClass: () => Routes,
  };
  return { request, context: context as unknown as ExecutionContext };
};
const through = (verify: VerifyBearer, { context }: ReturnType<typeof asked>) =>
  new BearerGuard(verify, new Reflector()).canActivate(context);

describe('the guard of an owner’s doors', () => {
  it.each([
    ['GET', false],
    ['HEAD', false],
    ['POST', true],
    ['PUT', true],
    ['PATCH', true],
    ['DELETE', true],
    ['QUERY', true],
  ])('says of %p whether it writes: %p', async (method, expected) => {
    const seen: unknown[] = [];
    const call = asked(method, routes.forPersons, 'Bearer x');
    await through((header, use) => {
      seen.push([header, use]);
      return Promise.resolve(nell);
    }, call);
    expect([seen, call.request.caller]).toEqual([[['Bearer x', { writes: expected }]], nell]);
  });
  it('lets nobody in without a token that counts', async () =>
    expect(through(() => Promise.resolve(undefined), asked('GET', routes.forPersons))).rejects.toMatchObject({ status: 401 }));
  it('lets no service in at a person’s door, and no person at a service’s', async () => {
    const service: VerifyBearer = () => Promise.resolve({ service: 'rms-service' });
    await expect(through(service, asked('GET', routes.forPersons))).rejects.toMatchObject({ status: 403 });
    await expect(through(() => Promise.resolve(nell), asked('GET', routes.forServices))).rejects.toMatchObject({ status: 403 });
    expect(await through(service, asked('GET', routes.forServices))).toBe(true);
  });
  it('passes on that nobody can say who asks, and asks nobody where all may come', async () => {
    const away: VerifyBearer = () => Promise.reject(new CannotBeChecked('this is a test.'));
    await expect(through(away, asked('POST', routes.forPersons))).rejects.toBeInstanceOf(CannotBeChecked);
    expect(await through(away, asked('GET', routes.forAll))).toBe(true);
  });
});
