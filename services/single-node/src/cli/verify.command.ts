import { existsSync, readFileSync } from 'node:fs';
import { keyInPem, type HeadsFile } from '@rms/event-sourcing';
import { operatorFrom } from '../config.js';
import { pageIn, type WrittenPage } from '../backup/examine-pages.js';
import { checkHistory, type HistoryChecked } from '../directory/check-history.js';
import type { HistoryAtHand } from '../history/history-at-hand.js';
import { withHistory } from '../history/open-history.js';
import { finish, Progress, show, tell } from './output.js';
import type { ReadOptions } from './outcomes.command.js';
import { verifyExportCommand } from './verify-export.js';

export interface VerifyOptions extends ReadOptions {
  readonly heads?: readonly string[];
  readonly key?: string;
  readonly export?: string;
}

const fileNamed = (option: string, file: string): string => {
  if (!existsSync(file)) throw new TypeError(`${option} must be a file; there is none at "${file}"`);
  return readFileSync(file, 'utf8');
};
const keyIn = (file: string): string => {
  const pem = fileNamed('--key', file);
  try {
    return keyInPem(pem);
  } catch {
    throw new TypeError(`--key must be a public key in PEM, such as sealing-key.pub; "${file}" is none`);
  }
};
const headsIn = (files: readonly string[]): readonly HeadsFile[] => files.map((file) => ({ file, text: fileNamed('--heads', file) }));

const headsWords = ({ heads }: HistoryChecked, outside: readonly HeadsFile[]): string => {
  if (outside.length > 0) return `It was held against ${String(heads)} signed heads, those from outside among them.`;
  const beside = heads === 0 ? 'No head has been signed yet.' : `It was held against ${String(heads)} signed heads that lie beside it.`;
  return `${beside} Whoever can write to the directory can replace both: only a head that is kept elsewhere (--heads) shows that the end was not cut off.`;
};

// What is under suspicion stays as it was found: whoever looks into it must not meet our own hand in it.
const recordWhereSound = async (history: HistoryAtHand, isSound: boolean): Promise<void> => {
  if (isSound) await history.recordReading({ operator: operatorFrom(), what: 'all events, to verify them' });
  else
    tell('That you read it was not recorded: nothing is written into a history that is under suspicion. Write down who looked, and when.');
};

const wordsFor = (altered: number, withoutPage: number): string => {
  const history = altered === 0 ? 'nothing was altered.' : `${String(altered)} findings.`;
  return withoutPage === 0 ? history : `${history} ${String(withoutPage)} letters that have left are without their page.`;
};

const verifyHistory = async (history: HistoryAtHand, options: VerifyOptions): Promise<void> => {
  const outside = headsIn(options.heads ?? []);
  const key = options.key === undefined ? {} : { key: keyIn(options.key) };
  const progress = new Progress('Verifying');
  const sent: WrittenPage[] = [];
  const checked = await checkHistory(history, {
    outside,
    ...key,
    onEvent: (event, done) => {
      progress.at(done, done);
      const written = pageIn(event);
      if (written?.hasLeft === true) sent.push(written);
    },
  });
  progress.end();
  for (const finding of checked.findings)
    show(
      options.json,
      finding,
      () =>
        `Position ${String(finding.position)}, ${finding.stream}, revision ${String(finding.revision)}: ${finding.what} (${finding.rule})`,
    );
  for (const finding of checked.headFindings)
    show(options.json, finding, () => `${finding.file}, line ${String(finding.line)}: ${finding.what} (${finding.rule})`);
  const { events, streams, heads } = checked;
  const withoutPage = await history.withoutTheirPage(sent);
  for (const what of withoutPage) show(options.json, { file: 'letters-pages.db', rule: 'page-not-kept', what }, () => what);
  const altered = checked.findings.length + checked.headFindings.length;
  const findings = altered + withoutPage.length;
  show(
    options.json,
    { events, streams, heads, findings },
    () =>
      `${String(events)} events in ${String(streams)} streams: ${wordsFor(altered, withoutPage.length)} ${headsWords(checked, outside)}`,
  );
  // A page that is gone casts no doubt on the history: it is set again from it.
  await recordWhereSound(history, altered === 0);
  finish(findings === 0 ? 0 : 1);
};

/**
 * Checks that a history was not altered: every event's bytes, every stream's chain, revisions, counters and times, and signed heads
 * over the whole; and that the page of every letter that has left is kept as it was sent. With an export it checks that file instead, without a data directory.
 */
export const verifyCommand = (options: VerifyOptions): Promise<void> =>
  options.export === undefined
    ? withHistory(options.data, (history) => verifyHistory(history, options))
    : verifyExportCommand(options.export, options);
