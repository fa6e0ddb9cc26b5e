import type { PublishedHistory } from '@rms/messaging';
import { Consumer, type ConsumerParts } from './consumer.js';
import type { DocumentStore } from './documents.js';

const page = 1000;

/**
 * Builds copies and views from the owners' published histories into an empty store, up to a position, with no reaction to any
 * message. Reports how far it is.
 */
export const buildReadModel = async (
  parts: Omit<ConsumerParts, 'policies'>,
  order: { readonly through: number; readonly history: PublishedHistory; readonly onProgress?: (at: number) => void },
): Promise<void> => {
  const consumer = new Consumer({ ...parts, policies: [] });
  for (let at = 0, more = true; more && at < order.through;) {
    const { deliveries, through, atEnd } = await order.history.since(at, page);
    for (const delivery of deliveries) if (positionOf(delivery) <= order.through) await consumer.fold(delivery);
    at = through;
    more = !atEnd;
    order.onProgress?.(at);
  }
  await parts.documents.done(order.through);
};

const positionOf = (delivery: Parameters<Consumer['fold']>[0]): number => ('message' in delivery ? delivery.message.position : delivery.unreadable.position);

/** The first few documents in which two builds of a read model differ; none when they are equal byte for byte. */
export const differencesBetween = async (one: DocumentStore, other: DocumentStore): Promise<{ readonly compared: number; readonly differing: readonly string[] }> => {
  const seen = new Map<string, string>();
  for await (const { collection, id, body } of one.dump()) seen.set(`${collection}/${id}`, body);
  const differing: string[] = [];
  for await (const { collection, id, body } of other.dump()) {
    const key = `${collection}/${id}`;
    if (seen.get(key) !== body) differing.push(key);
    seen.delete(key);
  }
  return { compared: seen.size + differing.length, differing: [...differing, ...seen.keys()] };
};
