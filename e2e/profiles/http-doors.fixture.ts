import { CannotBeChecked, roles, type Person, type Role, type ServiceCaller, type VerifyBearer } from '@rms/identity';
import { protocolAggregate } from '@rms/pathway';
import type { Protocol } from '@rms/protocols';
import { starterProtocol } from '@rms/protocols/starters';
import { startService, type RunningService } from '@rms/service-kit';
import { createLogger } from '@rms/telemetry';
import { Owners } from './owners.fixture.js';

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}
/** Who asks: nobody, a service of ours, a person in a role at a trust, or such a person while the identity provider does not answer. */
export type Asking = 'nobody' | 'a service' | Role | `${Role} unchecked`;

const ownTrust = 'ZT001';
const personIn = (role: Role): Person => ({
  subject: `9e000000-0000-4000-8000-00000000000${String(roles.indexOf(role) % 10)}`,
  username: role,
  name: `Training ${role}`,
  roles: [role],
  trusts: [ownTrust],
  ...(role === 'consultant' || role === 'clinical-nurse-specialist' ? { registration: 'GMC 0000001' } : {}),
});

const unchecked = ' unchecked';
const verify: VerifyBearer = (header, use) => {
  const asking = header?.replace('Bearer ', '') as Asking | undefined;
  if (asking === undefined || asking === 'nobody') return Promise.resolve(undefined);
  if (asking.endsWith(unchecked) && use?.writes !== false) return Promise.reject(new CannotBeChecked('this is a test.'));
  const caller: Person | ServiceCaller = asking === 'a service' ? { service: 'sweeper' } : personIn(asking.replace(unchecked, '') as Role);
  return Promise.resolve(caller);
};

/** The five owners behind their real HTTP doors on this machine, with tokens that say who asks. */
export class HttpDoors {
  readonly owners = new Owners();
  readonly protocol: Protocol;
  readonly #running: RunningService[] = [];

  private constructor(protocol: Protocol) {
    this.protocol = protocol;
  }

  static async open(): Promise<HttpDoors> {
    const protocol = starterProtocol('prostate-after-prostatectomy');
    const doors = new HttpDoors(protocol);
    const { owners } = doors;
    await owners.agree();
    await owners.tell(protocolAggregate, { id: protocol.protocol, command: { type: 'PublishProtocol', content: protocol } });
    const signed = { type: 'SignProtocol', version: protocol.version, signedBy: 'Training consultant' } as const;
    await owners.tell(protocolAggregate, { id: protocol.protocol, command: signed });
    const logger = createLogger('profiles', { level: 'silent' });
    for (const definition of owners.definitions)
      doors.#running.push(await startService(definition, { bus: owners.bus, verifyBearer: verify, logger, host: '127.0.0.1', port: 0 }));
    await doors.quiet();
    return doors;
  }

  async ask(
    service: string,
    request: { readonly method: string; readonly path: string; readonly by: Asking; readonly body?: unknown },
  ): Promise<Answer> {
    const url = this.#running.find(({ name }) => name === service)?.url ?? '';
    const response = await fetch(`${url}${request.path}`, {
      method: request.method,
      headers: { 'content-type': 'application/json', ...(request.by === 'nobody' ? {} : { authorization: `Bearer ${request.by}` }) },
      ...(request.body === undefined ? {} : { body: typeof request.body === 'string' ? request.body : JSON.stringify(request.body) }),
    });
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
    return { status: response.status, body: isJson ? ((await response.json()) as Answer['body']) : { text: await response.text() } };
  }

  /** One message through the door, and everything that follows from it. */
  async takes(message: string): Promise<void> {
    await this.owners.door(Buffer.from(message, 'utf8'));
    await this.quiet();
  }

  async quiet(): Promise<void> {
    let before = -1;
    while (before !== this.owners.recorded) {
      before = this.owners.recorded;
      for (const { definition } of this.#running) for (const work of definition.background) await work.quiet();
      for (const { subscription } of this.#running) await subscription.caughtUp();
    }
  }

  async close(): Promise<void> {
    for (const service of this.#running) await service.close();
  }
}
