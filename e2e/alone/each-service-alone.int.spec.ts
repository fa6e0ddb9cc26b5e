import { createHmac, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { systemClock } from '@rms/event-sourcing';
import { startTestProvider, type TestProvider } from '@rms/identity/testing';
import { ServiceAlone, type Ended } from './service-alone.fixture.js';

const owners = ['registration', 'results', 'pathway', 'letters', 'alerting'];
const services = [...owners, 'portal-gateway'];
const quarterMs = 15 * 60_000;
// Nobody listens there: every neighbour and the issuer are away.
const away = 'http://127.0.0.1:9';
const neighbours = Object.fromEntries(owners.map((owner) => [`RMS_${owner.toUpperCase()}_URL`, away]));
const alone = { RMS_HTTP_PORT: '0', RMS_ISSUER: `${away}/realms/rms`, RMS_LOG_LEVEL: 'error', ...neighbours };

interface Seen {
  readonly live: number;
  readonly ready: { readonly status: number; readonly waitsFor: readonly string[]; readonly without: readonly string[] };
  readonly history: number;
  readonly withAToken: number;
}
const patient = '00000000-0000-4000-8000-000000000000';

const look = async (url: string): Promise<Seen> => {
  const history = `${url}/trusts/ZT001/history/${patient}`;
  const forged = { headers: { authorization: 'Bearer eyJhbGciOiJSUzI1NiJ9.eyJleHAiOjk5OTk5OTk5OTl9.c2ln' } };
  const [live, ready, asked, withAToken] = await Promise.all([
    fetch(`${url}/health/live`),
    fetch(`${url}/health/ready`),
    fetch(history),
    fetch(history, forged),
  ]);
  const { waitsFor, without } = (await ready.json()) as Seen['ready'];
  return { live: live.status, ready: { status: ready.status, waitsFor, without }, history: asked.status, withAToken: withAToken.status };
};

describe('each service by itself, with no neighbour and no issuer', () => {
  let place: string;
  let provider: TestProvider;
  const first = new Map<string, Seen>();
  const firstEnd = new Map<string, Ended>();
  const second = new Map<string, Seen>();
  const secondEnd = new Map<string, Ended>();
  const refusal = new Map<string, Ended>();
  const pages = new Map<string, { readonly status: number; readonly text: string }>();
  let running: ServiceAlone[] = [];
  jest.setTimeout(120_000);

  const start = (name: string, more: Readonly<Record<string, string>> = {}): ServiceAlone => {
    const service = new ServiceAlone(name, { ...alone, RMS_DATA: join(place, name), ...more });
    running.push(service);
    return service;
  };
  const show = async (name: string, url: string, path: string): Promise<void> => {
    const response = await fetch(`${url}${path}`);
    pages.set(name, { status: response.status, text: await response.text() });
  };
  /** The cookie of a browser in which Ruth has signed in. */
  const signedInAs = async (username: string): Promise<string> => {
    const [id, directory] = [randomUUID(), join(place, 'portal-gateway')];
    const [access, now] = [await provider.token(username), systemClock.now()];
    const tokens = { access, expiresAt: now + 250_000 };
    const body = JSON.stringify({ cookie: { originalMaxAge: quarterMs, httpOnly: true, path: '/' }, tokens, since: now });
    const sessions = new DatabaseSync(join(directory, 'sessions.db'));
    sessions.prepare('INSERT INTO session (id, body, expires) VALUES (?, ?, ?)').run(id, body, now + quarterMs);
    sessions.close();
    const key = readFileSync(join(directory, 'cookies.secret'), 'utf8');
    const signature = createHmac('sha256', key).update(id).digest('base64').replace(/=+$/, '');
    return `rms=${encodeURIComponent(`s:${id}.${signature}`)}`;
  };
  const liveOnce = async (name: string): Promise<void> => {
    const service = start(name);
    const url = await service.url();
    first.set(name, await look(url));
    if (name === 'portal-gateway') await show('sign in', url, '/sign-in');
    firstEnd.set(name, await service.stop('SIGTERM'));
  };
  const liveAgain = async (name: string): Promise<void> => {
    const service = start(name, { RMS_ISSUER: provider.issuer });
    const url = await service.url();
    second.set(name, await look(url));
    if (name === 'portal-gateway') {
      const worklist = await fetch(`${url}/worklist`, { headers: { cookie: await signedInAs('ruth') }, redirect: 'manual' });
      pages.set('worklist', { status: worklist.status, text: await worklist.text() });
    }
    secondEnd.set(name, await service.stop('SIGINT'));
  };
  const beRefused = async (name: string): Promise<void> => {
    const variable = name === 'portal-gateway' ? 'RMS_LETTERS_URL' : 'RMS_ISSUER';
    refusal.set(name, await start(name, { [variable]: 'not an address' }).ended);
  };

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'rms-alone-'));
    for (const name of services) mkdirSync(join(place, name));
    provider = await startTestProvider([
      {
        username: 'ruth',
        name: 'Ruth Adeyemi',
        roles: ['clinical-nurse-specialist'],
        trusts: ['ZT001'],
        registration: 'NMC 00A0000X',
        does: '',
      },
    ]);
    await Promise.all(
      services.map(async (name) => {
        await beRefused(name);
        await liveOnce(name);
        await liveAgain(name);
      }),
    );
  });
  afterAll(async () => {
    await Promise.all(running.map((service) => service.stop('SIGTERM')));
    running = [];
    await provider.close();
    rmSync(place, { recursive: true });
  });

  it.each(services)('%s refuses a configuration error with one sentence that names the variable', (name) => {
    const { code, complained, said } = refusal.get(name)!;
    expect({ code, said }).toEqual({ code: 2, said: '' });
    expect(complained).toMatch(name === 'portal-gateway' ? /^RMS_LETTERS_URL must be [^\n]+\.\n$/ : /^RMS_ISSUER must be [^\n]+\.\n$/);
  });
  it.each(services)('%s starts on an empty directory, is live, and says that it waits for the issuer', (name) => {
    expect(first.get(name)).toMatchObject({
      live: 200,
      ready: { status: 503, waitsFor: ['the issuer, to know who asks'], without: name === 'portal-gateway' ? owners : [] },
    });
  });
  it.each(owners)('%s answers 401 to nobody, and to a token that it cannot verify', (name) => {
    expect(first.get(name)).toMatchObject({ history: 401, withAToken: 401 });
  });
  it.each(services)('%s says in one line where it answers, and ends with 0 when it is told to stop', (name) => {
    const { code, said } = firstEnd.get(name)!;
    expect(code).toBe(0);
    expect(said).toMatch(new RegExp(`^${name} answers at http://127\\.0\\.0\\.1:\\d+ \\(data in [^\\n]+\\)\\n$`));
  });
  it.each(services)('%s starts again on the same directory, is ready once the issuer answers, and stops on an interrupt too', (name) => {
    expect(second.get(name)).toMatchObject({ live: 200, ready: { status: 200, waitsFor: [] } });
    expect(secondEnd.get(name)).toMatchObject({ code: 0, complained: '' });
  });
  it('the gateway says in plain words that nobody can sign in while the issuer is away', () => {
    expect(pages.get('sign in')).toMatchObject({ status: 503, text: expect.stringContaining('You cannot sign in at the moment') });
  });
  it('the gateway shows its pages without any owner, and never as if they were up to date', () => {
    const { status, text } = pages.get('worklist')!;
    expect(status).toBe(200);
    expect(text).toContain('It is not known how far behind this list is.');
    expect(text).not.toContain('up to date.');
    expect(text).not.toContain('Nothing waits here');
  });
});
