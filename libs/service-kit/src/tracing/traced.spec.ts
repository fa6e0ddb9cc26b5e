import { beforeEach, describe, expect, it } from '@jest/globals';
import type { EventToAppend } from '@rms/event-sourcing';
import { MemoryEventStore } from '@rms/event-sourcing/testing';
import { MemoryIntakeLog, messageForTest } from '@rms/intake/testing';
import type { Bus, Message, Subscriber } from '@rms/messaging';
import { RememberedSteps } from '@rms/telemetry/testing';
import { tracedArrivals, tracedReading } from './traced-intake.js';
import { tellPublished, tracedBus, tracedPolicies } from './traced-facts.js';
import { tracedStore } from './traced-store.js';

const clock = { now: () => Date.parse('2026-03-04T09:00:00.000Z') };
const stream = 'pathway.follow-up-00000000-0000-4000-8000-00000000000a';
const fact = (id: string, more: Readonly<Record<string, string>> = {}): EventToAppend => ({
  id,
  type: 'Noted',
  metadata: { trust: 'ZT001', actor: 'policy:pathway.look', correlationId: 'chain', ...more },
  data: Buffer.from('{"name":"Allan"}'),
});
const message = { type: 'pathway.noted.v1', id: 'f', subject: stream, trust: 'ZT001', correlationId: 'chain', data: { name: 'Allan' } };

describe('what is traced', () => {
  let tracing: RememberedSteps;
  beforeEach(() => {
    tracing = new RememberedSteps();
  });
  const heard = async (deliver: Subscriber['deliver'], delivery: Parameters<Subscriber['deliver']>[0]): Promise<void> => {
    const taken: Promise<void>[] = [];
    const bus = {
      subscribe: (subscriber: Subscriber) => {
        taken.push(subscriber.deliver(delivery));
        return {};
      },
    } as unknown as Bus;
    tracedBus(bus, { service: 'letters', tracing }).subscribe({ deliver } as Subscriber);
    await Promise.all(taken);
  };

  it('of a store is each fact that is stored, with its cause and the policy behind it, and never its content', async () => {
    const store = tracedStore(new MemoryEventStore(clock), tracing);
    await store.append(stream, 'no-stream', [fact('1', { causationId: 'm' }), fact('2', { actor: 'person:ruth' })]);
    expect(tracing.steps).toEqual([
      {
        name: 'fact recorded: Noted',
        attributes: { type: 'Noted', stream, kind: 'pathway.follow-up', trust: 'ZT001', policy: 'pathway.look' },
        because: { correlationId: 'chain', causationId: 'm' },
        itself: '1',
      },
      expect.objectContaining({ because: { correlationId: 'chain' }, itself: '2', attributes: expect.objectContaining({ policy: '' }) }),
    ]);
    expect(JSON.stringify(tracing.steps)).not.toMatch(/Allan|ruth/);
  });
  it('of a store is nothing that was not stored, because somebody was quicker or it was away', async () => {
    const memory = new MemoryEventStore(clock);
    const store = tracedStore(memory, tracing);
    expect(await store.append(stream, 7, [fact('1')])).toMatchObject({ ok: false });
    memory.append = () => Promise.reject(new Error('away'));
    const broken = tracedStore(memory, tracing);
    await expect(broken.append(stream, 'no-stream', [fact('1')])).rejects.toThrow('away');
    expect(tracing.steps).toEqual([]);
  });
  it('of a log is a message once it is stored, as the beginning of its chain, without what its sender wrote', async () => {
    const log = tracedArrivals(new MemoryIntakeLog(clock), tracing);
    const { id } = await log.append(messageForTest('Allan', 'x'));
    const [accepted] = tracing.steps;
    expect(accepted).toMatchObject({ name: 'message accepted', because: { correlationId: id }, itself: id, isArrival: true });
    expect(Object.keys(accepted?.attributes ?? {}).sort()).toEqual(['feed', 'kind', 'receipt', 'trust']);
  });
  it('of a reader is each message with what became of it, below its arrival', async () => {
    const log = new MemoryIntakeLog(clock);
    const { receipt, id } = await log.append(messageForTest('1', 'x'));
    const arrived = (await log.message(receipt))!;
    await tracedReading(tracing)(arrived, () => Promise.resolve({ outcome: 'ignored', rule: 'not-ours' }));
    expect(tracing.steps).toMatchObject([
      { name: 'message read', because: { correlationId: id, causationId: id }, attributes: { outcome: 'ignored' } },
    ]);
  });
  it('of a bus is each fact where it is heard, and the reactions to it within', async () => {
    const [policy] = tracedPolicies([{ name: 'look', on: [], react: () => Promise.resolve() }], tracing);
    await heard(() => policy!.react(message as unknown as Message), { message: message as unknown as Message });
    const because = { correlationId: 'chain', causationId: 'f' };
    expect(tracing.steps).toMatchObject([
      { name: 'fact heard by letters', because, isArrival: true, attributes: { type: message.type, trust: 'ZT001' } },
      { name: 'reacted: look', because, within: 'fact heard by letters' },
    ]);
    expect(JSON.stringify(tracing.steps)).not.toContain('Allan');
  });
  it('of a bus is no stream that its owner cannot read, which is brought all the same', async () => {
    const brought: unknown[] = [];
    const unreadable = { stream, position: 1, trust: 'ZT001', time: '', why: 'broken' };
    await heard((delivery) => Promise.resolve(void brought.push(delivery)), { unreadable });
    expect([brought, tracing.steps]).toEqual([[{ unreadable }], []]);
  });
  it('of a relay is each fact that a broker has acknowledged', () => {
    tellPublished([{ message: message as unknown as Message }], tracing, 0);
    expect(tracing.steps).toMatchObject([{ name: 'fact published', because: { correlationId: 'chain', causationId: 'f' } }]);
  });
  it('is nothing where tracing is off: bus and policies are as they were', () => {
    const bus = {} as Bus;
    expect(tracedBus(bus, { service: 'letters', tracing: undefined })).toBe(bus);
    expect(tracedPolicies([], undefined)).toEqual([]);
  });
});
