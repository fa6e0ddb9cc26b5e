import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

// Folds the write-ahead log back into the file, away from the commit path: a commit that had to do it took 13 ms instead of 2.
const { file, everyMs, foldAtBytes } = workerData as { file: string; everyMs: number; foldAtBytes: number };
const database = new DatabaseSync(file);
database.exec('PRAGMA synchronous=FULL; PRAGMA busy_timeout=1000;');
const fold = database.prepare('PRAGMA wal_checkpoint(PASSIVE)');

const timer = setInterval(() => {
  const size = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  if (size >= foldAtBytes) fold.get();
}, everyMs);

const port = parentPort;
port?.on('message', () => {
  clearInterval(timer);
  database.close();
  port.close();
});
