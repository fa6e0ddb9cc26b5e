import type { EventStore } from '@rms/event-sourcing';
import type { OwnHistory } from '@rms/messaging';
import {
  buildReadModels,
  compareStores,
  differingStill,
  openSqliteDocuments,
  type BuildsCompared,
  type DocumentStore,
} from '@rms/read-models';
import { checkedModel, type CheckedModel } from './checked-model.js';
import { collectionsIn, type ReadModel } from './read-models.js';

/** A system that runs, and whose read models are to be compared with what its history makes of them. */
export interface Looking {
  readonly models: readonly ReadModel[];
  readonly store: Pick<EventStore, 'readAll' | 'lastPosition'>;
  readonly histories: ReadonlyMap<string, OwnHistory>;
  /** A service's read model as it runs; closed by whoever opened it. */
  readonly running: (model: ReadModel) => DocumentStore;
  /** Resolves when every service has dealt with what was stored before; rejects with why that cannot be known. */
  readonly quiet: () => Promise<void>;
  /** Lets a moment pass between two looks. */
  readonly pause: () => Promise<void>;
  readonly onProgress: (at: number, of: number) => void;
}

/** What was found, and how sure that is. */
export interface Looked {
  readonly models: readonly CheckedModel[];
  readonly looks: number;
  /** Nothing was on its way at the last look: what differs then differs. */
  readonly isSettled: boolean;
  /** Why the services could not be known to be quiet. */
  readonly why?: string;
}

interface Beside {
  readonly model: ReadModel;
  readonly running: DocumentStore;
  readonly rebuilt: DocumentStore;
  readonly found: BuildsCompared | undefined;
}

const looksAtMost = 5;

const besideOf = ({ running }: Looking, model: ReadModel): Beside => ({
  model,
  running: running(model),
  rebuilt: openSqliteDocuments(':memory:', collectionsIn(model)),
  found: undefined,
});

/** Builds what has come since, and answers through where everything is built now. */
const goOn = async ({ store, histories, onProgress }: Looking, besides: readonly Beside[], after: number): Promise<number> => {
  const through = await store.lastPosition();
  const models = besides.map(({ model, rebuilt }) => ({ ...model, documents: rebuilt, onIncident: () => undefined }));
  await buildReadModels(models, {
    after,
    through,
    store,
    histories,
    onProgress: (at) => {
      onProgress(at, through);
    },
  });
  return through;
};

const looked = async (beside: Beside): Promise<Beside> => {
  const { running, rebuilt, found } = beside;
  if (found?.differences.length === 0) return beside;
  const now = await compareStores(running, rebuilt);
  return { ...beside, found: found === undefined ? now : differingStill(found, now) };
};

// One after the other: a whole read model is in memory while it is compared.
const eachLooked = async (besides: readonly Beside[]): Promise<readonly Beside[]> => {
  const found: Beside[] = [];
  for (const beside of besides) found.push(await looked(beside));
  return found;
};

const whyNot = (quiet: () => Promise<void>): Promise<string | undefined> =>
  quiet().then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );

const differs = ({ found }: Beside): boolean => (found?.differences.length ?? 0) > 0;

const lookUntilSettled = async (parts: Looking, begun: readonly Beside[]): Promise<Looked> => {
  let besides = begun;
  let through = 0;
  for (let looks = 1; ; looks += 1) {
    // The long way first, so that little has come while the services become quiet.
    through = await goOn(parts, besides, through);
    // What is stored while they become quiet they may not have heard: a fact leads to others.
    const before = await parts.store.lastPosition();
    const why = await whyNot(parts.quiet);
    through = await goOn(parts, besides, through);
    besides = await eachLooked(besides);
    const stoodStill = why === undefined && (await parts.store.lastPosition()) === before;
    const isSettled = stoodStill || !besides.some(differs);
    if (isSettled || looks === looksAtMost) {
      const models = besides.map(({ model, found = { documents: {}, differences: [] } }) => checkedModel(model, through, found));
      return { models, looks, isSettled, ...(isSettled || why === undefined ? {} : { why }) };
    }
    await parts.pause();
  }
};

/**
 * Builds every read model anew in memory and compares it with the one that runs, document by document, while facts go on coming. A
 * document that was equal at one look is what the history makes of it; one that differs is looked at again until the history stands
 * still and every service has dealt with all of it, five times at most. Changes nothing, and leaves nothing behind.
 */
export const lookAfterLook = async (parts: Looking): Promise<Looked> => {
  const besides = parts.models.map((model) => besideOf(parts, model));
  try {
    return await lookUntilSettled(parts, besides);
  } finally {
    for (const { rebuilt } of besides) await rebuilt.close();
  }
};
