import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sha256 } from '@rms/event-sourcing';

/** The file of a data directory in which pages are kept. */
export const pagesFile = (directory: string): string => join(directory, 'letters-pages.db');

export interface KeptPage {
  /** The fingerprint under which it is kept. */
  readonly sha256: string;
  /** Whether that is the fingerprint of what is there. */
  readonly isAsKept: boolean;
}

/** Every page that a data directory keeps, held against its fingerprint; beside a running system or in a copy. */
export function* keptPages(directory: string): Generator<KeptPage> {
  if (!existsSync(pagesFile(directory))) return;
  const database = new DatabaseSync(pagesFile(directory), { readOnly: true });
  try {
    const rows = database.prepare('SELECT sha256, bytes FROM page').iterate() as Iterable<{
      readonly sha256: string;
      readonly bytes: Uint8Array;
    }>;
    for (const row of rows) yield { sha256: row.sha256, isAsKept: sha256(row.bytes) === row.sha256 };
  } finally {
    database.close();
  }
}
