// The peer's own store, used as its documentation does: a file, its default durability (WAL, synchronous=FULL), an expected version on each append.
import { join } from 'node:path';
import { getSQLiteEventStore } from '@event-driven-io/emmett-sqlite';

export const openStore = (directory) => {
  const store = getSQLiteEventStore({ fileName: join(directory, 'emmett.db') });
  return {
    /**
     * Now and then its commit meets a statement of its own that the driver has not finished yet, and it rolls back with SQLITE_BUSY: then
     * once more, as whoever uses it would have to. `before` is the revision of the stream's last event, -1 for a stream that does not exist.
     */
    append: async (stream, before, events) => {
      const append = () => store.appendToStream(stream, events, { expectedStreamVersion: BigInt(before + 1) });
      await append().catch((error) => {
        if (error.code === 'SQLITE_BUSY') return append();
        throw error;
      });
    },
    read: async (stream) =>
      (await store.readStream(stream)).events.map(({ type, data, metadata }) => ({
        type,
        data: JSON.stringify(data),
        id: metadata.id,
        revision: Number(metadata.streamPosition) - 1,
      })),
  };
};
