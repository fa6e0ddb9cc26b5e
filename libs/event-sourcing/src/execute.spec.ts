import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  accept,
  CannotBePublished,
  ChainCheck,
  execute,
  load,
  refuse,
  type Aggregate,
  type CommandContext,
  type Decider,
  type Execution,
} from './index.js';
import { MemoryEventStore, scenario } from './testing/index.js';

type Event =
  | { readonly type: 'Opened' }
  | { readonly type: 'Noted'; readonly text: string; readonly on?: string }
  | { readonly type: 'Whispered'; readonly text: string };
type Command = { readonly type: 'Open' } | { readonly type: 'Note'; readonly text: string; readonly on?: string };
type State = { readonly open: boolean; readonly notes: readonly string[] };

const decider: Decider<State, Command, Event, 'not-open' | 'already-noted'> = {
  initialState: { open: false, notes: [] },
  decide: (command, state) => {
    if (command.type === 'Open') return state.open ? accept() : accept({ type: 'Opened' });
    if (!state.open) return refuse('not-open');
    if (state.notes.includes(command.text)) return refuse('already-noted');
    return accept(
      { type: 'Noted', text: command.text, ...(command.on === undefined ? {} : { on: command.on }) },
      { type: 'Whispered', text: command.text },
    );
  },
  evolve: (state, event) => {
    switch (event.type) {
      case 'Opened':
        return { ...state, open: true };
      case 'Noted':
        return { ...state, notes: [...state.notes, event.text] };
      case 'Whispered':
      case 'Erased':
        return state;
      default:
        return event satisfies never;
    }
  },
};
const diary: Aggregate<State, Command, Event, 'not-open' | 'already-noted'> = {
  service: 'pathway',
  name: 'diary',
  decider,
  schemas: { Opened: 1, Noted: 2, Whispered: 1 },
  published: new Set(['Opened', 'Noted']),
  occurred: (event) => (event.type === 'Noted' && event.on !== undefined ? { on: event.on } : undefined),
  upcast: (type, schema, data) => {
    if (type === 'Noted' && schema > 2) throw new Error(`Noted has no schema ${String(schema)}`);
    return { type, ...(data as object) } as Event;
  },
};
const id = '00000000-0000-4000-8000-00000000000a';
const context = (n: number, more: Partial<CommandContext> = {}): CommandContext => ({
  commandId: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  actor: { kind: 'person', id: 'ruth', role: 'clinical-nurse-specialist' },
  trust: 'ZT001',
  patient: 'p',
  correlationId: 'c',
  ...more,
});

describe('running a command', () => {
  let store: MemoryEventStore;
  let execution: Execution;
  beforeEach(() => {
    store = new MemoryEventStore({ now: () => 0 });
    execution = { store, now: () => '2026-03-04T09:14:07.000Z' };
  });
  const open = (n = 1) => execute(execution, diary, { id, command: { type: 'Open' }, context: context(n) });
  const note = (n: number, text: string, more: Partial<CommandContext> = {}) =>
    execute(execution, diary, { id, command: { type: 'Note', text }, context: context(n, more) });

  it('records the fact with its actor, trust, patient, cause and both times', async () => {
    await open();
    await execute(execution, diary, {
      id,
      command: { type: 'Note', text: 'a', on: '2026-02-27' },
      context: context(2, { causationId: 'why', causeRecordedAt: '2026-03-04T09:20:00.000Z' }),
    });
    expect(store.events[1]!.metadata).toMatchObject({
      actor: 'person:ruth',
      role: 'clinical-nurse-specialist',
      trust: 'ZT001',
      patient: 'p',
      causationId: 'why',
      occurredOn: '2026-02-27',
      recordedAt: '2026-03-04T09:20:00.000Z',
      schema: '2',
      keyId: 'none',
    });
    expect(store.events[2]!.metadata).toMatchObject({ occurredAt: '2026-03-04T09:20:00.000Z', revision: '2' });
  });
  it('records nothing when the rule forbids it', async () => {
    expect(await note(1, 'a')).toEqual({ accepted: false, refusal: 'not-open' });
    expect(store.events).toEqual([]);
  });
  it('gives the first answer again when the same command comes twice', async () => {
    await open();
    const first = await note(2, 'a');
    const second = await note(2, 'a');
    expect(second).toEqual({ ...first, repeated: true });
    expect(store.events).toHaveLength(3);
  });
  it('decides again when another writer was quicker', async () => {
    await open();
    const answers = await Promise.all([note(2, 'a'), note(3, 'a'), note(4, 'b')]);
    expect(answers.map((answer) => (answer.accepted ? 'recorded' : answer.refusal)).sort()).toEqual([
      'already-noted',
      'recorded',
      'recorded',
    ]);
  });
  it('refuses a page that has been overtaken, and counts published facts only', async () => {
    await open();
    expect(await note(2, 'a', { seen: 1 })).toMatchObject({ accepted: true, published: 2 });
    expect(await note(3, 'b', { seen: 1 })).toEqual({ accepted: false, refusal: 'overtaken' });
    expect(await note(4, 'b', { seen: 2 })).toMatchObject({ accepted: true });
    expect(store.events.map((event) => event.metadata['published'])).toEqual(['1', '2', undefined, '3', undefined]);
  });
  it('refuses a command for another trust’s stream', async () => {
    await open();
    expect(await note(2, 'a', { trust: 'ZT002' })).toEqual({ accepted: false, refusal: 'of-another-trust' });
  });
  it('keeps the patient a stream was born with', async () => {
    await open();
    await note(2, 'a', { patient: 'q' });
    expect(store.events[1]!.metadata['patient']).toBe('p');
  });
  it('never dates a fact before the one it follows, though the clock went back', async () => {
    await open();
    await execute({ store, now: () => '2020-01-01T00:00:00.000Z' }, diary, {
      id,
      command: { type: 'Note', text: 'a' },
      context: context(2),
    });
    expect(store.events[1]!.metadata['recordedAt']).toBe('2026-03-04T09:14:07.000Z');
  });
  it('stops at history it cannot read, and says where', async () => {
    await open();
    await note(2, 'a');
    (store.events[1]!.metadata as Record<string, string>)['schema'] = '9';
    await expect(note(3, 'b')).rejects.toThrow(`History of pathway.diary-${id} cannot be read at revision 1: Noted has no schema 9`);
  });
  it('stops at a fact that no rule can make sense of, and says where', async () => {
    await open();
    await note(2, 'sore');
    const broken: typeof diary = {
      ...diary,
      decider: {
        ...decider,
        evolve: (state, event) => {
          if (event.type === 'Noted') throw new TypeError('there are no rules in it');
          return decider.evolve(state, event);
        },
      },
    };
    const order = { id, command: { type: 'Note', text: 'sorer' }, context: context(3) } as const;
    await expect(execute(execution, broken, order)).rejects.toThrow(/pathway\.diary-.* at revision 1: there are no rules in it/);
  });
  it('records nothing of which nobody could be told', async () => {
    await open();
    const strict: Execution = { ...execution, unpublishable: ({ type }) => (type === 'Noted' ? 'text: too long' : undefined) };
    const order = { id, command: { type: 'Note', text: 'sore' }, context: context(2) } as const;
    await expect(execute(strict, diary, order)).rejects.toThrow(CannotBePublished);
    expect(await store.readStream(`pathway.diary-${id}`)).toHaveLength(1);
  });
  it('refuses a page that claims to have seen what is not there', async () => {
    await open();
    expect(await note(2, 'sore', { seen: 9 })).toEqual({ accepted: false, refusal: 'overtaken' });
  });
  it('folds an erased fact and goes on', async () => {
    await open();
    await note(2, 'a');
    (store.events[1]!.metadata as Record<string, string>)['erased'] = 'true';
    expect((await load(store, diary, id)).state).toEqual({ open: true, notes: [] });
  });
  it('leaves a chain that verifies', async () => {
    await open();
    for (const n of [2, 3, 4]) await note(n, String(n));
    const check = new ChainCheck();
    expect(store.events.flatMap((event) => check.check(event))).toEqual([]);
    expect([check.events, check.streams]).toEqual([7, 1]);
  });
});

describe('verifying a chain finds', () => {
  const history = async () => {
    const store = new MemoryEventStore({ now: () => 0 });
    const execution = { store, now: () => '2026-03-04T09:14:07.000Z' };
    await execute(execution, diary, { id, command: { type: 'Open' }, context: context(1) });
    for (const n of [2, 3]) await execute(execution, diary, { id, command: { type: 'Note', text: String(n) }, context: context(n) });
    return store.events.map((event) => ({ ...event, metadata: { ...event.metadata }, data: Uint8Array.from(event.data) }));
  };
  type History = Awaited<ReturnType<typeof history>>;
  const cases: [string, (events: History) => History, string][] = [
    [
      'one byte changed in the data',
      (e) => {
        e[1]!.data[3]! ^= 1;
        return e;
      },
      'its data is not what was stored',
    ],
    [
      'an envelope changed',
      (e) => {
        e[1]!.metadata['actor'] = 'person:other';
        return e;
      },
      'its envelope is not what was stored',
    ],
    [
      'a changed event with its own hash made again',
      (e) => {
        e[1]!.metadata['hash'] = '0';
        return e;
      },
      'it does not follow the event before it',
    ],
    ['an event removed', (e) => [e[0]!, ...e.slice(2)], 'positions 2 to 2 are missing'],
    [
      'two events swapped',
      (e) => [e[0]!, { ...e[2]!, position: 2 }, { ...e[1]!, position: 3 }, e[3]!, e[4]!],
      'its revision does not follow the one before',
    ],
    ['an event inserted', (e) => [e[0]!, e[1]!, { ...e[1]! }, ...e.slice(2)], 'its revision does not follow the one before'],
  ];
  it.each(cases)('%s', async (_, tamper, what) => {
    const check = new ChainCheck();
    expect(
      tamper(await history())
        .flatMap((event) => check.check(event))
        .map((finding) => finding.what),
    ).toContain(what);
  });
});

describe('given past facts', () => {
  const given = scenario(decider);
  it('a command leads to new facts, to a refusal, or to nothing', () => {
    given({ type: 'Opened' }).when({ type: 'Note', text: 'a' }).then({ type: 'Noted', text: 'a' }, { type: 'Whispered', text: 'a' });
    given().when({ type: 'Note', text: 'a' }).thenRefused('not-open');
    given({ type: 'Opened' }).when({ type: 'Open' }).thenNothing();
  });
});
