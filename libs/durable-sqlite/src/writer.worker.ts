import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { Answer, Failure, FromWriter, PackedStep, PackedUnit, ToWriter, WriterOptions } from './unit.ts';

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
const rollback = (): void => {
  if (database.isTransaction) database.exec('ROLLBACK');
};
const reply = (message: FromWriter): void => {
  port.postMessage(message);
};

const chosen = (step: PackedStep): { statement: StatementSync; returns: boolean } => {
  const found = statements[step[0]];
  if (found === undefined) throw new Error(`There is no statement ${String(step[0])}.`);
  return found;
};
interface Waiting {
  readonly unit: PackedUnit;
  readonly bytes: Uint8Array;
}
type Value = string | number | null | Uint8Array;
const valuesOf = ([, ...values]: PackedStep, bytes: Uint8Array): Value[] =>
  values.map((value) => (typeof value === 'object' && value !== null ? bytes.subarray(value.at, value.at + value.length) : value));

const query = (step: PackedStep, bytes: Uint8Array): string | number | null => {
  const row = chosen(step).statement.get(...valuesOf(step, bytes));
  return row === undefined ? null : (Object.values(row)[0] as string | number | null);
};

const runUnit = ({ unit, bytes }: Waiting): Answer => {
  if (unit.guard !== undefined) {
    const actual = query(unit.guard.query, bytes);
    if (actual !== unit.guard.expected) return { ok: false, actual };
  }
  let lastId = 0;
  let row: Record<string, Value> | undefined;
  unit.steps.forEach((step, index) => {
    const { statement, returns } = chosen(step);
    if (!returns) {
      lastId = Number(statement.run(...valuesOf(step, bytes)).lastInsertRowid);
      return;
    }
    const returned = statement.get(...valuesOf(step, bytes)) as typeof row;
    if (unit.answers === undefined || unit.answers === index) row = returned;
  });
  return { ok: true, lastId, row };
};

const writeTogether = (units: readonly Waiting[]): readonly Answer[] | Failure => {
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
const writeGroup = (units: readonly Waiting[]): readonly (Answer | Failure)[] => {
  const together = writeTogether(units);
  if (!('failed' in together)) return together;
  if (units.length === 1) return [together];
  return units.map((unit) => {
    const alone = writeTogether([unit]);
    return 'failed' in alone ? alone : (alone[0] ?? { failed: 'nothing was answered' });
  });
};

const close = (): void => {
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
  reply({ closed: true });
  port.close();
};

port.on('message', (first: ToWriter) => {
  const units: Waiting[] = [];
  let closing = false;
  for (
    let message: ToWriter | undefined = first;
    message !== undefined;
    message = receiveMessageOnPort(port)?.message as ToWriter | undefined
  ) {
    if (message === 'close') closing = true;
    else {
      const { bytes } = message;
      for (const unit of message.units) units.push({ unit, bytes });
    }
  }
  if (units.length > 0) reply({ answers: writeGroup(units) });
  if (closing) close();
});

reply({ ready: true });
