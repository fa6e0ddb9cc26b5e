import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { WireForTest } from '../testing/index.js';
import { closeAll, END, VT, byHand, eventually, frame, kinds, pause, start } from './mllp-server.fixture.js';

afterEach(closeAll);
// Sixty megabytes go through one connection: a busy machine takes a while.
jest.setTimeout(60_000);

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
    await eventually(() => clocks() <= before);
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
