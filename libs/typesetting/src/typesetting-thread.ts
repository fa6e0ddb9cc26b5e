import { Worker } from 'node:worker_threads';

export interface ToSetter {
  readonly n: number;
  readonly source: string;
  readonly content: unknown;
}
export type FromSetter = { readonly n: number } & ({ readonly page: Uint8Array<ArrayBuffer> } | { readonly failed: string });
interface Awaited {
  readonly resolve: (page: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

const inSource = import.meta.url.endsWith('.ts');
const setterFile = new URL(`./setter.worker.${inSource ? 'ts' : 'js'}`, import.meta.url);

/**
 * Sets pages in a thread of its own, begun with the first: a letter takes ten milliseconds, and whoever asks for a page or sends a
 * message meanwhile need not wait for it. The same source and content give the same bytes as a typesetter in this thread does.
 */
export class TypesettingThread {
  #setter: Worker | undefined;
  #asked = 0;
  readonly #awaited = new Map<number, Awaited>();

  /** Rejects with the compiler’s words when a source is wrong or what it says cannot be read out. */
  set(source: string, content: unknown): Promise<Uint8Array> {
    this.#asked += 1;
    const n = this.#asked;
    return new Promise((resolve, reject) => {
      this.#awaited.set(n, { resolve, reject });
      const setter = this.#begun();
      // Only a page that somebody waits for keeps the process from ending.
      setter.ref();
      setter.postMessage({ n, source, content } satisfies ToSetter);
    });
  }

  #begun(): Worker {
    if (this.#setter !== undefined) return this.#setter;
    const setter = new Worker(setterFile);
    this.#setter = setter;
    setter.on('message', (answer: FromSetter) => {
      this.#settle(answer);
    });
    setter.on('error', (error) => {
      this.#gone(error instanceof Error ? error : new Error(String(error)));
    });
    setter.on('exit', () => {
      this.#gone(new Error('The setter thread has ended.'));
    });
    return setter;
  }

  #settle(answer: FromSetter): void {
    const awaited = this.#awaited.get(answer.n);
    this.#awaited.delete(answer.n);
    if (this.#awaited.size === 0) this.#setter?.unref();
    if ('page' in answer) awaited?.resolve(answer.page);
    else awaited?.reject(new Error(answer.failed));
  }

  // Whoever waited is told, and the next page begins another thread.
  #gone(error: Error): void {
    this.#setter = undefined;
    for (const { reject } of this.#awaited.values()) reject(error);
    this.#awaited.clear();
  }
}
