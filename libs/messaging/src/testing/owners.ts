import { emptyHead, headOf, randomId, stamp, systemClock, type Aggregate } from '@rms/event-sourcing';
import { MemoryEventStore } from '@rms/event-sourcing/testing';
import { publishedHistory, publishes, type OwnHistory } from '../published-history.js';

/** A fact of a test. One that is `kept` is private; nobody can read one with this text. */
type Event = { readonly type: 'Noted'; readonly text: string } | { readonly type: 'Kept'; readonly text: string };
export const nobodyCanReadThis = 'nobody can read this';
const schema = 1;

const noteOf = (service: string): Aggregate<null, never, Event, never> => ({
  service,
  name: 'note',
  decider: { initialState: null, decide: () => ({ accepted: true, events: [] }), evolve: () => null },
  schemas: { Noted: schema, Kept: schema },
  published: new Set(['Noted']),
  occurred: () => undefined,
  upcast: (type, _schema, data) => {
    const { text } = data as { readonly text: string };
    if (text === nobodyCanReadThis) throw new Error('it is of no shape that is known');
    return { type: type as Event['type'], text };
  },
});

export const services = ['alpha', 'beta'] as const;
export type Service = (typeof services)[number];
export const noted = (service: Service): string => `${service}.noted.v1`;
export const noteStream = (service: Service, n: number): string => `${service}.note-00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const patientOf = (n: number): string => `00000000-0000-4000-9000-${String(n).padStart(12, '0')}`;

/** Two owners with one history in memory, who record what a test tells them. */
export class Owners {
  readonly store = new MemoryEventStore(systemClock);
  readonly histories: ReadonlyMap<string, OwnHistory> = new Map(
    services.map((service) => [
      service,
      publishedHistory(service, this.store, [
        publishes(noteOf(service), (event) => (event.type === 'Noted' ? { type: noted(service), data: { text: event.text } } : undefined)),
      ]),
    ]),
  );

  /** Records notes in a stream of its own patient. */
  say(service: Service, n: number, ...texts: readonly string[]): Promise<void> {
    return this.#record(
      noteStream(service, n),
      n,
      texts.map((text) => ({ type: 'Noted', text })),
    );
  }

  /** Records what nobody else is told. */
  keep(service: Service, n: number, text: string): Promise<void> {
    return this.#record(noteStream(service, n), n, [{ type: 'Kept', text }]);
  }

  async #record(stream: string, n: number, events: readonly Event[]): Promise<void> {
    const stored = await this.store.readStream(stream);
    const head = stored.length === 0 ? emptyHead : headOf(stored);
    const service = stream.slice(0, stream.indexOf('.'));
    const context = {
      commandId: randomId(),
      actor: { kind: 'operator', id: 'test', role: 'operator' },
      trust: 'ZT001',
      patient: patientOf(n),
      correlationId: 'test',
    } as const;
    const stamped = stamp(noteOf(service), [...events], { stream, head, now: '2026-03-04T09:00:00.000Z', context });
    const answer = await this.store.append(stream, head.expected, stamped);
    if (!answer.ok) throw new Error(`${stream} was written by another at the same time.`);
  }
}
