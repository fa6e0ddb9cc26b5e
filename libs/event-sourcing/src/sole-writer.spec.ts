import { describe, expect, it } from '@jest/globals';
import { accept, ChainCheck, execute, refuse, SoleWriter, type Aggregate, type CommandContext } from './index.js';
import { MemoryEventStore } from './testing/index.js';

type Event = { readonly type: 'Counted'; readonly to: number };
interface Command {
  readonly type: 'Count';
  readonly to: number;
}
const counter: Aggregate<number, Command, Event, 'goes-back'> = {
  service: 'registration',
  name: 'counter',
  decider: {
    initialState: 0,
    decide: ({ to }, at) => (to < at ? refuse('goes-back') : to === at ? accept() : accept({ type: 'Counted', to })),
    evolve: (at, event) => (event.type === 'Counted' ? event.to : at),
  },
  schemas: { Counted: 1 },
  published: new Set(['Counted']),
  occurred: () => undefined,
  upcast: (type, _, data) => ({ type, ...(data as object) }) as Event,
};
const id = '00000000-0000-4000-8000-00000000000a';
const context = (n: number): CommandContext => ({
  commandId: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  actor: { kind: 'operator', id: 'op', role: 'operator' },
  trust: 'ZT001',
  patient: 'p',
  correlationId: 'c',
});
const executionOn = (store: MemoryEventStore) => ({ store, now: () => '2026-03-04T09:14:07.000Z' });
const steps = [3, 2, 5, 5, 9];

describe('the only writer of a stream', () => {
  const written = async (): Promise<{ readonly store: MemoryEventStore; readonly answers: readonly unknown[] }> => {
    const store = new MemoryEventStore({ now: () => 0 });
    const writer = await SoleWriter.of(store, counter, id);
    const answers: unknown[] = [];
    for (const [n, to] of steps.entries()) answers.push(await writer.give(executionOn(store), { type: 'Count', to }, context(n)));
    return { store, answers };
  };

  it('records and answers to the byte what reading the stream each time would', async () => {
    const { store, answers } = await written();
    const other = new MemoryEventStore({ now: () => 0 });
    const expected: unknown[] = [];
    for (const [n, to] of steps.entries())
      expected.push(await execute(executionOn(other), counter, { id, command: { type: 'Count', to }, context: context(n) }));
    expect(answers).toEqual(expected);
    expect(store.events).toEqual(other.events);
    const check = new ChainCheck();
    expect(store.events.flatMap((event) => check.check(event))).toEqual([]);
  });
  it('goes on where the stream stands', async () => {
    const { store } = await written();
    const writer = await SoleWriter.of(store, counter, id);
    expect(writer.state).toBe(9);
    expect(await writer.give(executionOn(store), { type: 'Count', to: 10 }, context(9))).toMatchObject({ accepted: true, published: 4 });
  });
  it('throws and records nothing where somebody else has written', async () => {
    const { store } = await written();
    const writer = await SoleWriter.of(store, counter, id);
    await execute(executionOn(store), counter, { id, command: { type: 'Count', to: 11 }, context: context(20) });
    await expect(writer.give(executionOn(store), { type: 'Count', to: 12 }, context(21))).rejects.toThrow('has another writer');
    expect(store.events).toHaveLength(4);
  });
});
