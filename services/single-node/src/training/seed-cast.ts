import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { instantText, systemClock } from '@rms/event-sourcing';
import { openMllpSender, readAcknowledgement } from '@rms/hl7';
import { londonDateOf, parseInstant, present, type CivilDate } from '@rms/nhs';
import type { DataDirectory } from '@rms/service-kit/embedded';
import type { StartedNode } from '../node/start-node.js';
import { death, registration, reportsOf } from './demo-messages.js';
import { treatmentOf } from './demo-patient.js';
import { demoPatients } from './demo-patients.js';
import { hostOf, type Host } from './host.js';
import { OwnersDoors } from './owners-doors.js';
import { startFollowUp } from './start-of-a-follow-up.js';

export type Progress = (done: number, of: number) => void;

const marker = ({ path }: Pick<DataDirectory, 'path'>): string => join(path, 'demo-seeded');
/** Has the demonstration of a directory been brought to life to its end? */
export const isSeeded = (directory: Pick<DataDirectory, 'path'>): boolean => existsSync(marker(directory));

const today = (): CivilDate => {
  const instant = parseInstant(instantText(systemClock.now()));
  if (instant === undefined) throw new Error('the clock gives no date');
  return londonDateOf(instant);
};
/** Everything the senders say, in the order a region would say it, before and after the nurses started the follow-ups. */
const traffic = (on: CivilDate): { readonly before: readonly Uint8Array[]; readonly after: readonly Uint8Array[] } => ({
  before: [
    ...demoPatients.map((patient) => registration(patient, on)),
    ...demoPatients.flatMap((patient) =>
      patient.results.filter((result) => result.late !== true).flatMap((result) => reportsOf(patient, result, on)),
    ),
  ],
  after: [
    ...demoPatients.flatMap((patient) =>
      patient.results.filter((result) => result.late === true).flatMap((result) => reportsOf(patient, result, on)),
    ),
    ...demoPatients.filter((patient) => patient.died === true).map((patient) => death(patient, on)),
  ],
});

/**
 * Brings the demonstration to life through the real door and the real commands: registrations and results as HL7 over MLLP,
 * follow-ups started by the training nurses. Safe to break off: what was done is found done when it is begun again.
 */
export const bringCastToLife = async (host: Host, onProgress: Progress): Promise<void> => {
  const on = today();
  const { before, after } = traffic(on);
  const followed = demoPatients.filter((patient) => patient.monthsSince !== undefined);
  const total = before.length + followed.length + after.length;
  let count = 0;
  const step = (): void => {
    count += 1;
    onProgress(count, total);
  };
  const [address = '', port = ''] = host.mllp.split(':');
  const sender = openMllpSender({ host: address, port: Number(port), timeoutMs: 10_000 });
  const send = async (messages: readonly Uint8Array[]): Promise<void> => {
    for (const message of messages) {
      const reply = await sender.send(message, { expectReply: true });
      const read = reply === undefined ? undefined : readAcknowledgement(reply);
      if (read?.ok !== true || !['AA', 'CA'].includes(read.code))
        throw new Error('The demonstration’s own door did not take one of its messages.');
      step();
    }
  };
  await send(before);
  await host.quiet();
  const doors = new OwnersDoors(host);
  for (const patient of followed) {
    await startFollowUp(doors, {
      nhsNumber: patient.nhsNumber,
      trust: patient.trust,
      protocol: patient.protocol ?? 'prostate-after-prostatectomy',
      anchorOn: treatmentOf(patient, on),
      ...present({ answers: patient.answers, limit: patient.limit }),
    });
    step();
  }
  await send(after);
  await sender.close();
  await host.quiet();
};

/** Brings the demonstration of a directory to life, once. */
export const seedCast = async (node: StartedNode, onProgress: Progress): Promise<void> => {
  if (isSeeded(node.directory)) return;
  await bringCastToLife(hostOf(node), onProgress);
  writeFileSync(marker(node.directory), instantText(systemClock.now()));
};
