import { chainHash, noPrevious, sha256 } from './envelope.js';
import type { StoredEvent } from './event-store.js';

/** One thing that is not as it was written. */
export interface Finding {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly what: string;
}

interface Seen {
  revision: number;
  hash: string;
  published: number;
  recordedAt: string;
}

const wrongs = (event: StoredEvent, before: Seen): readonly string[] => {
  const { metadata } = event;
  const expected: readonly (readonly [string, boolean])[] = [
    [
      'its revision does not follow the one before',
      event.revision === before.revision + 1 && metadata['revision'] === String(event.revision),
    ],
    ['its data is not what was stored', metadata['dataSha256'] === sha256(event.data)],
    ['it does not follow the event before it', metadata['prev'] === before.hash],
    ['its envelope is not what was stored', metadata['hash'] === chainHash(metadata)],
    [
      'its name or stream differs from its envelope',
      metadata['type'] === event.type && metadata['stream'] === event.stream && metadata['id'] === event.id,
    ],
    ['its published counter has a gap', metadata['published'] === undefined || Number(metadata['published']) === before.published + 1],
    ['it is recorded before the event it follows', (metadata['recordedAt'] ?? '') >= before.recordedAt],
  ];
  return expected.filter(([, holds]) => !holds).map(([what]) => what);
};

/**
 * Checks events, given in commit order, against their own envelopes: bytes, chain, revisions, counters, times. It finds any
 * change to an event and any event removed from the middle of a stream. It cannot see the end of the log cut off: that needs
 * a signed head held elsewhere.
 */
export class ChainCheck {
  readonly #streams = new Map<string, Seen>();
  #lastPosition = 0;
  events = 0;

  /** The findings about one more event. */
  check(event: StoredEvent): readonly Finding[] {
    const before = this.#streams.get(event.stream) ?? { revision: -1, hash: noPrevious, published: 0, recordedAt: '' };
    const found = wrongs(event, before).map((what) => ({ position: event.position, stream: event.stream, revision: event.revision, what }));
    const gap =
      event.position === this.#lastPosition + 1
        ? []
        : [
            {
              position: event.position,
              stream: event.stream,
              revision: event.revision,
              what: `positions ${String(this.#lastPosition + 1)} to ${String(event.position - 1)} are missing`,
            },
          ];
    this.#streams.set(event.stream, {
      revision: event.revision,
      hash: event.metadata['hash'] ?? '',
      published: Number(event.metadata['published'] ?? before.published),
      recordedAt: event.metadata['recordedAt'] ?? '',
    });
    this.#lastPosition = event.position;
    this.events += 1;
    return [...found, ...gap];
  }

  get streams(): number {
    return this.#streams.size;
  }
}
