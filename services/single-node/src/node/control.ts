import { timingSafeEqual } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EventStore } from '@rms/event-sourcing';
import { controlFile, type ControlAddress } from '../directory/control-address.js';
import type { DataDirectory } from '@rms/service-kit/embedded';
import { recordReading, type ReadingToRecord } from '../directory/record-reading.js';

const isKey = (given: string | undefined, key: string): boolean => {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(key)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** Lets the command line, beside a running node, have its readings of the history recorded by the one writer there is. */
export const openControl = async ({
  store,
  directory,
  operator,
}: {
  readonly store: EventStore;
  readonly directory: DataDirectory;
  readonly operator: string;
}): Promise<{ close(): Promise<void> }> => {
  const key = directory.secret('control');
  const server = createServer((request, response) => {
    if (!isKey(request.headers.authorization, key)) {
      response.writeHead(401).end();
      return;
    }
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      recordReading(store, { operator, ...(JSON.parse(body) as Omit<ReadingToRecord, 'operator'>) }).then(
        () => {
          response.writeHead(204).end();
        },
        () => {
          response.writeHead(503).end();
        },
      );
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address: ControlAddress = { pid: process.pid, port: (server.address() as AddressInfo).port, key };
  writeFileSync(controlFile(directory.path), JSON.stringify(address), { mode: 0o600 });
  return {
    close: async () => {
      rmSync(controlFile(directory.path), { force: true });
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
};
