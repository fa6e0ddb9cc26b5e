import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { EventStore } from '@rms/event-sourcing';
import type { DataDirectory } from '@rms/service-kit/embedded';
import { controlFile, runningAt, tellWhereItRuns, type ControlAddress } from '../directory/control-address.js';
import type { Sealer } from '../sealing/sealer.js';
import { recordReading, type ReadingToRecord } from '../directory/record-reading.js';

// A socket's path may have some 100 characters at most, and a data directory may lie deeper than that.
const folderName = (): string => join(tmpdir(), 'rms-control-');

const read = async (request: AsyncIterable<unknown>): Promise<ReadingToRecord> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as ReadingToRecord;
};

const removeFolderOf = (address: ControlAddress | undefined): void => {
  if (address?.socket.startsWith(folderName()) === true) rmSync(dirname(address.socket), { recursive: true, force: true });
};

type Answering = { readonly status: number; readonly body?: string };
const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const sealing = (sealer: Sealer): Promise<Answering> =>
  sealer.seal().then(
    (head) => ({ status: 200, body: JSON.stringify({ head, publicKey: sealer.publicKey }) }),
    (error: unknown) => ({ status: 409, body: sentenceOf(error) }),
  );
const recording = (store: EventStore, request: AsyncIterable<unknown>): Promise<Answering> =>
  read(request)
    .then((reading) => recordReading(store, reading))
    .then(
      () => ({ status: 204 }),
      () => ({ status: 503 }),
    );

/** Lets the command line, beside a running node, have its readings of the history recorded, and a head signed, by the one writer there is. */
export const openControl = async ({
  store,
  directory,
  sealer,
}: {
  readonly store: EventStore;
  readonly directory: DataDirectory;
  readonly sealer: Sealer;
}): Promise<{ close(): Promise<void> }> => {
  removeFolderOf(runningAt(directory.path));
  const address: ControlAddress = { pid: process.pid, socket: join(mkdtempSync(folderName()), 'control') };
  const server = createServer((request, response) => {
    void (request.url === '/seal' ? sealing(sealer) : recording(store, request)).then(({ status, body }) => {
      response.writeHead(status).end(body);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(address.socket, resolve);
  });
  tellWhereItRuns(directory.path, address);
  return {
    close: async () => {
      rmSync(controlFile(directory.path), { force: true });
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
      removeFolderOf(address);
    },
  };
};
