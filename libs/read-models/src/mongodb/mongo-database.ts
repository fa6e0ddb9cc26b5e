import mongoose, { type Connection } from 'mongoose';
import { asked } from './asked.js';

export interface MongoDatabaseSettings {
  /** Address of the server or replica set, with the credentials: `mongodb://…` or `mongodb+srv://…`. */
  readonly url: string;
  /** Name of the database: one for each service, so that none can reach into another’s. */
  readonly name: string;
  /** How long a server is waited for before it counts as away, in milliseconds. */
  readonly awayAfterMs?: number;
}

const answerWithin = 2;

/** One service’s database. Connects when it is first asked, and again at the next question where that failed. */
export class MongoDatabase {
  readonly #settings: MongoDatabaseSettings;
  #connection: Promise<Connection> | undefined;

  constructor(settings: MongoDatabaseSettings) {
    this.#settings = settings;
  }

  /** The connection, once there is one. Rejects with `StoreUnavailable` where no server answers in time. */
  connection(): Promise<Connection> {
    this.#connection ??= this.#connect();
    return this.#connection;
  }

  async close(): Promise<void> {
    const connection = await this.#connection?.catch(() => undefined);
    await connection?.close();
  }

  async #connect(): Promise<Connection> {
    const { url, name, awayAfterMs = 5000 } = this.#settings;
    const connection = mongoose.createConnection(url, {
      dbName: name,
      appName: name,
      // What is answered as written is on the disks of most members; what is read is too, and is the newest there is.
      writeConcern: { w: 'majority', journal: true, wtimeoutMS: answerWithin * awayAfterMs },
      readConcern: { level: 'majority' },
      readPreference: 'primary',
      serverSelectionTimeoutMS: awayAfterMs,
      connectTimeoutMS: awayAfterMs,
      socketTimeoutMS: answerWithin * awayAfterMs,
      autoCreate: false,
      autoIndex: false,
      bufferCommands: false,
    });
    try {
      return await asked(() => connection.asPromise());
    } catch (error) {
      this.#connection = undefined;
      await connection.destroy();
      throw error;
    }
  }
}
