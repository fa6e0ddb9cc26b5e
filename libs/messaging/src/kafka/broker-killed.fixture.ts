import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually, Listener, Owners } from '../testing/index.js';
import { onBroker } from './kafka.fixture.js';

type Ports = Readonly<Record<'broker' | 'controller', number>>;
interface Engine {
  readonly obtain: (cache: string) => Promise<void>;
  readonly command: (order: { readonly cache: string; readonly data: string; readonly ports: Ports }) => object;
  readonly isReady: (order: { readonly ports: Ports }) => Promise<boolean>;
}
interface Processes {
  readonly start: (folder: string, name: string, command: object) => { readonly pid: number };
  readonly stop: (folder: string, name: string) => Promise<boolean>;
}
const local = join(import.meta.dirname, '../../../../infra/local');

const freePort = (): Promise<number> =>
  new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        found(port);
      });
    });
  });

/** What becomes of what is published and heard while the broker is killed and comes back. */
export const whoseBrokerIsKilled = ({ cache }: { readonly cache: string }): void => {
  describe('a consumer whose broker is killed', () => {
    let folder: string;
    let ports: Ports;
    let engine: Engine;
    let processes: Processes;
    let pid = 0;
    const start = async (): Promise<void> => {
      const command = engine.command({ cache: resolve(cache), data: join(folder, 'data'), ports });
      ({ pid } = processes.start(folder, 'kafka', { ...command, log: join(folder, 'kafka.log') }));
      await eventually(() => engine.isReady({ ports }), 60_000);
    };
    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), 'rms-kafka-'));
      ports = { broker: await freePort(), controller: await freePort() };
      ({ kafka: engine } = (await import(join(local, 'engines/kafka.mjs'))) as { readonly kafka: Engine });
      processes = (await import(join(local, 'processes.mjs'))) as Processes;
      await engine.obtain(resolve(cache));
      await start();
    }, 180_000);
    afterEach(async () => {
      await processes.stop(folder, 'kafka');
      rmSync(folder, { recursive: true, force: true });
    }, 60_000);

    it('hears everything in order once it is back, and nobody gives up', async () => {
      const owners = new Owners();
      const on = await onBroker(`127.0.0.1:${String(ports.broker)}`, owners);
      const listener = new Listener('one', ['alpha']);
      const subscription = on.open().subscribe(listener.subscriber);
      await subscription.caughtUp();
      const rounds: string[] = [];
      const say = async (): Promise<void> => {
        rounds.push(String(rounds.length).padStart(4, '0'));
        for (let n = 0; n < 5; n += 1) await owners.say('alpha', n, rounds.at(-1) ?? '');
        await pause(20);
      };
      while (rounds.length < 50) await say();
      await eventually(() => listener.heard.length > 0);
      process.kill(pid, 'SIGKILL');
      while (rounds.length < 100) await say();
      const behind = await subscription.progress();
      expect(behind.of - behind.at).toBeGreaterThan(0);
      await pause(20_000);
      await start();
      const back = performance.now();
      await subscription.caughtUp();
      expect(performance.now() - back).toBeLessThan(15_000);
      while (rounds.length < 120) await say();
      await subscription.caughtUp();
      for (let n = 0; n < 5; n += 1) expect(listener.of('alpha', n)).toEqual(rounds);
      expect([on.fatal, on.stalled]).toEqual([[], []]);
      await subscription.stop();
      await on.close();
    }, 180_000);
  });
};
