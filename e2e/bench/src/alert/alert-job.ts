import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Contender } from '../job/contender.js';
import { root, sourceFile } from '../job/places.js';
import { startNode } from '../job/running-node.js';
import { delayRow, type Row } from '../measure/rows.js';
import { abnormalPsaOf, followedPatients, type FollowedPatient } from './patients.js';

const perSecond = 50;
const connections = 4;
const lookEveryMs = 1;
const allWithinMs = 20_000;

/**
 * Looks at the read model that the worklist page is drawn from, as another process may: for each task that has become readable, the
 * NHS number on it and when it was first seen.
 */
class Worklist {
  readonly seenAt = new Map<string, number>();
  readonly #database: DatabaseSync;
  readonly #version;
  readonly #rows;
  #last = 0;
  #known = -1;

  constructor(data: string) {
    this.#database = new DatabaseSync(join(data, 'views', 'portal-gateway.db'), { readOnly: true });
    this.#version = this.#database.prepare('PRAGMA data_version');
    this.#rows = this.#database.prepare(
      "SELECT rowid AS row, json_extract(body, '$.banner.nhsNumber') AS nhsNumber FROM doc_work_items WHERE rowid > ? ORDER BY rowid",
    );
  }

  look(): void {
    const { data_version: version } = this.#version.get() as { data_version: number };
    if (version === this.#known) return;
    this.#known = version;
    const rows = this.#rows.all(this.#last) as { row: number; nhsNumber: string | null }[];
    const now = performance.now();
    for (const { row, nhsNumber } of rows) {
      this.#last = row;
      if (nhsNumber === null) continue;
      if (this.seenAt.has(nhsNumber)) throw new Error('One result has made two tasks.');
      this.seenAt.set(nhsNumber, now);
    }
  }

  close(): void {
    this.#database.close();
  }
}

const openConnections = async (port: number): Promise<{ readonly sockets: readonly Socket[]; readonly accepted: () => number }> => {
  let accepted = 0;
  const open = async (): Promise<Socket> => {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true });
    socket.on('data', (chunk: Buffer) => {
      accepted += chunk.toString('latin1').split('MSA|AA|').length - 1;
    });
    await once(socket, 'connect');
    return socket;
  };
  return { sockets: await Promise.all(Array.from({ length: connections }, open)), accepted: () => accepted };
};

/**
 * Sends each patient's result when it is due, whatever became of those before, and waits until each has its task. Answers the
 * milliseconds from when a result was due to be on the wire to when its task was seen.
 */
const sendAndWatch = async (patients: readonly FollowedPatient[], port: number, worklist: Worklist): Promise<readonly number[]> => {
  const frames = patients.map(abnormalPsaOf);
  const { sockets, accepted } = await openConnections(port);
  const from = performance.now() + 50;
  const dueAt = (index: number): number => from + (index * 1000) / perSecond;
  let sent = 0;
  const send = (): void => {
    for (; sent < frames.length && performance.now() >= dueAt(sent); sent += 1) sockets[sent % connections]?.write(frames[sent] ?? '');
  };
  const isDone = (): boolean => patients.every(({ nhsNumber }) => worklist.seenAt.has(nhsNumber));
  while (sent < frames.length || accepted() < frames.length || !isDone()) {
    send();
    worklist.look();
    if (performance.now() > dueAt(frames.length) + allWithinMs)
      throw new Error(`${String(accepted())} of ${String(frames.length)} results were accepted, and not all have a task.`);
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
  for (const socket of sockets) socket.destroy();
  return patients.map(({ nhsNumber }, index) => (worklist.seenAt.get(nhsNumber) ?? NaN) - dueAt(index));
};

/** From the last byte of an abnormal result to its task on the worklist, at a fixed rate of arrival, on the system as it is started. */
export const alertJob = async (
  folder: string,
  { warmUp, measured }: { readonly warmUp: number; readonly measured: number },
): Promise<Row> => {
  const data = join(folder, 'data');
  const preparing = await Contender.start({ file: sourceFile('alert/prepare-main.ts'), args: [data] });
  try {
    await preparing.ask<number>('fill', warmUp + measured);
  } finally {
    await preparing.stop();
  }
  const node = await startNode(root, data, 'empty');
  const worklist = new Worklist(data);
  try {
    const patients = followedPatients(warmUp + measured);
    await sendAndWatch(patients.slice(0, warmUp), node.mllpPort, worklist);
    const cpu = node.cpuSeconds();
    const millis = await sendAndWatch(patients.slice(warmUp), node.mllpPort, worklist);
    const cpuPerThousand = ((node.cpuSeconds() - cpu) / measured) * 1000;
    return delayRow(`last byte of a PSA → task readable, ${String(perSecond)}/s`, {
      millis,
      commitsPerMessage: NaN,
      cpuPerThousand,
      target: 25,
    });
  } finally {
    worklist.close();
    await node.stop();
  }
};
