import { DatabaseSync } from 'node:sqlite';
import { alertingHistory, LedgerReader, momentOf, reconcile } from '@rms/alerting';
import { EmbeddedHistoryReader, historyFile } from '@rms/event-sourcing';
import { lettersHistory } from '@rms/letters';
import { pathwayHistory } from '@rms/pathway';
import { serve } from '../job/served.js';
import { recordLives } from './many-lives.js';
import { anHourLater, asOf } from './one-life.js';

/** What one reading took, and what came out of it. */
export interface Read {
  readonly millis: number;
  readonly cpuSeconds: number;
  readonly facts: number;
  readonly megabytes: number;
  /** Follow-ups that were held by a date; of the bare reading, none. */
  readonly held: number;
  readonly lost: number;
  /** What the look an hour later took, with nothing new recorded; of the bare reading, nothing. */
  readonly laterMillis: number;
}
interface Mark {
  readonly at: number;
  readonly cpu: number;
}
type Reckoned = Omit<Read, 'millis' | 'cpuSeconds' | 'megabytes'> & { readonly until: Mark };

const [name = '', directory = ''] = process.argv.slice(2);
const mark = (): Mark => {
  const { user, system } = process.cpuUsage();
  return { at: performance.now(), cpu: (user + system) / 1e6 };
};

/** As the sweep does it: the owners' published facts from the first one on, into the ledger, and everybody held against the promise. */
const reckon = async (): Promise<Reckoned> => {
  const store = new EmbeddedHistoryReader(directory);
  const histories = new Map([alertingHistory, lettersHistory, pathwayHistory].map((of) => of(store)).map((one) => [one.service, one]));
  const reader = new LedgerReader(histories);
  const sums = reconcile(await reader.advanceTo(asOf), momentOf(asOf));
  const until = mark();
  reconcile(await reader.advanceTo(anHourLater), momentOf(anHourLater));
  const laterMillis = performance.now() - until.at;
  store.close();
  const total = (of: (sum: (typeof sums)[number]) => number): number => sums.reduce((sum, one) => sum + of(one), 0);
  const [held, lost] = [total((sum) => sum.withNextAction), total((sum) => sum.exceptions.length)];
  return { facts: reader.position, held, lost, laterMillis, until };
};

/** The driver alone: every row once, and both of its JSON texts parsed. */
const read = (): Reckoned => {
  const database = new DatabaseSync(historyFile(directory), { readOnly: true });
  const decoder = new TextDecoder();
  let facts = 0;
  for (const row of database.prepare('SELECT metadata, data FROM event ORDER BY position').iterate()) {
    const { metadata, data } = row as unknown as { readonly metadata: string; readonly data: Uint8Array };
    if (typeof JSON.parse(metadata) === 'object' && typeof JSON.parse(decoder.decode(data)) === 'object') facts += 1;
  }
  database.close();
  return { facts, held: 0, lost: 0, laterMillis: 0, until: mark() };
};

const once = async (): Promise<Read> => {
  const from = mark();
  const { until, ...done } = name === 'ours' ? await reckon() : read();
  return { ...done, millis: until.at - from.at, cpuSeconds: until.cpu - from.cpu, megabytes: process.resourceUsage().maxRSS / 1024 };
};

serve({ fill: (patients: number) => recordLives(directory, patients), read: once }, () => undefined);
