import { createHash } from 'node:crypto';
import type { StoredEvent } from '../event-store.js';

/** What an export is of, as its first line says. */
export interface ExportAbout {
  readonly trust: string;
  /** The record the person lives under, and every record that was merged into it. */
  readonly patient: string;
  readonly records: readonly string[];
  readonly nhsNumber?: string;
  /** When it was made, by the clinical clock. */
  readonly asOf: string;
  /** Who made it: an actor, as envelopes name one. */
  readonly by: string;
  /** The position of the history up to which it goes. */
  readonly position: number;
  /** What the pages to read say that no event says, where the lines are attached to such pages: with it they can be set again and compared. */
  readonly pages?: ExportPages;
}
/** Words of a document to read, as they were when it was made. */
export interface ExportPages {
  readonly service: string;
  readonly trust: string;
  readonly patient: { readonly name: string; readonly born: string; readonly nhsNumber: string };
  /** Actors by the names that they had. */
  readonly names: Readonly<Record<string, string>>;
}
export const exportFormat = 'rms-export 1';
export interface ExportHeader extends ExportAbout {
  readonly kind: 'export';
  readonly format: typeof exportFormat;
  readonly what: string;
}
export interface ExportEnd {
  readonly kind: 'end';
  readonly events: number;
  readonly streams: number;
  /** Of every byte before this line. */
  readonly sha256: string;
}

const decoder = new TextDecoder('utf-8', { fatal: true });
// Stored data is JSON, and is written as the text it is; bytes that are no text, such as encrypted ones, in base64.
const dataField = (data: Uint8Array): { readonly data: string } | { readonly dataBase64: string } => {
  try {
    const text = decoder.decode(data);
    return Buffer.from(text).equals(data) ? { data: text } : { dataBase64: Buffer.from(data).toString('base64') };
  } catch {
    return { dataBase64: Buffer.from(data).toString('base64') };
  }
};

/** One event as a line of an export: position, the store’s time, its whole envelope, its data; and the hash of every byte before. */
export const eventLine = ({ position, storedAt, metadata, data }: StoredEvent, before: string): string =>
  JSON.stringify({ kind: 'event', position, storedAt, ...metadata, ...dataField(data), before });

type Field = string | number | undefined;
/** The event of a line, and what the line says of the bytes before it. */
export const readEventLine = (fields: Readonly<Record<string, Field>>): { readonly event: StoredEvent; readonly before: string } => {
  const { kind: _, position, storedAt, data, dataBase64, before, ...metadata } = fields;
  const envelope = Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, String(value)]));
  return {
    before: String(before),
    event: {
      position: Number(position),
      storedAt: String(storedAt),
      metadata: envelope,
      data: dataBase64 === undefined ? Buffer.from(String(data)) : Buffer.from(String(dataBase64), 'base64'),
      id: envelope['id'] ?? '',
      type: envelope['type'] ?? '',
      stream: envelope['stream'] ?? '',
      revision: Number(envelope['revision']),
    },
  };
};

/**
 * An export of whole streams as JSON lines: first what it is, then each event in commit order, last the counts and the SHA-256 of
 * all that went before. Each line holds the hash of every byte before it, so a change names the line it was made in.
 */
export const exportLines = function* (about: ExportAbout, events: readonly StoredEvent[]): Generator<string> {
  const running = createHash('sha256');
  const soFar = (): string => running.copy().digest('hex');
  const written = (line: string): string => {
    const whole = `${line}\n`;
    running.update(whole);
    return whole;
  };
  const header: ExportHeader = {
    kind: 'export',
    format: exportFormat,
    what: 'Every event of a patient’s streams at one trust. Check it with: rms verify --export FILE',
    ...about,
  };
  yield written(JSON.stringify(header));
  for (const event of events) yield written(eventLine(event, soFar()));
  const end: ExportEnd = {
    kind: 'end',
    events: events.length,
    streams: new Set(events.map((event) => event.stream)).size,
    sha256: soFar(),
  };
  yield `${JSON.stringify(end)}\n`;
};
