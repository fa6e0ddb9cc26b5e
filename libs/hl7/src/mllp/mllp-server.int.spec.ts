import { afterEach, describe, expect, it } from '@jest/globals';
import { WireForTest } from '../testing/index.js';
import type { MllpProblem } from './mllp-problem.js';
import { closeAll, END, VT, byHand, echo, eventually, frame, kinds, pause, problems, start, text } from './mllp-server.fixture.js';

afterEach(closeAll);

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
    const { port } = await start();
    const wire = await WireForTest.open(port);
    await wire.write(`nonsense${VT}MSH|lost${frame('MSH|kept')}${VT}${END}`);
    expect(await wire.until(1)).toEqual(['ok MSH|kept']);
    await eventually(() => problems.length === 3);
    expect(problems.map(({ kind, bytes }) => [kind, text(bytes)])).toEqual([
      ['bytes-before-start', 'nonsense'],
      ['restarted', 'MSH|lost'],
      ['empty-frame', ''],
    ]);
    const silent = await WireForTest.open(port);
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
