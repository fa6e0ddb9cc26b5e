import { connect } from 'node:net';
import { once } from 'node:events';
import { readConfig, startNode, teamIds } from '@rms/single-node';
import { starterProtocol } from '@rms/protocols/starters';
import { serve } from '../job/served.js';
import { daysAgo, followedPatients, registrationOf } from './patients.js';

// Fills a data directory with patients in follow-up over the real doors, and lets go of it: the system that is measured is another
// process, started from the command line.
const trust = 'ZT001';
const [data = ''] = process.argv.slice(2);
const node = await startNode(readConfig({ data, seed: 'empty', http: '0', mllp: '0' }));

const register = async (count: number): Promise<void> => {
  const socket = connect({ host: '127.0.0.1', port: Number(node.mllp.split(':').at(-1)) });
  let acknowledged = 0;
  const all = Promise.withResolvers<undefined>();
  socket.on('data', (chunk: Buffer) => {
    acknowledged += chunk.toString('latin1').split('MSA|AA|').length - 1;
    if (acknowledged === count) all.resolve(undefined);
  });
  socket.on('close', () => {
    all.reject(new Error('The system closed the connection.'));
  });
  await once(socket, 'connect');
  for (const patient of followedPatients(count)) socket.write(registrationOf(patient));
  await all.promise;
  socket.destroy();
  await node.quiet();
};

const idsByNumber = async (): Promise<ReadonlyMap<string, string>> => {
  const gateway = node.node.services.find(({ name }) => name === 'portal-gateway');
  const patients = await gateway?.definition.documents
    .collection<{ readonly _id: string; readonly trust: string; readonly nhsNumber?: string }>('patients')
    .find(trust, {});
  return new Map((patients ?? []).map(({ _id, nhsNumber }) => [nhsNumber ?? '', _id]));
};

const startFollowUps = async (count: number): Promise<void> => {
  const [token, ids, protocol] = [await node.tokenFor('ruth'), await idsByNumber(), starterProtocol('prostate-after-prostatectomy')];
  for (const { nhsNumber } of followedPatients(count)) {
    const response = await fetch(`${node.node.ownerUrl('pathway')}/trusts/${trust}/follow-ups`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        commandId: crypto.randomUUID(),
        patient: ids.get(nhsNumber),
        protocol: protocol.protocol,
        version: protocol.version,
        anchorOn: daysAgo(200),
        stream: 'self-management',
        team: teamIds[trust]?.nurses,
      }),
    });
    if (!response.ok) throw new Error(`A follow-up was not started: ${String(response.status)} ${await response.text()}`);
  }
  await node.quiet();
};

serve(
  {
    fill: async (count: number) => {
      await register(count);
      await startFollowUps(count);
      return count;
    },
  },
  () => node.close(),
);
