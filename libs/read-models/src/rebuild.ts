import type { EventStore, StoredEvent } from '@rms/event-sourcing';
import type { OwnHistory } from '@rms/messaging';
import { compareBuilds, keyOf, type BuildsCompared, type BuiltDocument } from './compare-builds.js';
import { Consumer, type ConsumerParts } from './consumer.js';
import type { DocumentStore } from './documents.js';

const page = 1000;

/** What is folded from, and how far. */
export interface BuildOrder {
  readonly through: number;
  /** Through which position the documents are made already; from the beginning where it is not said. */
  readonly after?: number;
  readonly store: Pick<EventStore, 'readAll'>;
  readonly histories: ReadonlyMap<string, OwnHistory>;
  readonly onProgress?: (at: number) => void;
}

/** One read model to be built: everything a consumer is made of but reactions. */
export type ToBuild = Omit<ConsumerParts, 'policies' | 'histories'>;

const foldAll = async (
  consumers: readonly Consumer[],
  events: readonly StoredEvent[],
  histories: BuildOrder['histories'],
): Promise<void> => {
  for (const event of events) {
    const delivery = histories.get(event.stream.slice(0, event.stream.indexOf('.')))?.of(event);
    if (delivery !== undefined) for (const consumer of consumers) await consumer.fold(delivery);
  }
};

/**
 * Builds copies and views of some services from the owners' published histories, read once for all of them, up to a position and with
 * no reaction to any message: what was outstanding is outstanding still. Reports how far it is.
 */
export const buildReadModels = async (models: readonly ToBuild[], order: BuildOrder): Promise<void> => {
  const { through, after = 0, store, histories, onProgress } = order;
  const consumers = models.map((parts) => new Consumer({ ...parts, histories, policies: [] }));
  for (let at = after; at < through;) {
    const events = (await store.readAll(at, page)).filter((event) => event.position <= through);
    await foldAll(consumers, events, histories);
    at = events.at(-1)?.position ?? through;
    onProgress?.(at);
  }
  for (const { documents } of models) await documents.write([], through);
};

/** Builds one into an empty store. */
export const buildReadModel = (
  { histories, ...model }: ToBuild & Pick<BuildOrder, 'histories'>,
  order: Omit<BuildOrder, 'histories'>,
): Promise<void> => buildReadModels([model], { ...order, histories });

const all = async (documents: DocumentStore): Promise<readonly BuiltDocument[]> => {
  const found: BuiltDocument[] = [];
  for await (const document of documents.dump()) found.push(document);
  return found;
};

/** Compares a read model that runs with one that was rebuilt from the history. */
export const compareStores = async (running: DocumentStore, rebuilt: DocumentStore): Promise<BuildsCompared> =>
  compareBuilds(await all(running), await all(rebuilt));

/** The documents in which two builds of a read model differ; none when they are equal byte for byte. */
export const differencesBetween = async (
  one: DocumentStore,
  other: DocumentStore,
): Promise<{ readonly compared: number; readonly differing: readonly string[] }> => {
  const { documents, differences } = await compareStores(one, other);
  return { compared: Object.values(documents).reduce((sum, n) => sum + n, 0), differing: differences.map(keyOf) };
};
