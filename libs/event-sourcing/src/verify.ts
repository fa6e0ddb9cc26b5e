import { chainHash, noPrevious, sha256 } from './envelope.js';
import type { StoredEvent } from './event-store.js';

/** One thing that is not as it was written. */
export interface Finding {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly rule: string;
  readonly what: string;
}
type Wrong = Pick<Finding, 'rule' | 'what'>;
/** A whole log counts its positions without a gap; an extract of it leaves some out, and still goes forwards. */
export type Positions = 'dense' | 'rising';

interface Seen {
  revision: number;
  hash: string;
  published: number;
  recordedAt: string;
}

const wrongs = (event: StoredEvent, before: Seen): readonly Wrong[] => {
  const { metadata } = event;
  const expected: readonly (readonly [rule: string, what: string, holds: boolean])[] = [
    [
      'revision-gap',
      'its revision does not follow the one before',
      event.revision === before.revision + 1 && metadata['revision'] === String(event.revision),
    ],
    ['data-differs', 'its data is not what was stored', metadata['dataSha256'] === sha256(event.data)],
    ['chain-broken', 'it does not follow the event before it', metadata['prev'] === before.hash],
    ['envelope-differs', 'its envelope is not what was stored', metadata['hash'] === chainHash(metadata)],
    [
      'name-differs',
      'its name or stream differs from its envelope',
      metadata['type'] === event.type && metadata['stream'] === event.stream && metadata['id'] === event.id,
    ],
    [
      'published-gap',
      'its published counter has a gap',
      metadata['published'] === undefined || Number(metadata['published']) === before.published + 1,
    ],
    ['recorded-backwards', 'it is recorded before the event it follows', (metadata['recordedAt'] ?? '') >= before.recordedAt],
  ];
  return expected.filter(([, , holds]) => !holds).map(([rule, what]) => ({ rule, what }));
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

  constructor(readonly positions: Positions = 'dense') {}

  /** The findings about one more event. */
  check(event: StoredEvent): readonly Finding[] {
    const before = this.#streams.get(event.stream) ?? { revision: -1, hash: noPrevious, published: 0, recordedAt: '' };
    const found = [...wrongs(event, before), ...this.#wrongPlace(event.position)];
    this.#streams.set(event.stream, {
      revision: event.revision,
      hash: event.metadata['hash'] ?? '',
      published: Number(event.metadata['published'] ?? before.published),
      recordedAt: event.metadata['recordedAt'] ?? '',
    });
    this.#lastPosition = event.position;
    this.events += 1;
    const { position, stream, revision } = event;
    return found.map((wrong) => ({ position, stream, revision, ...wrong }));
  }

  #wrongPlace(position: number): readonly Wrong[] {
    const next = this.#lastPosition + 1;
    if (position < next) return [{ rule: 'position-backwards', what: `it stands after position ${String(this.#lastPosition)}` }];
    if (this.positions === 'rising' || position === next) return [];
    return [{ rule: 'position-gap', what: `positions ${String(next)} to ${String(position - 1)} are missing` }];
  }

  get streams(): number {
    return this.#streams.size;
  }
}
