import type { Metadata } from '../envelope.js';
import type { StoredEvent } from '../event-store.js';
import { instantText } from '../ports.js';
import type { RawEvent, RawPosition } from './raw-client.js';

export const positionOf = (position: RawPosition | undefined): number => Number(position?.commit ?? 0n);

/** An event as a client package gives it, as ours. */
export const storedOf = ({ streamId, id, revision, type, data, metadata, created, position }: RawEvent): StoredEvent => ({
  stream: streamId,
  id,
  revision: Number(revision),
  type,
  metadata: (metadata ?? {}) as Metadata,
  data: data as Uint8Array,
  storedAt: instantText(created.getTime()),
  position: positionOf(position),
});

/** Whether an event is anybody's but the server's own. */
export const isOurs = (event: RawEvent | undefined): event is RawEvent => event !== undefined && !event.streamId.startsWith('$');
