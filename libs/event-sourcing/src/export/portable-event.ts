import type { Metadata } from '../envelope.js';
import type { StoredEvent } from '../event-store.js';

/** A stored event on its way to somebody who is to check it: all of its envelope, and its bytes in base64. */
export interface PortableEvent {
  readonly position: number;
  readonly storedAt: string;
  readonly metadata: Metadata;
  readonly data: string;
}

export const portable = ({ position, storedAt, metadata, data }: StoredEvent): PortableEvent => ({
  position,
  storedAt,
  metadata,
  data: Buffer.from(data).toString('base64'),
});

/** The stored event again, named by its envelope. */
export const fromPortable = ({ position, storedAt, metadata, data }: PortableEvent): StoredEvent => ({
  position,
  storedAt,
  metadata,
  data: Buffer.from(data, 'base64'),
  id: metadata['id'] ?? '',
  type: metadata['type'] ?? '',
  stream: metadata['stream'] ?? '',
  revision: Number(metadata['revision']),
});
