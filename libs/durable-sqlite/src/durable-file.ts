import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { pack } from './pack.js';
import type { Answer, Failure, FromWriter, Unit, WriterOptions } from './unit.js';

export interface DurableFileOptions extends Pick<WriterOptions, 'file' | 'schema' | 'statements'> {
  /** Size of the write-ahead log at which it is folded back; 4 MiB unless told. */
  readonly foldAtBytes?: number;
}

interface Waiting {
  readonly unit: Unit;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

const inSource = import.meta.url.endsWith('.ts');
const workerFile = (name: string): URL => new URL(`./${name}.worker.${inSource ? 'ts' : 'js'}`, import.meta.url);
const foldAtBytesUnlessTold = 4 << 20;
const foldEveryMs = 50;
// Enough to keep the writer busy; what is beyond it waits here, so that no commit grows without bound.
const unitsUnderWay = 2048;

/** A SQLite file with one writer thread and group commit, and a connection to read with. */
export class DurableFile {
  readonly reader: DatabaseSync;
  readonly #writer: Worker;
  readonly #folder: Worker;
  #waiting: Waiting[] = [];
  #underWay: Waiting[] = [];
  #isAboutToPost = false;
  readonly #listeners = new Set<(lastId: number) => void>();
  #closed: Promise<void> | undefined;
  #onClosed: (() => void) | undefined;
  #failure: Error | undefined;
  commits = 0;

  constructor(options: DurableFileOptions, writer: Worker, restIsLeft: Int32Array<SharedArrayBuffer>) {
    this.#writer = writer;
    this.#folder = new Worker(workerFile('checkpoint'), {
      workerData: { file: options.file, everyMs: foldEveryMs, foldAtBytes: options.foldAtBytes ?? foldAtBytesUnlessTold, restIsLeft },
    });
    this.reader = new DatabaseSync(options.file, { readOnly: true });
    this.reader.exec('PRAGMA busy_timeout=10000; PRAGMA mmap_size=268435456;');
    writer.on('message', (message: FromWriter) => {
      this.#hear(message);
    });
    writer.on('error', (error) => {
      this.#fail(error instanceof Error ? error : new Error(String(error)));
    });
    writer.on('exit', () => {
      this.#fail(new Error('The writer thread has ended.'));
      this.#onClosed?.();
    });
  }

  /** Writes a unit durably. Rejects when the disk refuses or the writer is gone; the caller must then assume nothing is stored. */
  submit(unit: Unit): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== undefined || this.#closed !== undefined) {
        reject(this.#failure ?? new Error('The file is closed.'));
        return;
      }
      this.#waiting.push({ unit, resolve, reject });
      this.#postSoon();
    });
  }

  /** Calls back after each group commit with the row id of its last plain insert, 0 where there was none. */
  onCommit(listener: (lastId: number) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Ends the writer after what is under way, and folds the log back. */
  close(): Promise<void> {
    this.#closed ??= new Promise<void>((resolve) => {
      this.#onClosed = resolve;
      this.#post();
      this.#writer.postMessage('close');
    }).then(async () => {
      this.#folder.postMessage('close');
      this.reader.close();
      await this.#folder.terminate();
    });
    return this.#closed;
  }

  // What is submitted in the same turn travels together.
  #postSoon(): void {
    if (this.#isAboutToPost) return;
    this.#isAboutToPost = true;
    setImmediate(() => {
      this.#isAboutToPost = false;
      this.#post();
    });
  }

  #post(): void {
    const group = this.#waiting.splice(0, unitsUnderWay - this.#underWay.length);
    if (group.length === 0) return;
    this.#underWay.push(...group);
    this.#writer.postMessage(pack(group.map((waiting) => waiting.unit)));
  }

  #hear(message: FromWriter): void {
    if ('answers' in message) this.#settle(message.answers);
    else if ('closed' in message) this.#failure = new Error('The file is closed.');
    if (this.#waiting.length > 0) this.#postSoon();
  }

  #settle(answers: readonly (Answer | Failure)[]): void {
    this.commits += 1;
    this.#underWay.splice(0, answers.length).forEach((waiting, index) => {
      const answer = answers[index];
      if (answer === undefined || 'failed' in answer) waiting.reject(new Error(`Not stored: ${answer?.failed ?? 'no answer'}`));
      else waiting.resolve(answer);
    });
    const lastId = answers.reduce((last, answer) => ('lastId' in answer && answer.lastId !== 0 ? answer.lastId : last), 0);
    for (const listener of this.#listeners) listener(lastId);
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const waiting of [...this.#underWay, ...this.#waiting]) waiting.reject(this.#failure);
    this.#underWay = [];
    this.#waiting = [];
  }
}

/** Opens or creates the file. Rejects with the reason when the schema cannot be made, for instance on a full disk. */
export const openDurableFile = (options: DurableFileOptions): Promise<DurableFile> =>
  new Promise((resolve, reject) => {
    const { file, schema, statements, foldAtBytes = foldAtBytesUnlessTold } = options;
    const restIsLeft = new Int32Array(new SharedArrayBuffer(4));
    const workerData: WriterOptions = { file, schema, statements, logBytes: 2 * foldAtBytes, restIsLeft };
    const writer = new Worker(workerFile('writer'), { workerData });
    writer.once('error', reject);
    writer.once('message', () => {
      writer.off('error', reject);
      resolve(new DurableFile(options, writer, restIsLeft));
    });
  });
