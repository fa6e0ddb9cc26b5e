import { randomUUID } from 'node:crypto';
import { MongoDatabase } from './index.js';

/** A database of its own for one test. Names are of one length: to the server that stands in for MongoDB, a longer one is part of it. */
export const freshDatabase = (url: string, awayAfterMs = 5000) => {
  const database = new MongoDatabase({ url, name: `try-${randomUUID().slice(0, 13)}`, awayAfterMs });
  const drop = async (): Promise<void> => {
    await (await database.connection()).dropDatabase();
    await database.close();
  };
  return { database, drop };
};
