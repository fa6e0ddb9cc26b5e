import type { EventToAppend } from './event-store.js';

/** The most bytes that one append may hold, envelopes and names included: what an EventStoreDB takes unless it is told otherwise. */
export const mostBytesAtOnce = 1024 * 1024;

/** An append that is larger than any store takes. Giving it again does not help: it must be divided. */
export class AppendTooLarge extends Error {
  constructor(
    readonly bytes: number,
    readonly most = mostBytesAtOnce,
  ) {
    super(`An append of ${String(bytes)} bytes is too large: at most ${String(most)} are taken at once.`);
    this.name = 'AppendTooLarge';
  }
}

/** How many bytes an event counts for in an append, as an EventStoreDB counts: its data, its envelope, and its type at two for each letter. */
export const sizeOf = (event: Pick<EventToAppend, 'type' | 'data'>, metadata: string | Uint8Array): number =>
  event.data.byteLength + Buffer.byteLength(metadata) + 2 * event.type.length;

/** Throws where the events of an append are too large together. */
export const refuseTooLarge = (bytes: number): void => {
  if (bytes > mostBytesAtOnce) throw new AppendTooLarge(bytes);
};
