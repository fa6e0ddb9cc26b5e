import { DatabaseSync } from 'node:sqlite';
import { sha256 } from '@rms/event-sourcing';
import type { OutcomeKind } from '../intake-log.js';
import { intakeFile } from './embedded-intake-log.js';

/** A message that was accepted, as a check of the whole log needs it. */
export interface AcceptedMessage {
  readonly receipt: number;
  readonly id: string;
  readonly sha256: string;
  /** Whether its bytes still are those that were received. */
  readonly isAsReceived: boolean;
  readonly outcome: OutcomeKind | 'pending';
  readonly rule: string | null;
  readonly of: number | null;
  readonly by: string | null;
}

const everything = `SELECT m.receipt, m.id, m.sha256, m.bytes, o.outcome, o.rule, o.of_receipt, o.by_person
  FROM message m LEFT JOIN outcome o ON o.number = (SELECT max(number) FROM outcome l WHERE l.receipt = m.receipt) ORDER BY m.receipt`;

/** Every accepted message of a directory with its current outcome, in order of receipt, its bytes held against their digest. Reads only. */
export const readAccepted = function* (directory: string): Generator<AcceptedMessage> {
  const database = new DatabaseSync(intakeFile(directory), { readOnly: true });
  try {
    for (const row of database.prepare(everything).iterate())
      yield {
        receipt: row['receipt'] as number,
        id: row['id'] as string,
        sha256: row['sha256'] as string,
        isAsReceived: sha256(row['bytes'] as Uint8Array) === row['sha256'],
        outcome: (row['outcome'] as OutcomeKind | null) ?? 'pending',
        rule: row['rule'] as string | null,
        of: row['of_receipt'] as number | null,
        by: row['by_person'] as string | null,
      };
  } finally {
    database.close();
  }
};
