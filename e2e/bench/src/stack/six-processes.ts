import { connect } from 'node:net';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { hostOf, openCluster, readOperatedCluster, readTrainingSecrets } from '@rms/single-node/cluster';
import { OwnersDoors, startFollowUp, type Host, type Item } from '@rms/single-node/training';
import { openRegionAtRisk, type RegionAtRisk } from '../../../faults/region-at-risk.mjs';
import { abnormalPsaOf, daysAgo, followedPatients, registrationOf, type FollowedPatient } from '../alert/patients.js';
import { delayRow, limitRow, type Row } from '../measure/rows.js';

const trust = 'ZT001';
const protocol = 'prostate-after-prostatectomy';
const perSecond = 50;
const connections = 4;
const lookEveryMs = 5;
const allWithinMs = 60_000;
const mostMegabytes = (service: string): number => (service === 'letters' ? 350 : 250);

const openDoor = async (
  port: number,
): Promise<{ readonly send: (frame: Uint8Array) => void; readonly accepted: () => number; readonly close: () => void }> => {
  let accepted = 0;
  const sockets = Array.from({ length: connections }, () => connect({ host: '127.0.0.1', port, noDelay: true }));
  for (const socket of sockets)
    socket.on('data', (chunk: Buffer) => {
      accepted += chunk.toString('latin1').split('MSA|AA|').length - 1;
    });
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  let sent = 0;
  return {
    send: (frame) => {
      sockets[sent % connections]?.write(frame);
      sent += 1;
    },
    accepted: () => accepted,
    close: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
};
type Door = Awaited<ReturnType<typeof openDoor>>;

const until = async (isSo: () => boolean, what: string): Promise<void> => {
  const from = performance.now();
  while (!isSo()) {
    if (performance.now() - from > allWithinMs) throw new Error(`${what} was not so within ${String(allWithinMs / 1000)} s.`);
    await pause(lookEveryMs);
  }
};

const takeIn = async (host: Host, door: Door, patients: readonly FollowedPatient[]): Promise<void> => {
  const doors = new OwnersDoors(host);
  for (const [n, patient] of patients.entries()) {
    door.send(registrationOf(patient));
    await until(() => door.accepted() === n + 1, 'A registration’s acknowledgement');
  }
  await host.quiet();
  for (const { nhsNumber } of patients) await startFollowUp(doors, { nhsNumber, trust, protocol, anchorOn: daysAgo(200) });
  await host.quiet();
};

/** Sends each patient's result when it is due, and answers the milliseconds from then to when the pages can read its task. */
const sendAndWatch = async (host: Host, door: Door, patients: readonly FollowedPatient[]): Promise<readonly number[]> => {
  const items = host.known<Item>('work_items');
  const before = new Set((await items.find(trust, {})).map(({ _id }) => _id));
  const waitedFor = new Set<string>();
  const seenAt = new Map<string, number>();
  const acceptedBefore = door.accepted();
  const from = performance.now() + 50;
  const dueAt = (nth: number): number => from + (nth * 1000) / perSecond;
  const sending = (async () => {
    for (const [nth, patient] of patients.entries()) {
      const wait = dueAt(nth) - performance.now();
      if (wait > 0) await pause(wait);
      door.send(abnormalPsaOf(patient));
      waitedFor.add(patient.nhsNumber);
    }
  })();
  while (seenAt.size < patients.length) {
    if (performance.now() > dueAt(patients.length) + allWithinMs)
      throw new Error(`${String(seenAt.size)} of ${String(patients.length)} results have a task.`);
    const found = await items.find(trust, { 'banner.nhsNumber': { $in: [...waitedFor] } });
    const now = performance.now();
    for (const { _id, banner: { nhsNumber } = {} } of found)
      if (nhsNumber !== undefined && !before.has(_id) && waitedFor.delete(nhsNumber)) seenAt.set(nhsNumber, now);
    await pause(lookEveryMs);
  }
  await sending;
  await until(() => door.accepted() === acceptedBefore + patients.length, 'Every acknowledgement');
  return patients.map(({ nhsNumber }, nth) => (seenAt.get(nhsNumber) ?? NaN) - dueAt(nth));
};

/** From the last byte of an abnormal result to its task for the pages, over all six processes; and what memory they take. */
export const sixProcesses = async ({
  warmUp,
  measured,
}: {
  readonly warmUp: number;
  readonly measured: number;
}): Promise<readonly Row[]> => {
  const region: RegionAtRisk = await openRegionAtRisk({ isBreakable: false });
  const host = hostOf(openCluster(readOperatedCluster(region.environment), 'bench'), readTrainingSecrets(region.environment));
  const door = await openDoor(region.mllp.port);
  try {
    const idle = region.residentMegabytes();
    const patients = followedPatients(warmUp + measured);
    await takeIn(host, door, patients);
    await sendAndWatch(host, door, patients.slice(0, warmUp));
    const millis = await sendAndWatch(host, door, patients.slice(warmUp));
    const after = region.residentMegabytes();
    return [
      delayRow(`last byte of a PSA → task readable, six processes, ${String(perSecond)}/s`, {
        millis,
        commitsPerMessage: NaN,
        cpuPerThousand: NaN,
        target: 250,
      }),
      ...Object.entries(after).map(([service, megabytes]) =>
        limitRow(`memory of ${service}, idle and after it`, [idle[service] ?? NaN, megabytes], {
          target: mostMegabytes(service),
          unit: 'MB',
        }),
      ),
    ];
  } finally {
    door.close();
    await host.close();
    await region.close();
  }
};
