import { emptyHead, headOf, stamp, type CommandContext, type EventToAppend, type StoredEvent, type StreamHead } from '@rms/event-sourcing';

/** How a round of appends looks: the same for every contender. */
export interface Shape {
  readonly seed: number;
  readonly appends: number;
  /** Events in one append, which are stored together or not at all. */
  readonly batch: number;
  /** Writers at once; each waits for one append before its next. */
  readonly writers: number;
}

export interface Fact {
  readonly type: 'ResultRead';
  readonly value: { readonly value: number; readonly decimals: number; readonly unit: string };
  readonly sampledOn: string;
  readonly laboratory: string;
  readonly reading: string;
  readonly sentence: string;
}

/** One append before anything is stamped: where, after which revision, what, and on whose account. */
export interface Order {
  readonly stream: string;
  readonly before: number;
  readonly facts: readonly Fact[];
  readonly context: CommandContext;
}

const appendsPerStream = 4;
const now = '2026-03-04T09:00:00.000Z';
const aggregate = { schemas: { ResultRead: 1 }, published: new Set(['ResultRead']), occurred: (fact: Fact) => ({ on: fact.sampledOn }) };

/** Numbers from 0 up to 2³², the same for the same seed (mulberry32). */
export const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
};

const uuidFrom = (next: () => number): string => {
  const hex = Array.from({ length: 4 }, () => next().toString(16).padStart(8, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
};

const factFrom = (next: () => number): Fact => {
  const hundredths = next() % 90;
  const value = hundredths / 100;
  const sampledOn = `2026-0${String((next() % 9) + 1)}-${String((next() % 28) + 1).padStart(2, '0')}`;
  return {
    type: 'ResultRead',
    value: { value, decimals: 2, unit: 'ng/mL' },
    sampledOn,
    laboratory: 'Northmoor laboratory',
    reading: hundredths >= 20 ? 'unconfirmed-rise' : 'within-limit',
    sentence: `PSA ${value.toFixed(2)} ng/mL, taken on ${sampledOn}, is held against the limit of 0.20 ng/mL of protocol version 1 (EAU 2024, 6.3).`,
  };
};

/** The appends of a round, in order: four to each stream, none twice in a row to the same, the same for the same shape. */
export const ordersOf = ({ seed, appends, batch }: Shape): readonly Order[] => {
  const next = seeded(seed);
  const streams = Array.from({ length: Math.ceil(appends / appendsPerStream) }, () => ({ id: uuidFrom(next), patient: uuidFrom(next) }));
  const feed = uuidFrom(next);
  return Array.from({ length: appends }, (_, index) => {
    const { id, patient } = streams[index % streams.length]!;
    return {
      stream: `pathway.follow-up-${id}`,
      before: Math.floor(index / streams.length) * batch - 1,
      facts: Array.from({ length: batch }, () => factFrom(next)),
      context: {
        commandId: uuidFrom(next),
        actor: { kind: 'feed', id: feed, role: 'feed' },
        trust: 'ZT001',
        patient,
        correlationId: uuidFrom(next),
        causationId: uuidFrom(next),
      },
    };
  });
};

/** Puts the envelope round orders as the product does, remembering where each stream stands. */
export class Stamper {
  readonly #heads = new Map<string, StreamHead>();

  stamp({ stream, before, facts, context }: Order): readonly EventToAppend[] {
    const events = stamp(aggregate, facts, { stream, head: this.#heads.get(stream) ?? emptyHead, context, now });
    const stored = events.map((event, index): StoredEvent => ({
      ...event,
      stream,
      revision: before + 1 + index,
      position: 0,
      storedAt: now,
    }));
    this.#heads.set(stream, headOf(stored.slice(-1)));
    return events;
  }
}

/** The orders that each writer gives, all of one stream by the same writer. */
export const sharedOut = <T>(orders: readonly T[], streams: number, writers: number): readonly (readonly T[])[] =>
  Array.from({ length: writers }, (_, writer) => orders.filter((__, index) => (index % streams) % writers === writer));

export const streamsIn = ({ appends }: Pick<Shape, 'appends'>): number => Math.ceil(appends / appendsPerStream);
