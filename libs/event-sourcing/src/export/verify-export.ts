import { createHash, type Hash } from 'node:crypto';
import type { StoredEvent } from '../event-store.js';
import { ChainCheck } from '../verify.js';
import { eventLine, exportFormat, readEventLine, type ExportEnd, type ExportHeader } from './export-file.js';

/** One thing in an export that is not as it was written. */
export interface ExportFinding {
  /** From 1. */
  readonly line: number;
  readonly rule: string;
  readonly what: string;
}
export interface ExportReport {
  readonly header: ExportHeader | undefined;
  readonly events: readonly StoredEvent[];
  readonly streams: number;
  readonly findings: readonly ExportFinding[];
}

const newline = 0x0a;
const linesIn = (bytes: Uint8Array): readonly Uint8Array[] => {
  const lines: Uint8Array[] = [];
  let from = 0;
  for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, from)) {
    lines.push(bytes.subarray(from, end + 1));
    from = end + 1;
  }
  return from < bytes.length ? [...lines, bytes.subarray(from)] : lines;
};

type Fields = Readonly<Record<string, string | number>>;
const decoder = new TextDecoder('utf-8', { fatal: true });
const fieldsIn = (text: string): Fields | undefined => {
  try {
    const read = JSON.parse(text) as Fields | null;
    return read !== null && typeof read === 'object' && !Array.isArray(read) ? read : undefined;
  } catch {
    return undefined;
  }
};
const textOf = (line: Uint8Array): string | undefined => {
  try {
    return decoder.decode(line);
  } catch {
    return undefined;
  }
};

/** Reads an export line by line and notes what does not fit. */
class Reading {
  readonly findings: ExportFinding[] = [];
  readonly events: StoredEvent[] = [];
  header: ExportHeader | undefined;
  readonly #chain = new ChainCheck('rising');
  readonly #running: Hash = createHash('sha256');
  #lastLineWasChanged = false;

  /** One more line. `last` is the one that must be the end. */
  take(line: Uint8Array, n: number, last: boolean): void {
    const before = this.#running.copy().digest('hex');
    this.#running.update(line);
    const text = textOf(line);
    const fields = text === undefined ? undefined : fieldsIn(text);
    if (text === undefined || fields === undefined) {
      this.#note(n, 'line-not-readable', 'The line is not JSON in UTF-8.');
      return;
    }
    if (n === 1) this.#first(fields, text);
    else if (last) this.#end(fields, { n, text, before });
    else this.#event(fields, { n, text, before });
  }

  get streams(): number {
    return this.#chain.streams;
  }

  #first(fields: Fields, text: string): void {
    if (fields['kind'] !== 'export' || fields['format'] !== exportFormat) {
      this.#note(1, 'no-first-line', `The first line is not that of an export of format ${exportFormat}.`);
      return;
    }
    this.#mustBe(1, text, `${JSON.stringify(fields)}\n`);
    this.header = fields as unknown as ExportHeader;
  }

  #event(fields: Fields, at: { readonly n: number; readonly text: string; readonly before: string }): void {
    if (fields['kind'] !== 'event') {
      this.#note(at.n, 'no-event', 'The line is no event.');
      return;
    }
    const { event, before } = readEventLine(fields);
    this.#follows(at, before);
    this.#mustBe(at.n, at.text, `${eventLine(event, before)}\n`);
    for (const { rule, what } of this.#chain.check(event))
      this.#note(at.n, rule, `${event.stream}, revision ${String(event.revision)}: ${what}.`);
    if (this.header !== undefined && event.position > this.header.position)
      this.#note(at.n, 'after-the-export', 'The event is newer than the position up to which the first line says the export goes.');
    this.events.push(event);
  }

  #end(fields: Fields, at: { readonly n: number; readonly text: string; readonly before: string }): void {
    if (fields['kind'] !== 'end') {
      this.#note(at.n, 'no-last-line', 'The last line does not say that the export ends there: something after it was cut off.');
      return;
    }
    const end = fields as unknown as ExportEnd;
    this.#follows(at, end.sha256);
    this.#mustBe(at.n, at.text, `${JSON.stringify({ kind: end.kind, events: end.events, streams: end.streams, sha256: end.sha256 })}\n`);
    if (end.events !== this.events.length)
      this.#note(at.n, 'events-missing', `It says ${String(end.events)} events, and there are ${String(this.events.length)}.`);
    if (end.streams !== this.streams)
      this.#note(at.n, 'streams-missing', `It says ${String(end.streams)} streams, and there are ${String(this.streams)}.`);
  }

  // Every line after a changed one holds a hash that no longer fits; only the first of them says where the change is.
  #follows({ n, before }: { readonly n: number; readonly before: string }, says: string): void {
    if (says === before || this.#lastLineWasChanged) return;
    this.#lastLineWasChanged = true;
    this.#note(n - 1, 'bytes-differ', 'A byte of this line, or a line in front of the next one, is not as it was written.');
    this.#note(n, 'what-went-before-differs', 'The SHA-256 of what went before this line is not the one that it holds.');
  }

  #mustBe(n: number, text: string, written: string): void {
    if (text !== written) this.#note(n, 'not-as-written', 'The line says its fields in another way than an export writes them.');
  }

  #note(line: number, rule: string, what: string): void {
    this.findings.push({ line, rule, what });
  }
}

/**
 * Checks an export by itself, without the system it came from: that each line is as it was written, that the chain of each stream
 * is whole from its first event, that nothing is missing and nothing was moved.
 */
export const verifyExport = (bytes: Uint8Array): ExportReport => {
  const lines = linesIn(bytes);
  const reading = new Reading();
  for (const [index, line] of lines.entries()) reading.take(line, index + 1, index === lines.length - 1 && index > 0);
  const { findings, header, events, streams } = reading;
  const unended: readonly ExportFinding[] =
    lines.length < 2 ? [{ line: lines.length, rule: 'no-last-line', what: 'There is no line that says that the export ends there.' }] : [];
  return { header, events, streams, findings: [...findings, ...unended] };
};
