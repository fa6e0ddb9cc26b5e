import type { Checkpoint, Place, Places } from '@rms/messaging';
import type { mongo } from 'mongoose';
import { asked } from './asked.js';
import type { MongoDatabase } from './mongo-database.js';

interface KeptPlace extends Place {
  readonly _id: string;
}
interface KeptPosition {
  readonly _id: string;
  readonly position: number;
}

/** The places of one generation of a read model, in a collection beside its documents. */
export class MongoPlaces implements Places {
  readonly #kept: () => Promise<mongo.Collection<KeptPlace>>;

  constructor(kept: () => Promise<mongo.Collection<KeptPlace>>) {
    this.#kept = kept;
  }

  async read(topics: readonly string[]): Promise<readonly Place[]> {
    return this.#those({ topic: { $in: [...topics] } });
  }

  /** Those of every topic, for a generation that is to begin where this one is. */
  async all(): Promise<readonly Place[]> {
    return this.#those({});
  }

  async write({ topic, partition, offset, through }: Place): Promise<void> {
    const kept = await this.#kept();
    const place = { topic, partition, offset, through };
    await asked(() => kept.replaceOne({ _id: `${topic}/${String(partition)}` }, place, { upsert: true }));
  }

  async #those(filter: mongo.Filter<KeptPlace>): Promise<readonly Place[]> {
    const kept = await this.#kept();
    const found = await asked(() => kept.find(filter).sort({ topic: 1, partition: 1 }).toArray());
    return found.map(({ topic, partition, offset, through }) => ({ topic, partition, offset, through }));
  }
}

/** A checkpoint kept in a database under a name, whichever generation its read model is. */
export const mongoCheckpoint = (database: MongoDatabase, name: string): Checkpoint => {
  const kept = async () => (await database.connection()).collection<KeptPosition>('checkpoints');
  return {
    read: async () => {
      const checkpoints = await kept();
      return (await asked(() => checkpoints.findOne({ _id: name })))?.position ?? 0;
    },
    write: async (position) => {
      const checkpoints = await kept();
      await asked(() => checkpoints.replaceOne({ _id: name }, { position }, { upsert: true }));
    },
  };
};
