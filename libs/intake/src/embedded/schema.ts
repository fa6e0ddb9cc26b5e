export const schema = `
CREATE TABLE IF NOT EXISTS message (
  receipt INTEGER PRIMARY KEY, id TEXT NOT NULL, feed TEXT NOT NULL, sender TEXT NOT NULL, trust TEXT NOT NULL, control_id TEXT NOT NULL, type TEXT NOT NULL, route TEXT NOT NULL,
  sha256 TEXT NOT NULL, received_at TEXT NOT NULL, acknowledged TEXT NOT NULL, bytes BLOB NOT NULL, duplicate_of INTEGER, conflicts_with INTEGER) STRICT;
CREATE INDEX IF NOT EXISTS message_by_control_id ON message (feed, control_id);
CREATE TABLE IF NOT EXISTS outcome (
  number INTEGER PRIMARY KEY, receipt INTEGER NOT NULL, outcome TEXT NOT NULL, rule TEXT, of_receipt INTEGER, by_person TEXT, sentence TEXT, at TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS outcome_by_receipt ON outcome (receipt);
CREATE TABLE IF NOT EXISTS waiting (identifier TEXT NOT NULL, receipt INTEGER NOT NULL, PRIMARY KEY (identifier, receipt)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS refusal (
  number INTEGER PRIMARY KEY, at TEXT NOT NULL, feed TEXT, sender TEXT NOT NULL, control_id TEXT NOT NULL, rule TEXT NOT NULL, sentence TEXT NOT NULL, sha256 TEXT NOT NULL, bytes BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS read_through (route TEXT PRIMARY KEY, receipt INTEGER NOT NULL) STRICT;
CREATE TRIGGER IF NOT EXISTS message_is_never_changed BEFORE UPDATE ON message BEGIN SELECT RAISE(ABORT, 'the intake log is append-only: a message is never changed'); END;
CREATE TRIGGER IF NOT EXISTS outcome_is_never_changed BEFORE UPDATE ON outcome BEGIN SELECT RAISE(ABORT, 'the intake log is append-only: an outcome is never changed'); END;
CREATE TRIGGER IF NOT EXISTS outcome_is_never_deleted BEFORE DELETE ON outcome BEGIN SELECT RAISE(ABORT, 'the intake log is append-only: an outcome is never deleted'); END;
`;

/** Places of the statements in the list. */
export const write = { append: 0, outcomeAtTheDoor: 1, outcome: 2, waits: 3, refuse: 4, readThrough: 5 } as const;

export const statements = [
  // A repeat is known in the same commit that stores it: two connections may bring the same message at the same moment.
  `INSERT INTO message (id, feed, sender, trust, control_id, type, route, sha256, received_at, acknowledged, bytes, duplicate_of, conflicts_with)
   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,
     (SELECT min(receipt) FROM message WHERE feed = ?2 AND control_id = ?5 AND sha256 = ?8),
     (SELECT max(receipt) FROM message WHERE feed = ?2 AND control_id = ?5 AND sha256 <> ?8 AND type = ?6 AND received_at >= ?12))
   RETURNING receipt`,
  `INSERT INTO outcome (receipt, outcome, rule, of_receipt, at)
   SELECT receipt, CASE WHEN duplicate_of IS NULL THEN 'ignored' ELSE 'duplicate' END, CASE WHEN duplicate_of IS NULL THEN 'type-not-used' END, duplicate_of, received_at
   FROM message WHERE receipt = (SELECT max(receipt) FROM message) AND (duplicate_of IS NOT NULL OR route = 'none')`,
  'INSERT INTO outcome (receipt, outcome, rule, of_receipt, by_person, sentence, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  'INSERT OR IGNORE INTO waiting (identifier, receipt) VALUES (?, ?)',
  'INSERT INTO refusal (at, feed, sender, control_id, rule, sentence, sha256, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  'INSERT INTO read_through (route, receipt) VALUES (?1, ?2) ON CONFLICT (route) DO UPDATE SET receipt = max(receipt, ?2)',
];

const columns = 'receipt, id, feed, sender, trust, control_id, type, route, sha256, received_at, acknowledged, bytes, conflicts_with';
const current = 'SELECT o.outcome FROM outcome o WHERE o.receipt = m.receipt ORDER BY o.number DESC LIMIT 1';

export const queries = {
  pending: `SELECT ${columns} FROM message m WHERE route = ? AND receipt > ? AND NOT EXISTS (SELECT 1 FROM outcome o WHERE o.receipt = m.receipt) ORDER BY receipt LIMIT ?`,
  message: `SELECT ${columns} FROM message m WHERE receipt = ?`,
  current: `SELECT (${current}) AS outcome FROM message m WHERE receipt = ?`,
  waiting: `SELECT DISTINCT ${columns} FROM message m WHERE route = ? AND received_at >= ? AND receipt IN (SELECT receipt FROM waiting WHERE identifier = ?) AND (${current}) = 'ignored' ORDER BY receipt`,
  outcomes: `SELECT m.receipt, m.sender, m.trust, m.control_id, m.type, m.sha256, m.received_at, m.acknowledged, o.outcome, o.rule, o.of_receipt, o.by_person,
      (SELECT count(*) FROM outcome e WHERE e.receipt = m.receipt AND e.outcome = 'applied') AS effects
    FROM message m LEFT JOIN outcome o ON o.number = (SELECT max(number) FROM outcome l WHERE l.receipt = m.receipt) ORDER BY m.receipt`,
  accepted: `SELECT feed, coalesce((${current}), 'pending') AS outcome, count(*) AS count, max(received_at) AS last FROM message m WHERE received_at >= ? GROUP BY feed, outcome`,
  lastOf: 'SELECT feed, max(received_at) AS last FROM message GROUP BY feed',
  refused: 'SELECT feed, count(*) AS count, max(at) AS last FROM refusal WHERE at >= ? AND feed IS NOT NULL GROUP BY feed',
  last: 'SELECT coalesce(max(receipt), 0) AS last FROM message',
  readThrough: 'SELECT receipt FROM read_through WHERE route = ?',
} as const;
