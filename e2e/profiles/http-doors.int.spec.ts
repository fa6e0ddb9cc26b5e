import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answers, bodies, envelope, refusalsOf, routes, type AnswerName, type Operation, type OwnerName } from '@rms/contracts/documents';
import { roles, type Role } from '@rms/identity';
import { edited } from './edit.fixture.js';
import { HttpDoors, type Answer, type Asking } from './http-doors.fixture.js';
import { readPage } from './page.fixture.js';

const nowhere = '00000000-0000-4000-8000-000000000000';
const everything = (Object.keys(routes) as OwnerName[]).flatMap((service) =>
  routes[service].map((operation: Operation) => ({ service, operation, name: `${operation.method.toUpperCase()} ${operation.path}` })),
);
const commands = everything.flatMap(({ service, operation, name }) =>
  operation.body === undefined ? [] : [{ service, operation, name, body: operation.body }],
);
const ofPersons = everything.filter(({ operation }) => operation.allowed !== 'everybody' && operation.allowed !== 'services');
const inATrust = ofPersons.filter(({ operation }) => operation.path.includes('{trust}'));

const pathOf = (service: string, { path }: Operation, trust = 'ZT001'): string =>
  path
    .replace('{trust}', trust)
    .replace('{position}', '0')
    .replace('{stream}', `${service}.x-${nowhere}`)
    .replace(/\{\w+\}/g, nowhere);
const someoneFor = ({ allowed }: Operation): Asking => {
  if (allowed === 'everybody') return 'nobody';
  if (allowed === 'services') return 'a service';
  return (typeof allowed === 'string' ? 'consultant' : (allowed[0] ?? 'consultant')) as Role;
};

describe('the HTTP doors do what their documents say', () => {
  let doors: HttpDoors;
  beforeAll(async () => {
    doors = await HttpDoors.open();
  });
  afterAll(() => doors.close());

  const ask = (service: string, operation: Operation, more: { by?: Asking; body?: unknown; trust?: string } = {}): Promise<Answer> =>
    doors.ask(service, {
      method: operation.method,
      path: pathOf(service, operation, more.trust),
      by: more.by ?? someoneFor(operation),
      body: 'body' in more ? more.body : operation.body?.example,
    });
  const isDocumented = (operation: Operation, { status, body }: Answer): boolean =>
    status === operation.status ||
    status in (operation.alsoAnswers ?? {}) ||
    (refusalsOf(operation)[status] !== undefined && String(body['code']) in (refusalsOf(operation)[status] ?? {}));

  it.each(everything)('$service: $name answers what is documented', async ({ service, operation }) => {
    const answer = await ask(service, operation);
    expect([answer, isDocumented(operation, answer)]).toEqual([answer, true]);
    if (answer.status === operation.status && operation.document === undefined)
      expect(answers[operation.answer].safeParse(answer.body).error?.issues).toBeUndefined();
  });

  it.each(ofPersons)(
    '$service: $name records nothing while nobody can say who asks, and shows what it shows',
    async ({ service, operation }) => {
      const [known, unchecked] = [someoneFor(operation) as Role, `${someoneFor(operation) as Role} unchecked`] as const;
      const answer = await ask(service, operation, { by: unchecked });
      if (operation.method === 'get') expect(answer.status).toBe((await ask(service, operation, { by: known })).status);
      else expect([answer, isDocumented(operation, answer)]).toMatchObject([{ status: 503, body: { code: 'cannot-be-checked' } }, true]);
    },
  );

  it.each(everything)('$service: $name asks for the token that is documented', async ({ service, operation }) => {
    const nobody = await ask(service, operation, { by: 'nobody' });
    expect(nobody.status === 401).toBe(operation.allowed !== 'everybody');
    const wrong: Asking = operation.allowed === 'services' ? 'consultant' : 'a service';
    if (operation.allowed !== 'everybody')
      expect(await ask(service, operation, { by: wrong })).toMatchObject({ status: 403, body: { code: 'role-may-not' } });
  });

  it.each(ofPersons)('$service: $name is for the roles that are documented', async ({ service, operation }) => {
    const refused: string[] = [];
    for (const role of roles) {
      const { body } = await ask(service, operation, { by: role });
      if (body['code'] === 'role-may-not') refused.push(role);
    }
    const allowed: readonly string[] = typeof operation.allowed === 'string' ? roles : operation.allowed;
    expect(refused).toEqual(roles.filter((role) => !allowed.includes(role)));
  });

  it.each(inATrust)('$service: $name answers another trust as what does not exist', async ({ service, operation }) =>
    expect(await ask(service, operation, { trust: 'ZT002' })).toMatchObject({ status: 404, body: { code: 'not-found' } }),
  );

  it.each(commands)('$service: $name refuses each field that is missing, and one nobody knows', async ({ service, operation, body }) => {
    const example = body.example as Readonly<Record<string, unknown>>;
    const shape = bodies[body.schema].shape as Readonly<Record<string, { safeParse(value: unknown): { readonly success: boolean } }>>;
    for (const [field, value] of Object.entries(shape)) {
      const { [field]: _, ...rest } = example;
      const isOptional = value.safeParse(undefined).success;
      const { status, body: said } = await ask(service, operation, { body: rest });
      const named = status === 422 && JSON.stringify(said['fields']).includes(`"field":"${field}"`);
      expect([field, named]).toEqual([field, !isOptional]);
    }
    expect(await ask(service, operation, { body: { ...example, addedByACaller: 1 } })).toMatchObject({
      status: 422,
      body: { code: 'not-understood', fields: [{ field: 'addedByACaller', rule: 'unknown-field' }] },
    });
    expect(await ask(service, operation, { body: '{' })).toMatchObject({ status: 400, body: { code: 'not-understood' } });
  });

  const fits = (name: AnswerName, body: unknown): boolean => answers[name].safeParse(body).success;

  it('a follow-up is started, told, and undone, each with the answer that is documented', async () => {
    const { before } = readPage('oru-r01');
    for (const message of before) await doors.takes(message);
    const page = await doors.ask('registration', { method: 'GET', path: '/published/since/0', by: 'a service' });
    expect(fits('PublishedPage', page.body)).toBe(true);
    const messages = (page.body['deliveries'] as readonly { readonly message: { readonly type: string; readonly patient?: string } }[]).map(
      ({ message }) => message,
    );
    expect(messages.filter((message) => !envelope.safeParse(message).success)).toEqual([]);
    const patient = messages.find(({ type }) => type === 'registration.patient-registered.v1')?.patient ?? '';

    const order = {
      commandId: '5f1d2c3b-0000-4000-8000-0000000000a1',
      patient,
      protocol: doors.protocol.protocol,
      version: doors.protocol.version,
      anchorOn: '2025-01-20',
      stream: 'self-management',
      team: '7e000000-0000-4000-8000-000000000001',
    };
    const start = (body: object) => doors.ask('pathway', { method: 'POST', path: '/trusts/ZT001/follow-ups', by: 'consultant', body });
    const started = await start(order);
    expect([started.status, fits('Receipt', started.body)]).toEqual([201, true]);
    expect(await start(order)).toEqual({ status: 201, body: { ...started.body, repeated: true } });
    expect(await start({ ...order, commandId: '5f1d2c3b-0000-4000-8000-0000000000a2' })).toMatchObject({
      status: 409,
      body: { code: 'already-started' },
    });
    expect(await start({ ...order, commandId: '5f1d2c3b-0000-4000-8000-0000000000a3', version: 9 })).toMatchObject({
      status: 409,
      body: { code: 'version-moved' },
    });
    await doors.takes(readPage('oru-r01').example);

    const told = await doors.ask('pathway', { method: 'GET', path: `/trusts/ZT001/history/${patient}`, by: 'auditor' });
    expect([told.status, fits('History', told.body), (told.body['events'] as readonly unknown[]).length > 0]).toEqual([200, true, true]);

    const stream = String(started.body['stream']);
    const facts = await doors.ask('pathway', { method: 'GET', path: `/published/stream/${stream}?after=1`, by: 'a service' });
    expect([facts.status, fits('PublishedStream', facts.body)]).toEqual([200, true]);
    const newest = 1 + (facts.body['deliveries'] as readonly unknown[]).length;
    expect(newest).toBeGreaterThan(1);

    const undo = (commandId: string, seen: number) =>
      doors.ask('pathway', {
        method: 'POST',
        path: `/trusts/ZT001/follow-ups/${stream.slice('pathway.follow-up-'.length)}/undo`,
        by: 'consultant',
        body: { commandId, seen, reason: 'Started for another patient.' },
      });
    expect(await undo('5f1d2c3b-0000-4000-8000-0000000000a4', newest - 1)).toMatchObject({ status: 409, body: { code: 'overtaken' } });
    const undone = await undo('5f1d2c3b-0000-4000-8000-0000000000a5', newest);
    expect([undone.status, fits('Receipt', undone.body)]).toEqual([200, true]);
  });

  it('a held message is settled once, and with a reason', async () => {
    await doors.takes(edited(edited(readPage('oru-r01').example, 'MSH-10 = ZTLAB0099'), 'OBX-3 = PSAU^PSA, another^L'));
    const page = await doors.ask('results', { method: 'GET', path: '/published/since/0', by: 'a service' });
    const held = (
      page.body['deliveries'] as readonly { readonly message: { readonly type: string; readonly data: { readonly problem?: string } } }[]
    )
      .map(({ message }) => message)
      .find(({ type }) => type === 'results.message-quarantined.v1');
    const settle = (commandId: string, more: object) =>
      doors.ask('results', {
        method: 'POST',
        path: `/trusts/ZT001/quarantine/${held?.data.problem ?? nowhere}`,
        by: 'pathway-coordinator',
        body: { commandId, seen: 1, decision: 'set-aside', reason: 'No test of ours.', ...more },
      });
    expect(await settle('5f1d2c3b-0000-4000-8000-0000000000b1', { reason: ' ' })).toMatchObject({
      status: 422,
      body: { code: 'reason-needed' },
    });
    const settled = await settle('5f1d2c3b-0000-4000-8000-0000000000b2', {});
    expect([settled.status, fits('Receipt', settled.body)]).toEqual([200, true]);
    expect(await settle('5f1d2c3b-0000-4000-8000-0000000000b3', { seen: 2 })).toMatchObject({
      status: 409,
      body: { code: 'already-settled' },
    });
  });

  it('a code is agreed, and the feeds are shown with what came from them', async () => {
    const path = '/trusts/ZT001/feeds';
    const codes = `${path}/f0000000-0000-4000-8000-000000000004/codes`;
    const body = { commandId: '5f1d2c3b-0000-4000-8000-0000000000c1', code: 'PSAX', analyte: 'psa' };
    const agreed = await doors.ask('registration', { method: 'POST', path: codes, by: 'trust-admin', body });
    expect([agreed.status, fits('Receipt', agreed.body)]).toEqual([200, true]);
    const feeds = await doors.ask('registration', { method: 'GET', path, by: 'trust-admin' });
    expect([feeds.status, fits('Feeds', feeds.body), JSON.stringify(feeds.body).includes('"accepted":')]).toEqual([200, true, true]);
  });
});
