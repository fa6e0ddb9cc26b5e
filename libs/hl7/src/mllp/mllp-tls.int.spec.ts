import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { WireForTest, certificateForTest, type CertificateForTest } from '../testing/index.js';
import type { MllpConnection, MllpProblem } from './mllp-problem.js';
import { openMllpSender, type MllpSender } from './mllp-sender.js';
import type { MllpSenderTls } from './mllp-link.js';
import { startMllpServer, type MllpServer } from './mllp-server.js';

let door: CertificateForTest;
let laboratory: CertificateForTest;
let stranger: CertificateForTest;
const servers: MllpServer[] = [];
const senders: MllpSender[] = [];

beforeAll(() => {
  [door, laboratory, stranger] = [
    certificateForTest('door.example'),
    certificateForTest('laboratory.example'),
    certificateForTest('stranger.example'),
  ];
});
afterEach(async () => {
  await Promise.all(senders.splice(0).map((sender) => sender.close()));
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const start = async (): Promise<{
  readonly port: number;
  readonly seen: readonly MllpConnection[];
  readonly problems: readonly MllpProblem[];
}> => {
  const seen: MllpConnection[] = [];
  const problems: MllpProblem[] = [];
  const server = await startMllpServer({
    host: '127.0.0.1',
    port: 0,
    closeGraceMs: 300,
    tls: { ...door, ca: [laboratory.cert] },
    onFrame: (frame, connection) => {
      seen.push(connection);
      return Promise.resolve(frame);
    },
    onProblem: (problem) => void problems.push(problem),
  });
  servers.push(server);
  return { port: server.port, seen, problems };
};
const send = (port: number, tls: MllpSenderTls): Promise<Uint8Array | undefined> => {
  const sender = openMllpSender({ host: '127.0.0.1', port, timeoutMs: 3000, tls });
  senders.push(sender);
  return sender.send(Buffer.from('MSH|1'), { expectReply: true });
};

const eventually = async (isSo: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 1000 && !isSo(); tries += 1) {
    await new Promise((resolve) => {
      setTimeout(resolve, 2);
    });
  }
};

describe('a door with TLS', () => {
  it('serves a client whose certificate it knows, and says whose it is', async () => {
    const { port, seen } = await start();
    const reply = await send(port, { ...laboratory, ca: [door.cert] });
    expect(Buffer.from(reply ?? []).toString()).toBe('MSH|1');
    expect(seen[0]?.certificate).toEqual({
      subjectName: 'laboratory.example',
      fingerprint256: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/),
    });
  });

  it('turns away a client with another certificate, or with none, before it can send anything', async () => {
    const { port, seen, problems } = await start();
    await expect(send(port, { ...stranger, ca: [door.cert] })).rejects.toMatchObject({ name: 'MllpSendFailure' });
    await expect(send(port, { ca: [door.cert] })).rejects.toMatchObject({ name: 'MllpSendFailure' });
    expect(seen).toEqual([]);
    await eventually(() => problems.length === 2);
    expect(problems.map(({ kind }) => kind)).toEqual(['tls-refused', 'tls-refused']);
  });

  it('is not trusted by a client that expects another', async () => {
    const { port, seen } = await start();
    await expect(send(port, { ...laboratory, ca: [stranger.cert] })).rejects.toMatchObject({ reason: 'not-connected' });
    await expect(send(port, { ...laboratory, ca: [door.cert], serverName: 'other.example' })).rejects.toMatchObject({
      reason: 'not-connected',
    });
    expect(seen).toEqual([]);
  });

  it('does not understand a client without TLS, and lives', async () => {
    const { port, problems } = await start();
    const plain = await WireForTest.open(port);
    await plain.write('\x0bMSH|1\x1c\r');
    await plain.closed;
    await eventually(() => problems.length === 1);
    expect(problems.map(({ kind }) => kind)).toEqual(['tls-refused']);
    expect(await send(port, { ...laboratory, ca: [door.cert] })).toBeDefined();
  });
});
