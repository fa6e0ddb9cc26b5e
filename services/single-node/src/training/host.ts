import type { Collection, Document } from '@rms/read-models';
import type { StartedNode } from '../node/start-node.js';

/** What whoever brings a demonstration to life needs of the system, wherever it runs. */
export interface Host {
  /** `host:port` where HL7 messages arrive. */
  readonly mllp: string;
  /** Where a service answers. */
  readonly ownerUrl: (owner: string) => string;
  /** A training sign-in’s token. */
  readonly tokenFor: (username: string) => Promise<string>;
  /** What the pages know, by one of their collections. */
  readonly known: <D extends Document>(collection: string) => Collection<D>;
  /** Resolves when nothing that has been received or recorded waits for anything. */
  readonly quiet: () => Promise<void>;
}

/** A node in this process as a host. */
export const hostOf = (started: StartedNode): Host => ({
  mllp: started.mllp,
  ownerUrl: (owner) => started.node.ownerUrl(owner),
  tokenFor: (username) => started.tokenFor(username),
  quiet: () => started.quiet(),
  known: <D extends Document>(collection: string): Collection<D> => {
    const gateway = started.node.services.find((service) => service.name === 'portal-gateway');
    if (gateway === undefined) throw new Error('There are no pages to look at.');
    return gateway.definition.documents.collection<D>(collection);
  },
});
