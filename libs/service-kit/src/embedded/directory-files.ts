/**
 * What a file of a data directory is to a copy of it.
 *
 * `database` is copied as it is at one moment. `mark` says that something in the databases is complete, so it is copied before
 * them. `secret` is a key that something in the databases may rest on, so it is copied after them. `birth` makes the directory
 * one that can be started, so it is written last. `made-anew` is never copied.
 */
export type Keeping = 'database' | 'mark' | 'secret' | 'birth' | 'made-anew';

const byName: Readonly<Record<string, Keeping>> = {
  'directory.json': 'birth',
  'history.db': 'database',
  'intake.db': 'database',
  'identity.db': 'database',
  'letters-pages.db': 'database',
  'loopback-carrier.db': 'database',
  'demo-seeded': 'mark',
  // What was sealed before the copy is in the copy.
  'heads.jsonl': 'mark',
  'sealing-key.pub': 'mark',
  'sealed-tree.json': 'made-anew',
  // Read models are what the history makes of them, and a session is not worth that its token lies in a copy.
  views: 'made-anew',
  'sessions.db': 'made-anew',
  'lock.db': 'made-anew',
  'running.json': 'made-anew',
};

const ofTheMoment = /(-wal|-shm|-journal|\.unfinished)$/;

/** What a name in a data directory is to a copy; `undefined` where this release knows no such file. */
export const keepingOf = (name: string): Keeping | undefined => {
  if (ofTheMoment.test(name)) return 'made-anew';
  if (name.endsWith('.secret')) return 'secret';
  return Object.hasOwn(byName, name) ? byName[name] : undefined;
};
