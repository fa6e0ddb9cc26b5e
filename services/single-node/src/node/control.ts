import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { DataDirectory } from '@rms/service-kit/embedded';
import { controlFile, runningAt, tellWhereItRuns, type ControlAddress } from '../directory/control-address.js';

// A socket's path may have some 100 characters at most, and a data directory may lie deeper than that.
const folderName = (): string => join(tmpdir(), 'rms-control-');

const read = async (request: AsyncIterable<unknown>): Promise<unknown> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length === 0 ? undefined : JSON.parse(Buffer.concat(chunks).toString());
};

/** What the command line may ask of a running node, by path. Each answers in one line of JSON after another, as it comes. */
export type ControlRoutes = Readonly<Record<string, (asked: unknown) => AsyncIterable<object>>>;

const answerTo = async (routes: ControlRoutes, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const route = routes[request.url ?? ''];
  if (route === undefined) {
    response.writeHead(404).end();
    return;
  }
  for await (const line of route(await read(request))) {
    if (!response.headersSent) response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    response.write(`${JSON.stringify(line)}\n`);
  }
  response.end();
};

// A refusal that came after the first line can only be a last line.
const answerWithRefusal = (response: ServerResponse, error: unknown): void => {
  const sentence = error instanceof Error ? error.message : String(error);
  if (!response.headersSent) response.writeHead(409, { 'content-type': 'application/x-ndjson' });
  response.end(`${JSON.stringify({ refused: sentence })}\n`);
};

const removeFolderOf = (address: ControlAddress | undefined): void => {
  if (address?.socket.startsWith(folderName()) === true) rmSync(dirname(address.socket), { recursive: true, force: true });
};

/** Lets the command line, beside a running node, have things done by the one writer there is. */
export const openControl = async ({
  directory,
  routes,
}: {
  readonly directory: DataDirectory;
  readonly routes: ControlRoutes;
}): Promise<{ close(): Promise<void> }> => {
  removeFolderOf(runningAt(directory.path));
  const address: ControlAddress = { pid: process.pid, socket: join(mkdtempSync(folderName()), 'control') };
  const server = createServer((request, response) => {
    answerTo(routes, request, response).catch((error: unknown) => {
      answerWithRefusal(response, error);
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
