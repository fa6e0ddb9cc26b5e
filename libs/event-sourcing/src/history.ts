import type { Aggregate } from './aggregate.js';
import type { Erased } from './decider.js';
import type { Metadata } from './envelope.js';
import type { StoredEvent } from './event-store.js';

/** A stored event that today's code cannot read. It stops that one aggregate and says where. */
export class UnreadableHistory extends Error {
  constructor(
    readonly stream: string,
    readonly revision: number,
    why: string,
  ) {
    super(`History of ${stream} cannot be read at revision ${String(revision)}: ${why}`);
    this.name = 'UnreadableHistory';
  }
}

/** A fact with its envelope, ready to fold, translate or tell. */
export interface Fact<Event> {
  readonly event: Event | Erased;
  readonly metadata: Metadata;
  readonly position: number;
  readonly revision: number;
  readonly stream: string;
}

const decoder = new TextDecoder('utf-8', { fatal: true });

const readEvent = <Event extends { readonly type: string }>(
  aggregate: Pick<Aggregate<unknown, never, Event, string>, 'upcast'>,
  stored: StoredEvent,
): Event | Erased => {
  if (stored.metadata['erased'] === 'true') return { type: 'Erased', was: stored.type };
  return aggregate.upcast(stored.type, Number(stored.metadata['schema']), JSON.parse(decoder.decode(stored.data)));
};

/** Decodes one stored event with the aggregate's upcasters. Throws {@link UnreadableHistory}. */
export const factOf = <Event extends { readonly type: string }>(
  aggregate: Pick<Aggregate<unknown, never, Event, string>, 'upcast'>,
  stored: StoredEvent,
): Fact<Event> => {
  try {
    return {
      event: readEvent(aggregate, stored),
      metadata: stored.metadata,
      position: stored.position,
      revision: stored.revision,
      stream: stored.stream,
    };
  } catch (error) {
    throw new UnreadableHistory(stored.stream, stored.revision, error instanceof Error ? error.message : String(error));
  }
};
