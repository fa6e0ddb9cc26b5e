import { sha256 } from '@rms/event-sourcing/pure';

/** Bytes kept by their fingerprint: the same bytes are kept once and never altered. Their name is their SHA-256, lower-case hex. */
export interface Blobs {
  /** Answers the name. Durable when it resolves; rejects where nothing can be kept now. `mediaType` says what they are, as `application/pdf`. */
  put(bytes: Uint8Array, mediaType: string): Promise<string>;
  /** The bytes of a name; `undefined` where they were never kept as a whole. Rejects with {@link DamagedBlob} where they are not what was kept. */
  get(name: string): Promise<Uint8Array | undefined>;
}

/** What lies under a name is not what was kept there. */
export class DamagedBlob extends Error {
  constructor(
    readonly blob: string,
    what: string,
  ) {
    super(`The blob ${blob} is damaged: ${what}.`);
    this.name = 'DamagedBlob';
  }
}

/** The port in memory: gone with the process. */
export class MemoryBlobs implements Blobs {
  readonly #kept = new Map<string, Uint8Array>();

  put(bytes: Uint8Array): Promise<string> {
    const name = sha256(bytes);
    this.#kept.set(name, bytes);
    return Promise.resolve(name);
  }

  get(name: string): Promise<Uint8Array | undefined> {
    return Promise.resolve(this.#kept.get(name));
  }
}
