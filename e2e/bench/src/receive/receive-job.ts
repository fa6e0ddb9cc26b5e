import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Contender } from '../job/contender.js';
import { flushesPerMessage } from '../job/flushes.js';
import { sourceFile } from '../job/places.js';
import { interleaved, type Round, type Rounds } from '../job/rounds.js';
import { ratioRow, type Row } from '../measure/rows.js';
import type { SendingLoad, Sent } from './sender-main.js';
import type { ServerName, ServerState } from './server-main.js';

const names: readonly ServerName[] = ['ours', 'medplum', 'simple-hl7'];
const connections = 16;
const messages = 8000;

const optionsOf = (name: ServerName, folder: string) => {
  mkdirSync(folder, { recursive: true });
  return { file: sourceFile('receive/server-main.ts'), args: [name, folder] };
};

let seed = 100;
interface Turn extends Sent {
  readonly before: ServerState;
  readonly after: ServerState;
}
/** One load to one server: the next seed's messages, over connections of their own. */
const giveTo = async (server: Contender, sender: Contender, count: number): Promise<Turn> => {
  seed += 1;
  const port = await server.ask<number>('port');
  const before = await server.ask<ServerState>('state');
  const { millis } = await sender.ask<Sent>('send', { port, connections, seed, messages: count } satisfies SendingLoad);
  const after = await server.ask<ServerState>('state');
  if (after.stored !== null && after.stored - (before.stored ?? 0) !== count)
    throw new Error(`${String(count)} messages were acknowledged and ${String(after.stored - (before.stored ?? 0))} stored.`);
  return { millis, before, after };
};

const timeRounds = (
  servers: Readonly<Record<ServerName, Contender>>,
  sender: Contender,
  rounds: Rounds,
): Promise<readonly Round<ServerName>[]> =>
  interleaved(names, rounds, async (name) => {
    const { millis, before, after } = await giveTo(servers[name], sender, messages);
    return {
      rate: (messages / millis) * 1000,
      cpuPerThousand: ((after.cpuSeconds - before.cpuSeconds) / messages) * 1000,
      commitsPerMessage: (after.commits - before.commits) / messages,
    };
  });

const countFlushes = async (folder: string, sender: Contender): Promise<string> => {
  const counted: string[] = [];
  for (const name of names) {
    const own = join(folder, `${name}-flushes`);
    const count = await flushesPerMessage(optionsOf(name, own), own, async (server) => {
      await giveTo(server, sender, 640);
      return 640;
    });
    counted.push(`${name} ${count.toFixed(2)}`);
  }
  return `Flushes to the disk for one message received, 16 connections (strace): ${counted.join(', ')}`;
};

/** Messages received over MLLP: ours on the disk before each acknowledgement, the peers' nowhere. */
export const receiveJob = async (folder: string, rounds: Rounds): Promise<{ readonly rows: readonly Row[]; readonly note: string }> => {
  const sender = await Contender.start({ file: sourceFile('receive/sender-main.ts'), args: [] });
  const started: Contender[] = [sender];
  try {
    const servers: Partial<Record<ServerName, Contender>> = {};
    for (const name of names) started.push((servers[name] = await Contender.start(optionsOf(name, join(folder, name)))));
    const done = await timeRounds(servers as Record<ServerName, Contender>, sender, rounds);
    const path = 'MLLP, durable before the ACK, 16 connections';
    return {
      rows: [
        ratioRow(path, done, { ours: 'ours', peer: 'medplum', peerName: '@medplum/hl7 (not durable)', target: 1.5 }),
        ratioRow(path, done, { ours: 'ours', peer: 'simple-hl7', peerName: 'simple-hl7 (not durable)', target: 0.7 }),
      ],
      note: await countFlushes(folder, sender),
    };
  } finally {
    for (const each of started) await each.stop();
  }
};
