import { closeSync, fdatasyncSync, fstatSync, openSync, writeSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { Answer, Failure, FromWriter, Packed, ToWriter, Value, WriterOptions } from './unit.ts';

// This thread imports nothing of the project's, so that tests can run it from source.
const options = workerData as WriterOptions;
const port = parentPort;
if (port === null) throw new Error('The writer is a worker thread.');

const database = new DatabaseSync(options.file);
// 16 MB of cache holds the tail of every index of a year of one alliance; the log is folded back by another thread.
database.exec(
  'PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0; PRAGMA busy_timeout=10000; PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY;',
);
database.exec(options.schema);
const statements = options.statements.map((sql) => ({ statement: database.prepare(sql), returns: /^\s*select|\breturning\b/i.test(sql) }));
const begin = database.prepare('BEGIN IMMEDIATE');
const commit = database.prepare('COMMIT');
const fold = database.prepare('PRAGMA wal_checkpoint(PASSIVE)');
const rollback = (): void => {
  if (database.isTransaction) database.exec('ROLLBACK');
};
const reply = (message: FromWriter): void => {
  port.postMessage(message);
};

// A commit that makes the log longer waits for the file system's journal too, which takes twice as long as writing over bytes
// that are there: so they are there. SQLite takes whatever follows its newest frame for left over from before.
const writeOutLog = (): void => {
  database.exec('BEGIN IMMEDIATE');
  const log = openSync(`${options.file}-wal`, 'r+');
  try {
    const { size } = fstatSync(log);
    if (size >= options.logBytes) return;
    writeSync(log, new Uint8Array(options.logBytes - size), 0, options.logBytes - size, size);
    fdatasyncSync(log);
  } catch {
    // A full disk has no room for it: commits are slower then, and are refused one by one where they do not fit.
  } finally {
    closeSync(log);
    database.exec('ROLLBACK');
  }
};

interface Step {
  readonly statement: number;
  readonly values: readonly Value[];
}
interface Unit {
  readonly answers: number;
  readonly guard: { readonly query: Step; readonly expected: Value } | undefined;
  readonly steps: readonly Step[];
}

const unpack = ({ list, bytes }: Packed): readonly Unit[] => {
  let [at, byte] = [0, 0];
  const number = (): number => list[at++] as number;
  const value = (): Value => {
    const next = list[at++];
    if (next !== undefined) return next;
    byte += number();
    return bytes.subarray(byte - (list[at - 1] as number), byte);
  };
  const step = (): Step => ({ statement: number(), values: Array.from({ length: number() }, value) });
  const units: Unit[] = [];
  while (at < list.length) {
    const answers = number();
    const guard = number() === 1 ? { query: step(), expected: value() } : undefined;
    units.push({ answers, guard, steps: Array.from({ length: number() }, step) });
  }
  return units;
};

const chosen = ({ statement }: Step): { statement: StatementSync; returns: boolean } => {
  const found = statements[statement];
  if (found === undefined) throw new Error(`There is no statement ${String(statement)}.`);
  return found;
};

const query = (step: Step): string | number | null => {
  const row = chosen(step).statement.get(...step.values);
  return row === undefined ? null : (Object.values(row)[0] as string | number | null);
};

const runUnit = (unit: Unit): Answer => {
  if (unit.guard !== undefined) {
    const actual = query(unit.guard.query);
    if (actual !== unit.guard.expected) return { ok: false, actual };
  }
  let lastId = 0;
  let row: Record<string, Value> | undefined;
  unit.steps.forEach((step, index) => {
    const { statement, returns } = chosen(step);
    if (!returns) {
      lastId = Number(statement.run(...step.values).lastInsertRowid);
      return;
    }
    const returned = statement.get(...step.values) as typeof row;
    if (unit.answers === -1 || unit.answers === index) row = returned;
  });
  return { ok: true, lastId, row };
};

const writeTogether = (units: readonly Unit[]): readonly Answer[] | Failure => {
  try {
    begin.run();
    const answers = units.map(runUnit);
    commit.run();
    return answers;
  } catch (error) {
    rollback();
    return { failed: error instanceof Error ? error.message : String(error) };
  }
};

// One unit that cannot be written must not take its neighbours with it: then each gets a commit of its own.
const writeGroup = (units: readonly Unit[]): readonly (Answer | Failure)[] => {
  const together = writeTogether(units);
  if (!('failed' in together)) return together;
  if (units.length === 1) return [together];
  return units.map((unit) => {
    const alone = writeTogether([unit]);
    return 'failed' in alone ? alone : (alone[0] ?? { failed: 'nothing was answered' });
  });
};

// The folder cannot fold what is committed while it folds, so under load it never reaches the end, and the log would grow for as
// long as the load lasts. The little that is left is folded here, between two groups: the next commit then starts the log afresh.
const foldTheRest = (): void => {
  if (Atomics.exchange(options.restIsLeft, 0, 0) === 0) return;
  try {
    fold.get();
  } catch {
    // A full disk: what is in the log is safe there. The folder asks again.
  }
};

const close = (): void => {
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
  reply({ closed: true });
  port.close();
};

port.on('message', (first: ToWriter) => {
  const units: Unit[] = [];
  let closing = false;
  for (
    let message: ToWriter | undefined = first;
    message !== undefined;
    message = receiveMessageOnPort(port)?.message as ToWriter | undefined
  ) {
    if (message === 'close') closing = true;
    else units.push(...unpack(message));
  }
  if (units.length > 0) reply({ answers: writeGroup(units) });
  if (closing) close();
  else foldTheRest();
});

writeOutLog();
reply({ ready: true });
