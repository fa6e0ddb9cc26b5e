// Ports that nobody has at the moment.
import { createServer } from 'node:net';

/** So many different ports of loopback that were free a moment ago. */
export const freePorts = async (count) => {
  const servers = Array.from({ length: count }, () => createServer());
  await Promise.all(servers.map((server) => new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
};
