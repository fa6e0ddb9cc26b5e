import { sha256 } from '@rms/event-sourcing/pure';

/** Pages kept by their fingerprint: the same bytes are kept once and never altered. */
export interface Blobs {
  /** Durable when it answers. */
  put(bytes: Uint8Array): string;
  get(sha256: string): Uint8Array | undefined;
}

export class MemoryBlobs implements Blobs {
  readonly #kept = new Map<string, Uint8Array>();
  put(bytes: Uint8Array): string {
    const name = sha256(bytes);
    this.#kept.set(name, bytes);
    return name;
  }
  get(name: string): Uint8Array | undefined {
    return this.#kept.get(name);
  }
}
