import { existsSync, readFileSync } from 'node:fs';
import {
  exportedIn,
  isDocument,
  verifyExport,
  type EventStore,
  type ExportFinding,
  type ExportReport,
  type StoredEvent,
} from '@rms/event-sourcing';
import { operatedCluster, operatorFrom } from '../config.js';
import { withHistory } from '../history/open-history.js';
import { finish, show } from './output.js';
import { differencesOfPages } from './verify-pages.js';

const firstEventOnLine = 2;
const hashOf = (event: StoredEvent): string => event.metadata['hash'] ?? '';
const nameOf = ({ stream, revision }: StoredEvent): string => `${stream}, revision ${String(revision)}`;
const isSame = (a: StoredEvent, b: StoredEvent | undefined): boolean => a.position === b?.position && hashOf(a) === hashOf(b);

/** What an export says otherwise than the history it is said to come from. */
export const differencesFromHistory = async (
  { events, header }: Pick<ExportReport, 'events' | 'header'>,
  store: Pick<EventStore, 'readStream'>,
): Promise<readonly ExportFinding[]> => {
  const through = header?.position ?? 0;
  const streams = [...new Set(events.map((event) => event.stream))];
  const stored = new Map(
    (await Promise.all(streams.map((stream) => store.readStream(stream)))).flat().map((event) => [nameOf(event), event]),
  );
  const exported = new Set(events.map(nameOf));
  const otherwise = events.flatMap((event, index) =>
    isSame(event, stored.get(nameOf(event)))
      ? []
      : [
          {
            line: index + firstEventOnLine,
            rule: 'not-in-the-history',
            what: `${nameOf(event)}: the history has it otherwise, or not at all.`,
          },
        ],
  );
  const missing = [...stored.values()]
    .filter((event) => event.position <= through && !exported.has(nameOf(event)))
    .map((event) => ({
      line: events.length + firstEventOnLine,
      rule: 'missing-in-the-export',
      what: `${nameOf(event)}: the history has it, and the export does not.`,
    }));
  return [...otherwise, ...missing];
};

const isHistoryAtHand = (data: string | undefined): boolean => data !== undefined || operatedCluster() !== undefined;
const compared = (hasHistory: boolean): string => (hasHistory ? 'by itself and against the history' : 'by itself');

const againstHistory = (report: ExportReport, data: string | undefined): Promise<readonly ExportFinding[]> =>
  withHistory(data, async (history) => {
    await history.recordReading({ operator: operatorFrom(), what: 'the streams of an export, to compare them' });
    return differencesFromHistory(report, history.store);
  });

const summaryOf = ({ header, events, streams }: ExportReport): object => {
  const { trust, asOf, by, position } = header ?? {};
  return { trust, asOf, by, position, events: events.length, streams };
};

// Lines that are not as they were written prove nothing about the pages.
const pagesWhere = (linesAreSound: boolean, file: Uint8Array, report: ExportReport): readonly ExportFinding[] =>
  linesAreSound ? differencesOfPages(file, report) : [];

/** Checks an exported file by itself, and where a data directory is named, or a cluster’s endpoints are set, also against its history. */
export const verifyExportCommand = async (
  file: string,
  { data, json }: { readonly data?: string; readonly json?: boolean },
): Promise<void> => {
  if (!existsSync(file)) throw new TypeError(`--export must be a file; there is none at "${file}"`);
  const bytes = readFileSync(file);
  const report = verifyExport(exportedIn(bytes));
  const hasHistory = isHistoryAtHand(data);
  const inLines = [...report.findings, ...(hasHistory ? await againstHistory(report, data) : [])];
  const findings = [...inLines, ...pagesWhere(inLines.length === 0, bytes, report)];
  for (const finding of findings) show(json, { file, ...finding }, () => `Line ${String(finding.line)}: ${finding.what} (${finding.rule})`);
  const looked = isDocument(bytes)
    ? ' The attached lines were checked, and the pages were set from them again and compared byte for byte.'
    : '';
  const verdict = findings.length === 0 ? 'nothing was altered.' : `${String(findings.length)} findings.`;
  show(
    json,
    { file, ...summaryOf(report), findings: findings.length },
    () =>
      `${String(report.events.length)} events in ${String(report.streams)} streams, checked ${compared(hasHistory)}: ${verdict}${looked}`,
  );
  finish(findings.length === 0 ? 0 : 1);
};
