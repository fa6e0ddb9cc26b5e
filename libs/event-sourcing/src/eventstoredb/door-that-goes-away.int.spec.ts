import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { EventToAppend } from '../event-store.js';
import { randomId } from '../new-id.js';
import { doorOver, historyForTest, type DoorUnderTest } from './door.fixture.js';
import { EventStoreDbEventStore } from './index.js';

const stream = 'pathway.follow-up-00000000-0000-4000-8000-00000000000a';
const fact = (text: string): EventToAppend => ({ id: randomId(), type: 'Noted', metadata: { trust: 'ZT001' }, data: Buffer.from(text) });
const eventually = async (isSo: () => boolean): Promise<void> => {
  for (let n = 0; !isSo() && n < 500; n += 1)
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  expect(isSo()).toBe(true);
};

describe('an event store whose server goes away', () => {
  let history: ReturnType<typeof historyForTest>;
  let door: DoorUnderTest;
  let store: EventStoreDbEventStore;
  let another: EventStoreDbEventStore;
  const connected = (): EventStoreDbEventStore =>
    new EventStoreDbEventStore({
      url: `esdb://127.0.0.1:${String(door.port)}?tls=false`,
      credentials: { username: 'admin', password: 'changeit' },
      service: 'pathway',
      appendWithinMs: 500,
      nothingReadForMs: 500,
    });
  beforeEach(async () => {
    history = historyForTest();
    door = await doorOver(history.directory);
    [store, another] = [connected(), connected()];
  });
  afterEach(async () => {
    await Promise.all([store.close(), another.close()]);
    await door.stop();
    history.remove();
  });

  it('says that it cannot be written, and is written again when it is back, with nothing lost or stored twice', async () => {
    expect(await store.append(stream, 'no-stream', [fact('one')])).toMatchObject({ ok: true });
    await door.kill();
    await expect(store.append(stream, 0, [fact('two')])).rejects.toThrow('is not available now');
    door = await doorOver(history.directory, door.port);
    expect(await store.append(stream, 0, [fact('three')])).toMatchObject({ ok: true });
    expect((await store.readStream(stream)).map(({ data }) => Buffer.from(data).toString())).toEqual(['one', 'three']);
  }, 30_000);

  it('is listened to again when it is back, and tells how far the log has come meanwhile', async () => {
    const heard: number[] = [];
    store.onCommit((position) => heard.push(position));
    await another.append(stream, 'no-stream', [fact('one')]);
    await eventually(() => heard.includes(1));
    await door.kill();
    door = await doorOver(history.directory, door.port);
    await another.append(stream, 0, [fact('two'), fact('three')]);
    await eventually(() => heard.includes(3));
    expect(new Set(heard).size).toBe(heard.length);
  }, 30_000);

  it('is not waited for without end where it stays connected and answers nothing', async () => {
    await store.append(stream, 'no-stream', [fact('one')]);
    door.halt();
    await expect(store.readStream(stream)).rejects.toThrow('nothing came for 500 ms');
    await expect(store.readAll(0, 10)).rejects.toThrow('is not available now');
    door.goOn();
    expect(await store.readStream(stream)).toHaveLength(1);
    expect(await store.lastPosition()).toBe(1);
  }, 30_000);

  it('takes no stream of another service', async () => {
    await expect(store.append('results.result-1', 'no-stream', [fact('one')])).rejects.toThrow(
      'results.result-1 is not a stream of pathway.',
    );
  });
});
