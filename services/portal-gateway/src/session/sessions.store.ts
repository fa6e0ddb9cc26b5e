import { DatabaseSync } from 'node:sqlite';
import type { Clock } from '@rms/event-sourcing';
import { Store, type SessionData } from 'express-session';

/** Browser sessions in one SQLite file: a restart signs nobody out, and tokens never leave the server. */
export class SessionsStore extends Store {
  readonly #database: DatabaseSync;

  constructor(
    file: string,
    private readonly clock: Clock,
  ) {
    super();
    this.#database = new DatabaseSync(file);
    this.#database.exec(
      'PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; CREATE TABLE IF NOT EXISTS session (id TEXT PRIMARY KEY, body TEXT NOT NULL, expires INTEGER NOT NULL) STRICT;',
    );
    this.#database.prepare('DELETE FROM session WHERE expires < ?').run(this.clock.now());
  }

  override get(id: string, done: (error: unknown, session?: SessionData | null) => void): void {
    const row = this.#database.prepare('SELECT body, expires FROM session WHERE id = ?').get(id);
    if (row === undefined || (row['expires'] as number) < this.clock.now()) {
      done(null, null);
      return;
    }
    done(null, JSON.parse(row['body'] as string) as SessionData);
  }

  override set(id: string, session: SessionData, done?: (error?: unknown) => void): void {
    this.#database
      .prepare(
        'INSERT INTO session (id, body, expires) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body, expires = excluded.expires',
      )
      .run(id, JSON.stringify(session), this.#expiry(session));
    done?.();
  }

  override touch(id: string, session: SessionData, done?: () => void): void {
    this.#database.prepare('UPDATE session SET expires = ?, body = ? WHERE id = ?').run(this.#expiry(session), JSON.stringify(session), id);
    done?.();
  }

  override destroy(id: string, done?: (error?: unknown) => void): void {
    this.#database.prepare('DELETE FROM session WHERE id = ?').run(id);
    done?.();
  }

  close(): void {
    this.#database.close();
  }

  #expiry(session: SessionData): number {
    const { maxAge } = session.cookie;
    return typeof maxAge === 'number' ? this.clock.now() + maxAge : 0;
  }
}
