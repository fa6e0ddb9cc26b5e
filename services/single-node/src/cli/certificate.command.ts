import { readFileSync } from 'node:fs';
import { checkCertificate, endOfDay, LedgerReader, momentOf, reconcile, type Reconciliation } from '@rms/alerting';
import { instantText, type EventStore } from '@rms/event-sourcing';
import { londonDateOf, parseCivilDate, parseInstant, showDate, showDateText, type CivilDate } from '@rms/nhs';
import { StartRefused } from '@rms/service-kit/standing';
import { operatorFrom } from '../config.js';
import { checkHistory } from '../directory/check-history.js';
import type { HistoryAtHand } from '../history/history-at-hand.js';
import { withHistory } from '../history/open-history.js';
import { historiesOf } from '../node/services.js';
import { trustName } from '../training/training-trusts.js';
import { finish, Progress, show, tell } from './output.js';
import type { ReadOptions } from './outcomes.command.js';

export interface CertificateOptions extends ReadOptions {
  readonly on?: string;
  readonly verify?: string;
  readonly key?: string;
}

const dayOf = (instant: string): CivilDate => {
  const parsed = parseInstant(instant);
  if (parsed === undefined) throw new Error('the clock gives no date');
  return londonDateOf(parsed);
};

const dateAsked = (on: string | undefined, now: string): CivilDate => {
  if (on === undefined) return dayOf(now);
  const date = parseCivilDate(on);
  if (date === undefined || date > dayOf(now))
    throw new StartRefused(`--on must be a date such as 2026-03-04, today or earlier, not "${on}".`);
  return date;
};

const patients = (n: number): string => `${String(n)} ${n === 1 ? 'follow-up' : 'follow-ups'}`;
const counted = (n: number): string => `${String(n)} ${n === 1 ? 'finding' : 'findings'}`;
const inWords = (sum: Reconciliation, on: CivilDate): string =>
  [
    `${trustName(sum.trust)} (${sum.trust}), ${showDate(on)}`,
    `  ever enrolled ${String(sum.everEnrolled)} = left ${String(sum.left)} + in follow-up ${String(sum.inFollowUp)}`,
    `  in follow-up ${String(sum.inFollowUp)} = with an open task ${String(sum.withOwnedTask)} + with a next date ${String(sum.withNextAction)} + not held ${String(sum.exceptions.length)}`,
    ...sum.exceptions.map(({ followUp, why }) => `  NOT HELD  ${followUp}: ${why}`),
  ].join('\n');

const isWrong = (options: CertificateOptions): string | undefined => {
  if (options.verify === undefined) return options.key === undefined ? undefined : '--key goes with --verify.';
  return options.on === undefined ? undefined : '--verify reads a file and no history: leave --on out.';
};

/** Whether a certificate that was downloaded is as it was signed: nothing but the file is needed. Exit status 1 when it is not. */
const verifyFile = (file: string, { key, json }: CertificateOptions): void => {
  const checked = checkCertificate(readFileSync(file, 'utf8'), key);
  const { findings, trust, on, exceptions } = checked;
  show(json, { file, ...checked }, () =>
    findings.length > 0
      ? [`${file}: changed, or never signed.`, ...findings.map((finding) => `  ${finding}`)].join('\n')
      : `${file}: as it was signed. ${trust}, ${showDateText(on)}: ${exceptions === 0 ? 'nobody is lost' : `${patients(exceptions)} not held`}.`,
  );
  if (key === undefined && findings.length === 0 && json !== true)
    tell(`Signed with ${checked.key}. Hold it against the key you know, or give that with --key: anybody can sign with a key of his own.`);
  finish(findings.length === 0 ? 0 : 1);
};

/** What is wrong with a history in one sentence, the first of it; nothing where it is as it was written. */
const whyNotToCertify = async (history: HistoryAtHand): Promise<string | undefined> => {
  const progress = new Progress('Verifying');
  const { findings, headFindings } = await checkHistory(history, { onEvent: (_, done) => progress.at(done, done) });
  progress.end();
  const all = [
    ...findings.map(({ position, stream, what }) => `position ${String(position)}, ${stream}: ${what}`),
    ...headFindings.map(({ what }) => what),
  ];
  return all.length === 0
    ? undefined
    : `Nothing is certified: the history is not what was written (${counted(all.length)}). The first: ${all[0] ?? ''}${all[0]?.endsWith('.') === true ? '' : '.'} Run rms verify for all of it.`;
};

const reckon = async (
  store: EventStore,
  asOf: string,
): Promise<{ readonly sums: readonly Reconciliation[]; readonly position: number }> => {
  const [progress, of] = [new Progress('Reckoning'), await store.lastPosition()];
  const reader = new LedgerReader(historiesOf(store), (position) => {
    progress.at(position, of);
  });
  const sums = reconcile(await reader.advanceTo(asOf), momentOf(asOf));
  progress.end();
  return { sums, position: reader.position };
};

// Of nobody it cannot be said that nobody is lost: it would read as good news, and may be the wrong directory.
const verdict = (sums: readonly Reconciliation[], lost: number, on: CivilDate): string => {
  if (sums.every(({ everEnrolled }) => everEnrolled === 0)) return `Nobody had been enrolled by ${showDate(on)}: there is nobody to count.`;
  return lost === 0 ? 'Nobody is lost.' : `${patients(lost)} not held by anything.`;
};

const reckonOn = async (history: HistoryAtHand, { on: asked, json }: CertificateOptions): Promise<void> => {
  const wrong = await whyNotToCertify(history);
  if (wrong !== undefined) {
    tell(wrong);
    finish(1);
    return;
  }
  const now = instantText(await history.clinicalTime());
  const on = dateAsked(asked, now);
  await history.recordReading({ operator: operatorFrom(), what: `who is held on ${on}` });
  const { sums, position } = await reckon(history.store, [endOfDay(on), now].sort()[0] ?? now);
  for (const sum of sums) show(json, { ...sum, on, position }, () => inWords(sum, on));
  const lost = sums.reduce((n, { exceptions }) => n + exceptions.length, 0);
  if (json !== true) tell(verdict(sums, lost, on));
  finish(lost === 0 ? 0 : 1);
};

/**
 * Reckons from the history alone whether anybody is lost, today or as everything stood at the end of a day: exit status 1 if somebody
 * is. Or says whether a certificate that was downloaded is as it was signed.
 */
export const certificateCommand = async (options: CertificateOptions): Promise<void> => {
  const wrong = isWrong(options);
  if (wrong !== undefined) throw new StartRefused(wrong);
  if (options.verify === undefined) await withHistory(options.data, (history) => reckonOn(history, options));
  else verifyFile(options.verify, options);
};
