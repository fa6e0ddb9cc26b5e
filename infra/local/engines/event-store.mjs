// The door of EventStoreDB’s clients over the embedded history, in a process of its own: no EventStoreDB.
import { readFileSync } from 'node:fs';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ownNode } from '../../../libs/build/bin/own-node.mjs';
import { accepts } from '../processes.mjs';

const root = join(import.meta.dirname, '..', '..', '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const door = (name, port) => ({
  name,
  what: 'door of this system that speaks EventStoreDB’s protocol (no EventStoreDB)',
  version,
  ports: { grpc: port },
  obtain: () => Promise.resolve(),
  command: ({ data, ports }) => {
    mkdirSync(data, { recursive: true });
    return {
      command: ownNode(),
      args: [join(root, 'libs', 'event-sourcing', 'dist', 'eventstoredb', 'door-process.js'), '--data', data, '--port', String(ports.grpc)],
    };
  },
  isReady: ({ ports }) => accepts(ports.grpc),
});

/** Where the history is kept. */
export const history = door('history', 2113);
/** Where messages and pages are kept, apart from the history. */
export const intake = door('intake', 2114);
