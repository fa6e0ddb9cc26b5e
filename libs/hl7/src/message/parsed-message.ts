import { textReaderFor } from './character-set.js';
import type { Delimiters } from './delimiters.js';
import type { Reading } from './field.js';
import { spells, startOfMessage } from './header.js';
import { SegmentEnds, afterLineEnds, looksLikeSegment } from './line-ends.js';
import type { MessageProblem } from './message-problem.js';
import { routeOf, type Route } from './route.js';
import { Segment } from './segment.js';

const NAME_LENGTH = 3;
const isName = /^[A-Z][A-Z0-9]{2}$/;

/** A message whose parts are read when asked for. What is never asked for is never decoded. */
export class ParsedMessage {
  readonly ok = true;
  readonly #reading: Reading;
  readonly #fieldByte: number;
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  readonly #made: (Segment | undefined)[] = [];

  /** Use `parseMessage`. */
  constructor(
    private readonly message: Uint8Array,
    readonly route: Route,
  ) {
    this.#reading = { delimiters: route.delimiters, read: textReaderFor(route.characterSet) };
    this.#fieldByte = route.delimiters.field.charCodeAt(0);
  }

  get delimiters(): Delimiters {
    return this.route.delimiters;
  }

  /** What stands before MSH: a byte order mark, white space, or nothing. */
  get preamble(): Uint8Array {
    return this.message.subarray(0, startOfMessage(this.message));
  }

  /** The segments of that name in the order sent, or all; '' names the lines that are no segment. */
  segments(name?: string): readonly Segment[] {
    const found: Segment[] = [];
    for (let n = 0; n < this.#count(); n += 1) if (name === undefined || this.#isNamed(n, name)) found.push(this.#segment(n));
    return found;
  }

  /** The first segment of that name. */
  first(name: string): Segment | undefined {
    for (let n = 0; n < this.#count(); n += 1) if (this.#isNamed(n, name)) return this.#segment(n);
    return undefined;
  }

  #count(): number {
    if (this.#starts.length === 0) this.#findSegments();
    return this.#starts.length;
  }

  #findSegments(): void {
    const ends = new SegmentEnds(this.message, this.#fieldByte);
    let end = this.route.headerEnd;
    for (let start = startOfMessage(this.message); start < this.message.length; end = ends.next(start)) {
      this.#starts.push(start);
      this.#ends.push(end);
      start = afterLineEnds(this.message, end);
    }
  }

  #isNamed(n: number, name: string): boolean {
    const start = this.#starts[n] ?? 0;
    if (name === '') return !this.#isSegment(n);
    return spells(this.message, start, name) && this.#isSegment(n);
  }

  #isSegment(n: number): boolean {
    const start = this.#starts[n] ?? 0;
    return (
      looksLikeSegment(this.message, start, this.#fieldByte) || (this.#ends[n] === start + NAME_LENGTH && isName.test(this.#letters(start)))
    );
  }

  #letters(start: number): string {
    return String.fromCharCode(this.message[start] ?? 0, this.message[start + 1] ?? 0, this.message[start + 2] ?? 0);
  }

  #segment(n: number): Segment {
    const known = this.#made[n];
    if (known !== undefined) return known;
    const start = this.#starts[n] ?? 0;
    const place = { message: this.message, start, end: this.#ends[n] ?? start, next: this.#starts[n + 1] ?? this.message.length };
    const made = new Segment(this.#isSegment(n) ? this.#letters(start) : '', place, this.#reading);
    this.#made[n] = made;
    return made;
  }
}

/**
 * Opens a message for reading. The cost is that of MSH and of finding line ends; fields are decoded when asked for. Answers a problem where the
 * message cannot be routed (see `routeOf`). The bytes are not copied: do not change them while the message is in use.
 */
export const parseMessage = (message: Uint8Array): ParsedMessage | MessageProblem => {
  const route = routeOf(message);
  return route.ok ? new ParsedMessage(message, route) : route;
};

/** The bytes of a parsed message, put together from its parts: identical to those it was read from. */
export const serialiseMessage = (parsed: ParsedMessage): Uint8Array => {
  const parts = [parsed.preamble, ...parsed.segments().flatMap((segment) => [segment.bytes, segment.lineEnd])];
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
};
