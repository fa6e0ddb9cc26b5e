import type { ExportAbout, ExportPages } from '@rms/event-sourcing';
import type { ToldEvent } from '@rms/service-kit';
import { typesetter, type Typeset } from '@rms/typesetting';
import { instant } from '../../words.js';
import { eventRows } from './event-rows.js';
import { historySource, type HistoryContent } from './history-document.js';

/** An export that has pages to read: its first line, with the words that no event says, and every line of it. */
export interface ExportWithPages {
  readonly about: ExportAbout & { readonly pages: ExportPages };
  readonly lines: string;
}

export const nameOfExport = ({ trust, patient, position }: ExportAbout): string => `history-${trust}-${patient}-at-${String(position)}`;

const asRecorded = (a: ToldEvent, b: ToldEvent): number => {
  if (a.recordedAt === b.recordedAt) return a.position - b.position;
  return a.recordedAt < b.recordedAt ? -1 : 1;
};

const contentOf = ({ about, lines }: ExportWithPages, told: readonly ToldEvent[]): HistoryContent => {
  const { names, ...words } = about.pages;
  const nameOf = (actor: string): string => names[actor] ?? actor;
  const until = told.filter(({ recordedAt }) => recordedAt <= about.asOf).sort(asRecorded);
  return {
    ...words,
    asOf: instant(about.asOf, 'second'),
    by: nameOf(about.by),
    position: about.position,
    events: eventRows(until, { nameOf, marks: new Map() }).toReversed(),
    lines,
    fileName: `${nameOfExport(about)}.jsonl`,
  };
};

let typeset: Typeset | undefined;
/**
 * The document to read of an export, with its lines attached. The same lines and the same sentences of the same release give the same
 * bytes: whoever has the document can have it set again and compare.
 */
export const setHistory = (exported: ExportWithPages, told: readonly ToldEvent[]): Buffer => {
  typeset ??= typesetter();
  return Buffer.from(typeset(historySource, contentOf(exported, told)));
};
