import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { MllpFrameDecoder } from './frame-decoder.js';
import { openMllpSender, type MllpSender } from './mllp-sender.js';
import type { MllpSenderOptions } from './mllp-link.js';
import { startMllpServer } from './mllp-server.js';

const VT = '\x0b';
const END = '\x1c\r';
const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const text = (reply: Uint8Array | undefined): string | undefined =>
  reply === undefined ? undefined : Buffer.from(reply).toString('latin1');

const senders: MllpSender[] = [];
const receivers: { readonly server: Server; readonly sockets: Socket[] }[] = [];

type OnMessage = (message: string, socket: Socket, connection: number) => void;

/** A receiver that does with each message what the test says. */
const receiver = async (onMessage: OnMessage): Promise<{ readonly port: number; readonly sockets: Socket[] }> => {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    const decoder = new MllpFrameDecoder();
    const connection = sockets.push(socket);
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      for (const item of decoder.feed(chunk)) onMessage(text(item.bytes) ?? '', socket, connection);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  receivers.push({ server, sockets });
  const address = server.address();
  return { port: typeof address === 'object' && address !== null ? address.port : 0, sockets };
};
const senderTo = (port: number, options: Partial<MllpSenderOptions> = {}): MllpSender => {
  const sender = openMllpSender({ host: '127.0.0.1', port, timeoutMs: 2000, ...options });
  senders.push(sender);
  return sender;
};
const ask = async (sender: MllpSender, message: string): Promise<string | undefined> =>
  text(await sender.send(bytes(message), { expectReply: true }));

afterEach(async () => {
  for (const { sockets, server } of receivers.splice(0)) {
    server.close();
    for (const socket of sockets) socket.destroy();
  }
  await Promise.all(senders.splice(0).map((sender) => sender.close()));
});

describe('a sender', () => {
  it('gets the reply to each message, one message after another, over one connection', async () => {
    const inFlight: string[] = [];
    const { port, sockets } = await receiver((message, socket) => {
      inFlight.push(message);
      setTimeout(() => {
        expect(inFlight.splice(0)).toEqual([message]);
        socket.write(`${VT}re ${message}${END}`);
      }, 5);
    });
    const sender = senderTo(port);
    expect(await Promise.all(['1', '2', '3'].map((message) => ask(sender, message)))).toEqual(['re 1', 're 2', 're 3']);
    expect(sockets).toHaveLength(1);
  });

  it('waits for nothing where no reply is due', async () => {
    const got: string[] = [];
    const { port } = await receiver((message, socket) => {
      got.push(message);
      if (message !== 'quiet') socket.write(`${VT}re ${message}${END}`);
    });
    const sender = senderTo(port, { timeoutMs: 500 });
    expect(await sender.send(bytes('quiet'), { expectReply: false })).toBeUndefined();
    expect(await ask(sender, 'loud')).toBe('re loud');
    expect(got).toEqual(['quiet', 'loud']);
  });

  it('never takes a late reply for that of the next message', async () => {
    const { port, sockets } = await receiver((message, socket) => {
      setTimeout(() => socket.write(`${VT}re ${message}${END}`), message === 'slow' ? 80 : 0);
    });
    const sender = senderTo(port, { timeoutMs: 40 });
    await expect(ask(sender, 'slow')).rejects.toMatchObject({ name: 'MllpSendFailure', reason: 'timed-out' });
    expect(await ask(sender, 'next')).toBe('re next');
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(await ask(sender, 'last')).toBe('re last');
    expect(sockets).toHaveLength(2);
  });

  it('does not trust a connection on which a reply came that nobody waited for', async () => {
    const { port, sockets } = await receiver((message, socket) => socket.write(`${VT}re ${message}${END}${VT}again ${message}${END}`));
    const sender = senderTo(port);
    expect([await ask(sender, '1'), await ask(sender, '2')]).toEqual(['re 1', 're 2']);
    expect(sockets).toHaveLength(2);
  });

  it('takes a reply whose frame lacks the last CR', async () => {
    const { port } = await receiver((message, socket) => socket.write(`${VT}re ${message}\x1c`));
    expect(await ask(senderTo(port), '1')).toBe('re 1');
  });

  it.each([
    ['connection-lost', (socket: Socket) => socket.destroy()],
    ['connection-lost', (socket: Socket) => socket.resetAndDestroy()],
    ['connection-lost', (socket: Socket) => socket.end(`${VT}half a reply`)],
    ['reply-unreadable', (socket: Socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['timed-out', () => undefined],
  ])('says %s and uses a new connection for the next message', async (reason, misbehave) => {
    const { port, sockets } = await receiver((message, socket) =>
      message === 'bad' ? void misbehave(socket) : socket.write(`${VT}re ${message}${END}`),
    );
    const sender = senderTo(port, { timeoutMs: 200 });
    await expect(ask(sender, 'bad')).rejects.toMatchObject({ reason });
    expect(await ask(sender, 'good')).toBe('re good');
    expect(sockets).toHaveLength(2);
  });

  it('refuses a reply larger than it may be', async () => {
    const { port } = await receiver((_, socket) => socket.write(VT + 'x'.repeat(100)));
    await expect(ask(senderTo(port, { maxFrameBytes: 50 }), '1')).rejects.toMatchObject({ reason: 'reply-unreadable' });
  });

  it('connects again where the receiver has gone away in the meantime', async () => {
    const { port, sockets } = await receiver((message, socket) => socket.write(`${VT}re ${message}${END}`));
    const sender = senderTo(port);
    expect(await ask(sender, '1')).toBe('re 1');
    sockets[0]?.end();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(await ask(sender, '2')).toBe('re 2');
  });

  it('says that nobody listens', async () => {
    const { port } = await receiver(() => undefined);
    receivers.at(-1)?.server.close();
    await expect(ask(senderTo(port), '1')).rejects.toMatchObject({ reason: 'not-connected' });
  });

  it('sends messages of ten megabytes', async () => {
    const server = await startMllpServer({
      host: '127.0.0.1',
      port: 0,
      onFrame: (frame) => Promise.resolve(bytes(`${frame.length}`)),
      onProblem: () => undefined,
    });
    expect(await ask(senderTo(server.port), 'x'.repeat(10_000_000))).toBe('10000000');
    await server.close();
  });

  it('that is closed finishes what was asked for, and takes nothing more', async () => {
    const { port } = await receiver((message, socket) => setTimeout(() => socket.write(`${VT}re ${message}${END}`), 20));
    const sender = senderTo(port);
    const [first, second] = [ask(sender, '1'), ask(sender, '2')];
    const closing = sender.close();
    await expect(ask(sender, '3')).rejects.toMatchObject({ reason: 'closed' });
    expect([await first, await second]).toEqual(['re 1', 're 2']);
    await closing;
    await sender.close();
  });
});
