import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { derivedId, instantText, systemClock } from '@rms/event-sourcing';
import { openMllpSender, readAcknowledgement } from '@rms/hl7';
import { londonDateOf, parseInstant, present, type CivilDate } from '@rms/nhs';
import { starterProtocol } from '@rms/protocols/starters';
import type { StartedNode } from '../node/start-node.js';
import { death, registration, reportsOf } from './demo-messages.js';
import { treatmentOf, type DemoPatient } from './demo-patient.js';
import { demoPatients } from './demo-patients.js';
import { teamIds } from './training-teams.js';

const namespace = '3f2a9d0c-5e1b-4a77-8c1d-7a8e5b6c0f02';
export type Progress = (done: number, of: number) => void;

const today = (): CivilDate => {
  const instant = parseInstant(instantText(systemClock.now()));
  if (instant === undefined) throw new Error('the clock gives no date');
  return londonDateOf(instant);
};
const nurseOf = (patient: DemoPatient): string => (patient.trust === 'ZT001' ? 'ruth' : 'anwen');

const startFollowUp = async (node: StartedNode, patient: DemoPatient, on: CivilDate): Promise<void> => {
  const token = await node.tokenFor(nurseOf(patient));
  const id = await patientId(node, patient);
  const protocol = starterProtocol(patient.protocol ?? 'prostate-after-prostatectomy');
  const personalLimit =
    patient.limit === undefined
      ? {}
      : { personalLimit: { value: patient.limit.value, unit: 'ng/mL', agreedBy: 'David Penrose', because: patient.limit.because } };
  const body = {
    commandId: derivedId(namespace, `start ${patient.nhsNumber}`),
    patient: id,
    protocol: protocol.protocol,
    version: protocol.version,
    anchorOn: treatmentOf(patient, on),
    stream: 'self-management',
    team: teamIds[patient.trust]?.nurses,
    ...personalLimit,
    ...present({ answers: patient.answers }),
  };
  const response = await fetch(`${node.node.ownerUrl('pathway')}/trusts/${patient.trust}/follow-ups`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok && response.status !== 409)
    throw new Error(`The demonstration could not start a follow-up: ${String(response.status)} ${await response.text()}`);
};

const patientId = async (node: StartedNode, patient: DemoPatient): Promise<string> => {
  const gateway = node.node.services.find((service) => service.name === 'portal-gateway');
  const [found] = await (gateway?.definition.documents
    .collection<{ readonly _id: string; readonly trust: string }>('patients')
    .find(patient.trust, { nhsNumber: patient.nhsNumber }) ?? []);
  if (found === undefined) throw new Error('A demonstration patient was not registered.');
  return found._id;
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
 * follow-ups started by the training nurses. Safe to break off: what was done is found done at the next start.
 */
export const seedDemo = async (node: StartedNode, onProgress: Progress): Promise<void> => {
  const done = join(node.directory.path, 'demo-seeded');
  if (existsSync(done)) return;
  const on = today();
  const { before, after } = traffic(on);
  const followed = demoPatients.filter((patient) => patient.monthsSince !== undefined);
  const total = before.length + followed.length + after.length;
  let count = 0;
  const step = (): void => {
    count += 1;
    onProgress(count, total);
  };
  const [host = '', port = ''] = node.mllp.split(':');
  const sender = openMllpSender({ host, port: Number(port), timeoutMs: 10_000 });
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
  await node.quiet();
  for (const patient of followed) {
    await startFollowUp(node, patient, on);
    step();
  }
  await send(after);
  await sender.close();
  await node.quiet();
  writeFileSync(done, instantText(systemClock.now()));
};
