import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { factOf, type Aggregate, type StoredEvent } from '@rms/event-sourcing';
import type { Published } from '@rms/messaging';
import { sentencesOf, type Sentences } from '../history.js';

interface StoredShape {
  readonly type: string;
  readonly schema: number;
  readonly data: object;
}
/** A life of one aggregate as it lies in the history, and the state it folds to. */
interface StoredLife {
  readonly events: readonly StoredShape[];
  readonly state: unknown;
}
export interface StoredAggregate<State, Command, Event extends { readonly type: string }, Refusal extends string> {
  readonly aggregate: Aggregate<State, Command, Event, Refusal>;
  readonly sentences: Sentences<Event>;
  readonly publishes: readonly Published[];
}

const id = '00000000-0000-4000-8000-0000000000aa';
const storedAs = (
  stream: string,
  { type, schema, data, isPublished }: StoredShape & { readonly isPublished: boolean },
  revision: number,
): StoredEvent => ({
  stream: `${stream}-${id}`,
  revision,
  position: revision + 1,
  id: `00000000-0000-4000-8000-${String(revision).padStart(12, '0')}`,
  type,
  storedAt: '2026-03-04T09:00:00.000Z',
  metadata: {
    schema: String(schema),
    recordedAt: '2026-03-04T09:00:00.000Z',
    occurredAt: '2026-03-04T09:00:00.000Z',
    actor: 'person:ruth',
    role: 'clinical-nurse-specialist',
    trust: 'ZT001',
    patient: id,
    ...(isPublished ? { published: String(revision + 1) } : {}),
    correlationId: id,
  },
  data: Buffer.from(JSON.stringify(data)),
});

/** What was stored once must be read for ever: each shape folds to the same state, is told in a sentence, is published, and may be erased. */
export const storedShapesFold = <State, Command, Event extends { readonly type: string }, Refusal extends string>(
  { aggregate, sentences, publishes }: StoredAggregate<State, Command, Event, Refusal>,
  file: URL,
): void => {
  const kind = `${aggregate.service}.${aggregate.name}`;
  describe(`the stored history of ${kind}`, () => {
    const lives = JSON.parse(readFileSync(file, 'utf8')) as readonly StoredLife[];
    const storedOf = ({ events }: StoredLife): readonly StoredEvent[] =>
      events.map((shape, revision) => storedAs(kind, { ...shape, isPublished: aggregate.published.has(shape.type) }, revision));
    const all = lives.flatMap(storedOf);
    const fold = (events: readonly StoredEvent[]): State =>
      events.reduce((state, event) => aggregate.decider.evolve(state, factOf(aggregate, event).event), aggregate.decider.initialState);
    const erased = (event: StoredEvent): StoredEvent => ({ ...event, metadata: { ...event.metadata, erased: 'true' } });

    it('has an example of every shape that is stored today', () => {
      const kept = lives.flatMap(({ events }) => events.map(({ type, schema }) => `${type} ${String(schema)}`));
      expect(kept).toEqual(expect.arrayContaining(Object.entries(aggregate.schemas).map(([type, schema]) => `${type} ${String(schema)}`)));
    });

    it('folds to the states it has always folded to', () => {
      for (const life of lives) expect(JSON.parse(JSON.stringify(fold(storedOf(life))))).toEqual(life.state);
    });

    it('folds on past any fact that was erased', () => {
      for (const stored of lives.map(storedOf))
        for (const [revision, event] of stored.entries()) expect(() => fold(stored.with(revision, erased(event)))).not.toThrow();
    });

    it('tells every fact in a sentence, and that one was erased', () => {
      const say = sentencesOf(aggregate, sentences);
      for (const event of all) expect(say(event)).toMatch(/^\S.*\.$/s);
      for (const event of all.map(erased)) expect(say(event)).toContain('has been erased');
    });

    it('publishes each fact that has a counter in a contract that holds, and an erased one as a tombstone', () => {
      const own = publishes.find((one) => one.kind === kind);
      for (const event of all.filter(({ type }) => aggregate.published.has(type))) {
        expect(own?.deliver(event)).toEqual({ message: expect.objectContaining({ type: expect.stringMatching(/\.v\d+$/) }) });
        expect(own?.deliver(erased(event))).toEqual({ message: expect.objectContaining({ type: 'tombstone' }) });
      }
    });

    it('is not read where a shape is unknown', () => {
      const shape = lives[0]?.events[0] ?? { type: '', schema: 1, data: {} };
      const read = (unknown: StoredShape) => () => factOf(aggregate, storedAs(kind, { ...unknown, isPublished: false }, 0));
      expect(read({ ...shape, schema: 99 })).toThrow('cannot be read at revision 0');
      expect(read({ ...shape, type: 'NeverHeardOf' })).toThrow('NeverHeardOf');
    });
  });
};
