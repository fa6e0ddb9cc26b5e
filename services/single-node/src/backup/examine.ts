import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LedgerReader, momentOf, reconcile } from '@rms/alerting';
import { causeOfMessage, ChainCheck, EmbeddedHistoryReader, readHistory } from '@rms/event-sourcing';
import { intakeFile, readAccepted, type AcceptedMessage } from '@rms/intake';
import { canonicalText } from '@rms/read-models';
import { keepingOf, type BackupManifest } from '@rms/service-kit/embedded';
import { historiesOf } from '../node/services.js';
import { examinePages, pageIn, type WrittenPage } from './examine-pages.js';

export type OnProgress = (doing: string, done: number, of: number) => void;

/** What a copy says when all of it is read, and what is wrong with it, one sentence each. */
export interface Examined extends Pick<
  BackupManifest,
  'position' | 'hash' | 'events' | 'streams' | 'messages' | 'outcomes' | 'outcomesSha256' | 'heldSha256'
> {
  readonly findings: readonly string[];
}

const because = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What SQLite finds wrong with a file of its own. */
const brokenIn = (directory: string, name: string): readonly string[] => {
  const database = new DatabaseSync(join(directory, name), { readOnly: true });
  try {
    const rows = database.prepare('PRAGMA integrity_check').all() as { integrity_check: string }[];
    return rows
      .map((row) => row.integrity_check)
      .filter((said) => said !== 'ok')
      .map((said) => `${name} is damaged: ${said}`);
  } catch (error) {
    return [`${name} is damaged: ${because(error)}`];
  } finally {
    database.close();
  }
};

type History = Pick<Examined, 'position' | 'hash' | 'events' | 'streams' | 'findings'> & {
  /** The messages that an event was recorded because of. */
  readonly causes: ReadonlySet<string>;
  /** The pages of letters that were written. */
  readonly pages: ReadonlyMap<string, WrittenPage>;
  /** The newest time at which anything was recorded; '' for an empty history. */
  readonly newest: string;
};

const examineHistory = async (directory: string, onProgress: OnProgress): Promise<History> => {
  const reader = new EmbeddedHistoryReader(directory);
  const position = await reader.lastPosition();
  reader.close();
  const check = new ChainCheck();
  const findings: string[] = [];
  const causes = new Set<string>();
  const pages = new Map<string, WrittenPage>();
  let hash: string | null = null;
  let newest = '';
  for (const event of readHistory(directory)) {
    for (const { stream, what } of check.check(event)) findings.push(`Position ${String(event.position)}, ${stream}: ${what}`);
    const cause = causeOfMessage(event);
    if (cause !== undefined) causes.add(cause);
    const written = pageIn(event);
    if (written !== undefined) pages.set(written.page, written);
    hash = event.metadata['hash'] ?? null;
    const recordedAt = event.metadata['recordedAt'] ?? '';
    if (recordedAt > newest) newest = recordedAt;
    onProgress('Checking events', check.events, position);
  }
  return { position, hash, events: check.events, streams: check.streams, findings, causes, pages, newest };
};

type Intake = Pick<Examined, 'messages' | 'outcomes' | 'outcomesSha256' | 'findings'> & {
  readonly applied: readonly Pick<AcceptedMessage, 'id' | 'receipt'>[];
  readonly ids: ReadonlySet<string>;
};

const lineOf = ({ receipt, id, sha256, outcome, rule, of, by }: AcceptedMessage): string =>
  `${JSON.stringify([receipt, id, sha256, outcome, rule, of, by])}\n`;

/** Of the messages only those are kept in mind that something was recorded because of: nearly all are about strangers. */
const examineIntake = (directory: string, causes: ReadonlySet<string>, onProgress: OnProgress): Intake => {
  const digest = createHash('sha256');
  const outcomes: Record<string, number> = {};
  const applied: Pick<AcceptedMessage, 'id' | 'receipt'>[] = [];
  const ids = new Set<string>();
  const findings: string[] = [];
  let messages = 0;
  if (existsSync(intakeFile(directory)))
    for (const message of readAccepted(directory)) {
      messages += 1;
      digest.update(lineOf(message));
      outcomes[message.outcome] = (outcomes[message.outcome] ?? 0) + 1;
      if (causes.has(message.id)) ids.add(message.id);
      if (message.outcome === 'applied') applied.push({ id: message.id, receipt: message.receipt });
      if (!message.isAsReceived) findings.push(`Message ${String(message.receipt)}: its bytes are not those that were received`);
      onProgress('Checking messages', messages, messages);
    }
  return { messages, outcomes, outcomesSha256: digest.digest('hex'), findings, applied, ids };
};

/** The two files tell one story: what was applied has left a fact, and every fact that a message caused has its message. */
export const disagreements = (
  { causes }: Pick<History, 'causes'>,
  { applied, ids }: Pick<Intake, 'applied' | 'ids'>,
): readonly string[] => [
  ...applied
    .filter(({ id }) => !causes.has(id))
    .map(({ receipt }) => `Message ${String(receipt)} is said to be applied, and nothing in the history was recorded because of it`),
  ...[...causes]
    .filter((id) => !ids.has(id))
    .map((id) => `Something was recorded because of message ${id}, and the intake log has no such message`),
];

const nothing: Omit<Examined, 'findings'> = {
  position: 0,
  hash: null,
  events: 0,
  streams: 0,
  messages: 0,
  outcomes: {},
  outcomesSha256: createHash('sha256').digest('hex'),
  heldSha256: createHash('sha256').digest('hex'),
};

/** Who is held and who is lost, as everything stood when the newest fact was recorded. */
const examineWhoIsHeld = async (directory: string, asOf: string): Promise<string> => {
  const store = new EmbeddedHistoryReader(directory);
  try {
    const ledger = await new LedgerReader(historiesOf(store)).advanceTo(asOf);
    return createHash('sha256')
      .update(canonicalText(reconcile(ledger, momentOf(asOf))))
      .digest('hex');
  } finally {
    store.close();
  }
};

/** Reads the whole of a copy: the files themselves, the chain of events, the bytes of messages and pages, and whether they agree. */
export const examine = async (directory: string, onProgress: OnProgress): Promise<Examined> => {
  const databases = readdirSync(directory).filter((name) => keepingOf(name) === 'database');
  const broken = databases.flatMap((name) => brokenIn(directory, name));
  if (broken.length > 0) return { ...nothing, findings: broken };
  const { causes, pages, findings: inHistory, newest, ...history } = await examineHistory(directory, onProgress);
  const heldSha256 = newest === '' ? nothing.heldSha256 : await examineWhoIsHeld(directory, newest);
  const { applied, ids, findings: inIntake, ...intake } = examineIntake(directory, causes, onProgress);
  const findings = [...inHistory, ...inIntake, ...disagreements({ causes }, { applied, ids }), ...examinePages(directory, pages)];
  return { ...history, ...intake, heldSha256, findings };
};
