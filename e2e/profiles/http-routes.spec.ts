import 'reflect-metadata';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RequestMethod, type DynamicModule, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { routes, type Operation, type OwnerName } from '@rms/contracts/documents';
import type { ServiceDefinition } from '@rms/service-kit';
import { Owners } from './owners.fixture.js';

type Loaded = Readonly<Record<string, unknown>>;

const root = join(import.meta.dirname, '..', '..');
const owners = Object.keys(routes) as OwnerName[];
/** Whose doors are pages for browsers, and what has no door of its own. */
const withoutADocument = ['portal-gateway', 'single-node'];

const load = async (folder: string, pattern: RegExp): Promise<Loaded> => {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((name) => pattern.test(name));
  const modules = await Promise.all(files.map((name) => import(join(root, folder, name)) as Promise<Loaded>));
  return Object.assign({}, ...modules) as Loaded;
};

const pathOf = (target: object): string | undefined => Reflect.getMetadata(PATH_METADATA, target) as string | undefined;
const methodOf = (target: object): RequestMethod | undefined => Reflect.getMetadata(METHOD_METADATA, target) as RequestMethod | undefined;
const isController = (value: unknown): value is Type => typeof value === 'function' && pathOf(value) !== undefined;

const joined = (...parts: readonly string[]): string =>
  `/${parts
    .flatMap((part) => part.split('/'))
    .filter((part) => part !== '')
    .join('/')}`.replace(/:(\w+)/g, '{$1}');

/** `POST /trusts/{trust}/follow-ups` for every handler of a controller. */
const routesOf = (controller: Type): readonly string[] => {
  const handlers = Object.values(Object.getOwnPropertyDescriptors(controller.prototype)).map(({ value }) => value as object);
  return handlers.flatMap((handler) => {
    const method = methodOf(handler);
    return method === undefined ? [] : [`${RequestMethod[method]} ${joined(pathOf(controller) ?? '', pathOf(handler) ?? '')}`];
  });
};

// No part of what services promise one another: only a training region has them.
const isForOperators = (route: string): boolean => route.includes(' /operator/');

const documented = (service: OwnerName): readonly string[] =>
  routes[service].map(({ method, path }: Operation) => `${method.toUpperCase()} ${path}`);

describe('the HTTP doors', () => {
  const assembled = new Owners();
  let moduleOf: (definition: ServiceDefinition, ports?: { readonly isOperated: boolean }) => DynamicModule;

  const mounted = (service: string): readonly string[] => {
    const definition = assembled.definitions.find(({ name }) => name === service);
    if (definition === undefined) throw new Error(`There is no ${service}.`);
    return ((moduleOf(definition).controllers ?? []) as readonly Type[]).flatMap(routesOf);
  };

  beforeAll(async () => {
    const { ServiceModule } = await load('libs/service-kit/src', /service\.module\.ts$/);
    const { of } = ServiceModule as { of: (definition: ServiceDefinition, ports: object, subscription: () => undefined) => DynamicModule };
    moduleOf = (definition, ports = { isOperated: false }) => of(definition, ports, () => undefined);
  });
  afterAll(async () => {
    for (const { documents } of assembled.definitions) await documents.close();
  });

  it.each(owners)('of %s has the routes of its document, and no other', (service) =>
    expect([...mounted(service)].sort()).toEqual([...documented(service)].sort()),
  );

  it('are those of every service but the ones for browsers', () => {
    const services = readdirSync(join(root, 'services')).filter((name) => !withoutADocument.includes(name));
    expect(services.sort()).toEqual([...owners].sort());
  });

  it('have those that move the training clock where an operator moves it, and nowhere else', () => {
    const [definition] = assembled.definitions;
    if (definition === undefined) throw new Error('There is no service.');
    const inTraining = ((moduleOf(definition, { isOperated: true }).controllers ?? []) as readonly Type[]).flatMap(routesOf);
    expect(inTraining.filter(isForOperators)).toEqual([
      'GET /operator/next',
      'POST /operator/wake',
      'POST /operator/quiet',
      'GET /operator/read-model',
      'POST /operator/look',
    ]);
    expect(owners.flatMap(mounted).filter(isForOperators)).toEqual([]);
  });

  it('leave out no controller that anybody wrote', async () => {
    const all = new Set(owners.flatMap(mounted));
    const found: string[] = [];
    for (const folder of ['libs/service-kit/src', ...owners.map((name) => `services/${name}/src`)]) {
      const written = Object.values(await load(folder, /\.controller\.ts$/))
        .filter(isController)
        .flatMap(routesOf)
        .filter((route) => !isForOperators(route));
      expect([folder, written.filter((route) => !all.has(route))]).toEqual([folder, []]);
      found.push(...written);
    }
    expect(new Set(found)).toEqual(all);
  });

  it('refuse in pathway exactly what its table of refusals says', async () => {
    const tables = await load('services/pathway/src', /(follow-up|holiday)\.refusals\.ts$/);
    const inTheTable = ['followUpRefusals', 'holidayRefusals'].flatMap((table) =>
      Object.entries(tables[table] as Readonly<Record<string, readonly [number, string]>>).map(
        ([code, [status]]) => `${String(status)} ${code}`,
      ),
    );
    const inTheDocument = routes.pathway.flatMap(({ body, refusals }: Operation) =>
      Object.entries(body === undefined ? {} : refusals).flatMap(([status, codes]) =>
        Object.keys(codes).map((code) => `${status} ${code}`),
      ),
    );
    // Starting knows one refusal that is not of the aggregate: the page showed another version of the protocol.
    expect([...new Set(inTheDocument)].sort()).toEqual([...inTheTable, '409 version-moved'].sort());
  });
});
