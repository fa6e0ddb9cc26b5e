import type { Contract } from '@rms/contracts';
import type { Delivery, Message, PublishedHistory } from '@rms/messaging';
import {
  collectionsOf,
  Consumer,
  openSqliteDocuments,
  type Content,
  type Copy,
  type CopyDocument,
  type DocumentStore,
} from '@rms/read-models';
import type { z } from 'zod';

/** A guid that is the same for the same number. */
export const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const at = (minute: number): string =>
  `2026-03-04T${String(9 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00.000Z`;

/** What owners publish, in the shape of their contracts: each fact takes its place in its stream and a minute of its own. */
export class Told {
  readonly #all: Message[] = [];

  get all(): readonly Message[] {
    return this.#all;
  }

  say<Data extends z.ZodType>(stream: string, contract: Contract<string, Data>, data: z.input<Data>, more: Partial<Message> = {}): Message {
    const message: Message = {
      type: contract.type,
      id: id(this.#all.length + 1000),
      source: stream.slice(0, stream.indexOf('.')),
      subject: stream,
      time: at(this.#all.length),
      trust: 'ZT001',
      published: this.#all.filter((each) => each.subject === stream).length + 1,
      position: this.#all.length + 1,
      actor: 'person:ruth',
      role: 'clinical-nurse-specialist',
      correlationId: 'c',
      data: contract.data.parse(data),
      ...more,
    };
    this.#all.push(message);
    return message;
  }

  get histories(): ReadonlyMap<string, PublishedHistory> {
    const ofService = (service: string): PublishedHistory => ({
      service,
      since: () => Promise.reject(new Error('not asked')),
      ofStream: (stream, after) =>
        Promise.resolve(
          this.#all.filter((each) => each.subject === stream && each.published > after).map((message): Delivery => ({ message })),
        ),
    });
    return new Map([...new Set(this.#all.map((message) => message.source))].map((service) => [service, ofService(service)]));
  }
}

/** A copy's own fields after these messages, without a store. */
export const folded = <D extends CopyDocument>(copy: Copy<D>, messages: readonly Message[]): Content<D> =>
  messages.reduce<Content<D>>((before, message) => copy.evolve(before, message), copy.initial);

/** A read model that has taken these messages in. */
export const taken = async (copies: readonly Copy[], told: Told, messages: readonly Message[]): Promise<DocumentStore> => {
  const documents = openSqliteDocuments(':memory:', collectionsOf(copies, []));
  const incidents: string[] = [];
  const consumer = new Consumer({
    service: 'portal-gateway',
    documents,
    copies,
    views: [],
    policies: [],
    histories: told.histories,
    onIncident: (kind, stream, why) => incidents.push(`${kind} ${stream}: ${why}`),
  });
  for (const message of messages) await consumer.take({ message });
  const parked = incidents.filter((incident) => incident.startsWith('parked'));
  if (parked.length > 0) throw new Error(parked.join('; '));
  return documents;
};
