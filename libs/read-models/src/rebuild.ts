import type { EventStore } from '@rms/event-sourcing';
import type { OwnHistory } from '@rms/messaging';
import { Consumer, type ConsumerParts } from './consumer.js';
import type { DocumentStore } from './documents.js';

const page = 1000;

/**
 * Builds copies and views from the owners' published histories into an empty store, up to a position, with no reaction to any
 * message: what was outstanding is outstanding still. Reports how far it is.
 */
export const buildReadModel = async (
  parts: Omit<ConsumerParts, 'policies' | 'histories'> & { readonly histories: ReadonlyMap<string, OwnHistory> },
  order: { readonly through: number; readonly store: Pick<EventStore, 'readAll'>; readonly onProgress?: (at: number) => void },
): Promise<void> => {
  const consumer = new Consumer({ ...parts, policies: [] });
  for (let at = 0; at < order.through;) {
    const events = (await order.store.readAll(at, page)).filter((event) => event.position <= order.through);
    for (const event of events) {
      const delivery = parts.histories.get(event.stream.slice(0, event.stream.indexOf('.')))?.of(event);
      if (delivery !== undefined) await consumer.fold(delivery);
    }
    at = events.at(-1)?.position ?? order.through;
    order.onProgress?.(at);
  }
  await parts.documents.write([], order.through);
};

/** The first few documents in which two builds of a read model differ; none when they are equal byte for byte. */
export const differencesBetween = async (
  one: DocumentStore,
  other: DocumentStore,
): Promise<{ readonly compared: number; readonly differing: readonly string[] }> => {
  const seen = new Map<string, string>();
  for await (const { collection, id, body } of one.dump()) seen.set(`${collection}/${id}`, body);
  const differing: string[] = [];
  let compared = seen.size;
  for await (const { collection, id, body } of other.dump()) {
    const key = `${collection}/${id}`;
    if (!seen.has(key)) compared += 1;
    if (seen.get(key) !== body) differing.push(key);
    seen.delete(key);
  }
  return { compared, differing: [...differing, ...seen.keys()] };
};
