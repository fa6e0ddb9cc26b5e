import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { historyFile, openEmbeddedEventStore, systemClock, type StoredEvent } from '@rms/event-sourcing';
import { recordOneLife } from './one-life.js';

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** A text with ids in it, as the n-th patient has it: every id is his own, and the same id the same everywhere. */
const asOfPatient = (text: string): ((n: number) => string) => {
  const pieces = text.split(uuid);
  const heads = [...text.matchAll(uuid)].map(([id]) => id.slice(0, 24));
  return (n) => {
    const tail = n.toString(16).padStart(12, '0');
    let whole = pieces[0] ?? '';
    for (let index = 0; index < heads.length; index += 1) whole += `${heads[index] ?? ''}${tail}${pieces[index + 1] ?? ''}`;
    return whole;
  };
};

interface Template {
  readonly event: StoredEvent;
  readonly stream: (n: number) => string;
  readonly id: (n: number) => string;
  readonly metadata: (n: number) => string;
  readonly data: (n: number) => string;
}
const templateOf = (event: StoredEvent): Template => ({
  event,
  stream: asOfPatient(event.stream),
  id: asOfPatient(event.id),
  metadata: asOfPatient(JSON.stringify(event.metadata)),
  data: asOfPatient(Buffer.from(event.data).toString()),
});

/**
 * Fills a directory's history with the lives of so many patients: first everybody's first fact, then everybody's second. The hash
 * chains are the first patient's in all of them; a reckoning does not look at them, and `rms verify` does.
 */
export const recordLives = async (directory: string, patients: number): Promise<number> => {
  const life = await recordOneLife(directory);
  for (const ending of ['', '-wal', '-shm']) rmSync(`${historyFile(directory)}${ending}`, { force: true });
  await (await openEmbeddedEventStore(directory, systemClock)).close();
  const database = new DatabaseSync(historyFile(directory));
  database.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;');
  const insert = database.prepare('INSERT INTO event (stream, revision, id, type, metadata, data, stored_at) VALUES (?, ?, ?, ?, ?, ?, ?)');
  database.exec('BEGIN');
  for (const { event, stream, id, metadata, data } of life.map(templateOf))
    for (let n = 0; n < patients; n += 1)
      insert.run(stream(n), event.revision, id(n), event.type, metadata(n), Buffer.from(data(n)), event.storedAt);
  database.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE);');
  database.close();
  return life.length;
};
