import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { EventStore } from '@rms/event-sourcing';
import type { DataDirectory } from '@rms/service-kit/embedded';
import { controlFile, runningAt, tellWhereItRuns, type ControlAddress } from '../directory/control-address.js';
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

/** Lets the command line, beside a running node, have its readings of the history recorded by the one writer there is. */
export const openControl = async ({
  store,
  directory,
}: {
  readonly store: EventStore;
  readonly directory: DataDirectory;
}): Promise<{ close(): Promise<void> }> => {
  removeFolderOf(runningAt(directory.path));
  const address: ControlAddress = { pid: process.pid, socket: join(mkdtempSync(folderName()), 'control') };
  const server = createServer((request, response) => {
    const answer = (status: number): void => {
      response.writeHead(status).end();
    };
    read(request)
      .then((reading) => recordReading(store, reading))
      .then(
        () => answer(204),
        () => answer(503),
      );
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
