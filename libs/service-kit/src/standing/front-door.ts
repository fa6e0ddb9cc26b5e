import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostInUrl } from '../host-in-url.js';
import { StartRefused } from './start-refused.js';

export interface FrontDoor {
  readonly server: Server;
  readonly address: string;
  readonly origin: string;
  close(): Promise<void>;
}

/** Turns an address that cannot be had into a refusal with a sentence. */
export const busy =
  (what: string, port: number) =>
  (error: NodeJS.ErrnoException): never => {
    if (error.code === 'EADDRINUSE')
      throw new StartRefused(`Port ${String(port)} for ${what} is taken by another program. Name another, or 0 for any free one.`);
    if (error.code === 'EACCES')
      throw new StartRefused(`Port ${String(port)} for ${what} may not be opened by this user. Name one above 1023.`);
    if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
      throw new StartRefused(`This machine has no such address to listen on for ${what}. Name one that it has (RMS_HOST).`);
    throw error;
  };

/** Opens the public HTTP door first, so that its address is known to everything behind it. Until they are ready it asks to wait. */
export const openFrontDoor = async (host: string, port: number): Promise<FrontDoor> => {
  const server = createServer();
  const wait = (_request: unknown, response: { writeHead: (status: number, headers: object) => { end: (text: string) => void } }): void => {
    if (server.listenerCount('request') > 1) return;
    response.writeHead(503, { 'content-type': 'text/plain', 'retry-after': '2' }).end('Starting. Try again in a moment.');
  };
  server.on('request', wait as never);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  }).catch(busy('web pages', port));
  const address = `${hostInUrl(host)}:${String((server.address() as AddressInfo).port)}`;
  return {
    server,
    address,
    origin: `http://${address}`,
    close: async () => {
      server.closeIdleConnections();
      const closed = new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
      setTimeout(() => {
        server.closeAllConnections();
      }, 2000).unref();
      await closed;
    },
  };
};
