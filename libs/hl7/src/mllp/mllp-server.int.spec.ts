import { afterEach, describe, expect, it } from '@jest/globals';
import { WireForTest } from '../testing/index.js';
import type { MllpProblem } from './mllp-problem.js';
import { startMllpServer, type MllpServer, type MllpServerOptions } from './mllp-server.js';

const VT = '\x0b';
const END = '\x1c\r';
const frame = (text: string): string => VT + text + END;
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const echo = (bytes: Uint8Array): Promise<Uint8Array> => Promise.resolve(Buffer.concat([Buffer.from('ok '), bytes]));

const open: MllpServer[] = [];
const problems: MllpProblem[] = [];
const kinds = (): readonly string[] => problems.map(({ kind }) => kind);

const start = async (options: Partial<MllpServerOptions> = {}): Promise<MllpServer> => {
  const onProblem = (problem: MllpProblem): undefined => void problems.push(problem);
  const server = await startMllpServer({ host: '127.0.0.1', port: 0, onFrame: echo, onProblem, closeGraceMs: 300, ...options });
  open.push(server);
  return server;
};
const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
const eventually = async (isSo: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 1500 && !isSo(); tries += 1) await pause(2);
  expect(isSo()).toBe(true);
};
/** Replies given by hand, in any order. */
const byHand = () => {
  const waiting = new Map<string, (reply: string | Error) => void>();
  const onFrame = (bytes: Uint8Array): Promise<Uint8Array> =>
    new Promise((resolve, reject) => {
      waiting.set(text(bytes), (reply) => (typeof reply === 'string' ? resolve(Buffer.from(reply)) : reject(reply)));
    });
  return { waiting, onFrame, reply: (to: string, reply: string | Error) => waiting.get(to)?.(reply) };
};

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
  problems.length = 0;
});

describe('a connection', () => {
  it('gets one reply for each frame, in order, however the bytes arrive', async () => {
    const { port } = await start();
    const wire = await WireForTest.open(port);
    await wire.write(frame('1') + frame('2'));
    for (const byte of frame('3') + frame('4')) await wire.write(byte);
    expect(await wire.until(4)).toEqual(['ok 1', 'ok 2', 'ok 3', 'ok 4']);
    expect(kinds()).toEqual([]);
  });

  it('may send the next frame before the last one is answered; replies keep their order', async () => {
    const { onFrame, reply, waiting } = byHand();
    const wire = await WireForTest.open((await start({ onFrame })).port);
    await wire.write(frame('1') + frame('2') + frame('3'));
    await eventually(() => waiting.size === 3);
    reply('3', 'third');
    reply('2', 'second');
    await pause(20);
    expect(wire.replies).toEqual([]);
    reply('1', 'first');
    expect(await wire.until(3)).toEqual(['first', 'second', 'third']);
  });

  it('gets as many replies as it sent frames, no more: a thousand on one connection', async () => {
    const wire = await WireForTest.open((await start()).port);
    const sent = Array.from({ length: 1000 }, (_, n) => `message ${n}`);
    await wire.write(sent.map(frame).join(''));
    expect(await wire.until(1000)).toEqual(sent.map((message) => `ok ${message}`));
    await wire.write(frame('last'));
    expect(await wire.until(1001)).toHaveLength(1001);
  });

  it('gets no reply where none is wanted, and the next frame is answered', async () => {
    const wire = await WireForTest.open(
      (await start({ onFrame: (bytes) => (text(bytes) === 'quiet' ? Promise.resolve(undefined) : echo(bytes)) })).port,
    );
    await wire.write(frame('quiet') + frame('loud'));
    expect(await wire.until(1)).toEqual(['ok loud']);
  });

  it('may close its half and still gets its replies', async () => {
    const { onFrame, reply, waiting } = byHand();
    const wire = await WireForTest.open((await start({ onFrame })).port);
    wire.socket.end(Buffer.from(frame('1') + frame('2')));
    await eventually(() => waiting.size === 2);
    reply('1', 'a');
    reply('2', 'b');
    await wire.closed;
    expect(wire.replies).toEqual(['a', 'b']);
    expect(kinds()).toEqual([]);
  });

  it('may be silent between frames for longer than a frame may take', async () => {
    const wire = await WireForTest.open((await start({ idleTimeoutMs: 20, frameTimeoutMs: 20 })).port);
    await wire.write(frame('1'));
    await wire.until(1);
    await pause(120);
    await wire.write(frame('2'));
    expect(await wire.until(2)).toEqual(['ok 1', 'ok 2']);
  });

  it('may leave out the CR after FS and wait for its reply', async () => {
    const wire = await WireForTest.open((await start({ endGraceMs: 20 })).port);
    await wire.write(`${VT}1\x1c`);
    expect(await wire.until(1)).toEqual(['ok 1']);
    await wire.write(`\r${VT}2\x1c${VT}MSH|3${END}`);
    expect(await wire.until(3)).toEqual(['ok 1', 'ok 2', 'ok MSH|3']);
    expect(kinds()).toEqual([]);
  });

  it('is told apart from others by its number and its end points', async () => {
    const seen: unknown[] = [];
    const server = await start({
      onFrame: (bytes, connection) => {
        seen.push(connection);
        return echo(bytes);
      },
    });
    for (const n of ['1', '2']) {
      const wire = await WireForTest.open(server.port);
      await wire.write(frame(n));
      await wire.until(1);
    }
    expect(seen).toMatchObject([{ id: 1, remoteAddress: '127.0.0.1', localPort: server.port }, { id: 2 }]);
    expect(server.connections).toBe(2);
  });
});

describe('a sender that does wrong', () => {
  it('is closed without a reply where its message could not be kept; replies before it leave, later ones do not', async () => {
    const { onFrame, reply, waiting } = byHand();
    const wire = await WireForTest.open((await start({ onFrame })).port);
    await wire.write(frame('1') + frame('2') + frame('3'));
    await eventually(() => waiting.size === 3);
    reply('3', 'third');
    reply('2', new Error('disk full'));
    reply('1', 'first');
    wire.socket.end();
    await wire.closed;
    expect(wire.replies).toEqual(['first']);
    expect(problems).toMatchObject([{ kind: 'frame-failed', error: new Error('disk full') }]);
  });

  it('is closed where the handler throws instead of rejecting, and nothing after that frame is taken', async () => {
    const seen: string[] = [];
    const wire = await WireForTest.open(
      (
        await start({
          onFrame: (bytes) => {
            seen.push(text(bytes));
            throw new Error('bug');
          },
        })
      ).port,
    );
    await wire.write(frame('1') + frame('2'));
    wire.socket.end();
    await wire.closed;
    expect([seen, wire.replies, kinds()]).toEqual([['1'], [], ['frame-failed']]);
  });

  it('is cut off when a frame stands still', async () => {
    const wire = await WireForTest.open((await start({ idleTimeoutMs: 30 })).port);
    await wire.write(`${frame('1')}${VT}MSH|half`);
    await wire.closed;
    expect(wire.replies).toEqual(['ok 1']);
    expect(problems.map(({ kind, bytes }) => [kind, text(bytes)])).toEqual([['frame-timed-out', 'MSH|half']]);
  });

  it('is cut off when a frame grows byte by byte for ever', async () => {
    const wire = await WireForTest.open((await start({ idleTimeoutMs: 60, frameTimeoutMs: 150 })).port);
    await wire.write(VT);
    const drip = setInterval(() => wire.socket.write('x'), 10);
    await wire.closed;
    clearInterval(drip);
    expect(kinds()).toEqual(['frame-timed-out']);
  });

  it('may be slow as long as its frames come to an end', async () => {
    const wire = await WireForTest.open((await start({ idleTimeoutMs: 60, frameTimeoutMs: 5000 })).port);
    for (const byte of frame('slow and steady')) {
      await wire.write(byte);
      await pause(10);
    }
    expect(await wire.until(1)).toEqual(['ok slow and steady']);
  });

  it('harms nobody by sending nonsense, an end that never comes, or nothing', async () => {
    const wire = await WireForTest.open((await start()).port);
    await wire.write(`nonsense${VT}MSH|lost${frame('MSH|kept')}${VT}${END}`);
    expect(await wire.until(1)).toEqual(['ok MSH|kept']);
    await eventually(() => problems.length === 3);
    expect(problems.map(({ kind, bytes }) => [kind, text(bytes)])).toEqual([
      ['bytes-before-start', 'nonsense'],
      ['restarted', 'MSH|lost'],
      ['empty-frame', ''],
    ]);
    const silent = await WireForTest.open(open[0]?.port ?? 0);
    silent.socket.end();
    await silent.closed;
  });

  it('that sends too much is told so in order, and may go on', async () => {
    const onProblem = (problem: MllpProblem): Uint8Array => {
      problems.push(problem);
      return Buffer.from(`no ${text(problem.bytes)}`);
    };
    const wire = await WireForTest.open((await start({ maxFrameBytes: 8, onProblem })).port);
    await wire.write(`${frame('1')}x${frame('123456789')}${frame('2')}`);
    expect(await wire.until(3)).toEqual(['ok 1', 'no 12345678', 'ok 2']);
    expect(kinds()).toEqual(['bytes-before-start', 'too-large']);
  });

  it('that breaks off while its message is stored harms nobody: it gets no reply and sends again', async () => {
    const { onFrame, reply, waiting } = byHand();
    const server = await start({ onFrame });
    const wire = await WireForTest.open(server.port);
    await wire.write(`${frame('1')}${VT}MSH|half`);
    await eventually(() => waiting.has('1'));
    wire.socket.resetAndDestroy();
    await eventually(() => server.connections === 0);
    reply('1', 'too late');
    await eventually(() => kinds().includes('cut-off'));
    expect(kinds()).toEqual(['connection-lost', 'cut-off']);
    const again = await WireForTest.open(server.port);
    waiting.clear();
    await again.write(frame('1'));
    await eventually(() => waiting.has('1'));
    reply('1', 'stored');
    expect(await again.until(1)).toEqual(['stored']);
  });
});

describe('a server', () => {
  it('stops reading a sender whose frames it has not answered, and goes on when it has', async () => {
    const { onFrame, reply, waiting } = byHand();
    const wire = await WireForTest.open((await start({ onFrame, maxUnansweredFrames: 4 })).port);
    for (let n = 0; n < 12; n += 1) {
      await wire.write(frame(`${n}`));
      await pause(5);
    }
    expect(waiting.size).toBeLessThan(12);
    for (let n = 0; n < 12; n += 1) {
      await eventually(() => waiting.has(`${n}`));
      reply(`${n}`, `r${n}`);
    }
    expect(await wire.until(12)).toEqual(Array.from({ length: 12 }, (_, n) => `r${n}`));
  });

  it('counts the bytes it has not answered too, and does not time out a sender that it does not read', async () => {
    const { onFrame, reply, waiting } = byHand();
    const wire = await WireForTest.open((await start({ onFrame, maxUnansweredBytes: 100, idleTimeoutMs: 30 })).port);
    const large = 'x'.repeat(200);
    await wire.write(`${frame(large)}${VT}hal`);
    await eventually(() => waiting.size === 1);
    await wire.write(`f${END}`);
    await pause(80);
    expect(waiting.size).toBe(1);
    reply(large, 'first');
    await eventually(() => waiting.has('half'));
    reply('half', 'second');
    expect(await wire.until(2)).toEqual(['first', 'second']);
    expect(kinds()).toEqual([]);
  });

  it('stops reading a sender that does not read its replies', async () => {
    let taken = 0;
    const reply = Buffer.alloc(2_000_000, 'y');
    const wire = await WireForTest.open(
      (
        await start({
          onFrame: () => {
            taken += 1;
            return Promise.resolve(reply);
          },
        })
      ).port,
    );
    wire.socket.pause();
    for (let n = 0; n < 30; n += 1) {
      await wire.write(frame(`${n}`));
      await pause(4);
    }
    expect(taken).toBeLessThan(30);
    wire.socket.resume();
    expect(await wire.until(30)).toHaveLength(30);
  });

  it('takes messages of ten megabytes, and answers fifty with a refusal', async () => {
    const sizes: number[] = [];
    const onProblem = (): Uint8Array => Buffer.from('refused');
    const wire = await WireForTest.open(
      (
        await start({
          onProblem,
          onFrame: (bytes) => {
            sizes.push(bytes.length);
            return Promise.resolve(Buffer.from('stored'));
          },
        })
      ).port,
    );
    await wire.write(frame('x'.repeat(10_000_000)));
    expect(await wire.until(1)).toEqual(['stored']);
    await wire.write(frame('x'.repeat(50_000_000)));
    await wire.write(frame('after'));
    expect(await wire.until(3)).toEqual(['stored', 'refused', 'stored']);
    expect(sizes).toEqual([10_000_000, 5]);
  });

  it('serves five hundred connections', async () => {
    const server = await start();
    const wires = await Promise.all(Array.from({ length: 500 }, () => WireForTest.open(server.port)));
    await Promise.all(wires.map((wire, n) => wire.write(frame(`${n}`))));
    const replies = await Promise.all(wires.map((wire) => wire.until(1)));
    expect(replies.map(([reply]) => reply)).toEqual(wires.map((_, n) => `ok ${n}`));
    expect(server.connections).toBe(500);
  });

  it('turns away one connection too many, and says so', async () => {
    const server = await start({ maxConnections: 1 });
    const first = await WireForTest.open(server.port);
    await first.write(frame('1'));
    await first.until(1);
    const second = await WireForTest.open(server.port);
    await second.closed;
    expect(kinds()).toEqual(['too-many-connections']);
  });

  it('says that it cannot listen', async () => {
    const { port } = await start();
    await expect(start({ port })).rejects.toThrow('EADDRINUSE');
  });

  it('that closes lets replies in flight leave, takes nothing more, and ends', async () => {
    const { onFrame, reply, waiting } = byHand();
    const server = await start({ onFrame });
    const [busy, idle] = [await WireForTest.open(server.port), await WireForTest.open(server.port)];
    await busy.write(frame('1'));
    await eventually(() => waiting.size === 1);
    const closing = server.close();
    await idle.closed;
    await busy.write(frame('2'));
    await pause(20);
    reply('1', 'stored');
    await busy.closed;
    await closing;
    expect([busy.replies, [...waiting.keys()]]).toEqual([['stored'], ['1']]);
    await expect(WireForTest.open(server.port)).rejects.toThrow('ECONNREFUSED');
    await server.close();
  });

  it('that closes cuts what does not end in time', async () => {
    let taken = 0;
    const server = await start({
      onFrame: () => {
        taken += 1;
        return new Promise(() => undefined);
      },
      closeGraceMs: 30,
    });
    const wire = await WireForTest.open(server.port);
    await wire.write(frame('1'));
    await eventually(() => taken === 1);
    await server.close();
    await wire.closed;
    expect(wire.replies).toEqual([]);
  });

  it('that has closed leaves no clock running', async () => {
    const clocks = (): number => process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
    const before = clocks();
    const server = await start({ idleTimeoutMs: 60_000, endGraceMs: 60_000 });
    const wires = await Promise.all(
      [`${frame('1')}${VT}MSH|half`, frame('2'), `${VT}3\x1c`].map(async (bytes) => {
        const wire = await WireForTest.open(server.port);
        await wire.write(bytes);
        return wire;
      }),
    );
    await eventually(() => clocks() > before);
    await server.close();
    await Promise.all(wires.map((wire) => wire.closed));
    await pause(50);
    expect(clocks()).toBe(before);
  });

  it('lets a last reply that is large and slowly read arrive whole', async () => {
    const large = Buffer.alloc(20_000_000, 'y');
    const wire = await WireForTest.open((await start({ onFrame: () => Promise.resolve(large), closeGraceMs: 5000 })).port);
    wire.socket.pause();
    wire.socket.end(Buffer.from(frame('1')));
    await pause(1300);
    wire.socket.resume();
    await wire.closed;
    expect(wire.socket.bytesRead).toBe(large.length + 3);
  });
});
