import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { Clock } from '@rms/event-sourcing';
import type { StoredSignIn } from './sign-ins.js';

const schema = `
CREATE TABLE IF NOT EXISTS sign_in (username TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS sign_in_subject ON sign_in (json_extract(body, '$.subject'));
CREATE TABLE IF NOT EXISTS secret (name TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS payload (model TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, uid TEXT, grant_id TEXT, user_code TEXT, expires INTEGER, PRIMARY KEY (model, id)) STRICT;
CREATE INDEX IF NOT EXISTS payload_uid ON payload (model, uid);
CREATE INDEX IF NOT EXISTS payload_grant ON payload (grant_id);
`;

/** Sign-ins, keys and sessions of the embedded provider, in one SQLite file: a restart signs nobody out. */
export class IdentityStore {
  readonly #database: DatabaseSync;

  constructor(
    directory: string,
    private readonly clock: Clock,
  ) {
    this.#database = new DatabaseSync(join(directory, 'identity.db'));
    this.#database.exec(`PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000; ${schema}`);
  }

  signIns(): readonly StoredSignIn[] {
    return this.#database
      .prepare('SELECT body FROM sign_in ORDER BY rowid')
      .all()
      .map((row) => JSON.parse(row['body'] as string) as StoredSignIn);
  }

  signIn(username: string): StoredSignIn | undefined {
    return this.#one('username = ?', username.trim().toLowerCase());
  }

  bySubject(subject: string): StoredSignIn | undefined {
    return this.#one("json_extract(body, '$.subject') = ?", subject);
  }

  #one(where: string, value: string): StoredSignIn | undefined {
    const row = this.#database.prepare(`SELECT body FROM sign_in WHERE ${where}`).get(value);
    return row === undefined ? undefined : (JSON.parse(row['body'] as string) as StoredSignIn);
  }

  /** Keeps a username for somebody who cannot sign in yet. False where another has it. */
  reserve(username: string, subject: string): boolean {
    const reserved: StoredSignIn = { username, subject, name: '', roles: [], trusts: [], does: '', passwordHash: '', outOfUse: true };
    this.#database.prepare('INSERT OR IGNORE INTO sign_in (username, body) VALUES (?, ?)').run(username, JSON.stringify(reserved));
    return this.signIn(username)?.subject === subject;
  }

  remove(subject: string): void {
    this.#database.prepare("DELETE FROM sign_in WHERE json_extract(body, '$.subject') = ?").run(subject);
  }

  /** Ends somebody's sessions at the provider, with every token that could be renewed. */
  signOutEverywhere(subject: string): void {
    this.#database.prepare("DELETE FROM payload WHERE json_extract(body, '$.accountId') = ?").run(subject);
  }

  put(signIn: StoredSignIn): void {
    this.#database
      .prepare('INSERT INTO sign_in (username, body) VALUES (?, ?) ON CONFLICT (username) DO UPDATE SET body = excluded.body')
      .run(signIn.username, JSON.stringify(signIn));
  }

  /** A secret that is made once and kept. */
  async secret(name: string, make: () => Promise<string> | string): Promise<string> {
    const row = this.#database.prepare('SELECT body FROM secret WHERE name = ?').get(name);
    if (row !== undefined) return row['body'] as string;
    const made = await make();
    this.#database.prepare('INSERT OR IGNORE INTO secret (name, body) VALUES (?, ?)').run(name, made);
    return made;
  }

  close(): void {
    this.#database.close();
  }

  /** The provider's storage for one kind of thing. */
  adapter(model: string): Adapter {
    const seconds = (): number => Math.floor(this.clock.now() / 1000);
    const read = (row: Record<string, unknown> | undefined): AdapterPayload | undefined =>
      row === undefined || (row['expires'] !== null && (row['expires'] as number) < seconds())
        ? undefined
        : (JSON.parse(row['body'] as string) as AdapterPayload);
    const database = this.#database;
    const get = (where: string, value: string) =>
      Promise.resolve(read(database.prepare(`SELECT body, expires FROM payload WHERE model = ? AND ${where} = ?`).get(model, value)));
    return {
      upsert: (id, payload, expiresIn) => {
        database
          .prepare(
            'INSERT INTO payload (model, id, body, uid, grant_id, user_code, expires) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (model, id) DO UPDATE SET body = excluded.body, uid = excluded.uid, grant_id = excluded.grant_id, expires = excluded.expires',
          )
          .run(
            model,
            id,
            JSON.stringify(payload),
            payload.uid ?? null,
            payload.grantId ?? null,
            payload.userCode ?? null,
            expiresIn ? seconds() + expiresIn : null,
          );
        return Promise.resolve();
      },
      find: (id) => get('id', id),
      findByUid: (uid) => get('uid', uid),
      findByUserCode: (code) => get('user_code', code),
      consume: (id) => {
        database.prepare("UPDATE payload SET body = json_set(body, '$.consumed', ?) WHERE model = ? AND id = ?").run(seconds(), model, id);
        return Promise.resolve();
      },
      destroy: (id) => {
        database.prepare('DELETE FROM payload WHERE model = ? AND id = ?').run(model, id);
        return Promise.resolve();
      },
      revokeByGrantId: (grant) => {
        database.prepare('DELETE FROM payload WHERE grant_id = ?').run(grant);
        return Promise.resolve();
      },
    };
  }
}
