import { Field, type Reading } from './field.js';
import { piecesOf } from './pieces.js';

/** Where a segment lies in its message. */
export interface SegmentPlace {
  readonly message: Uint8Array;
  readonly start: number;
  /** Where its line end starts, and where that stops, which is where the next segment starts. */
  readonly end: number;
  readonly next: number;
}

/** In these the first field is the separator itself (HL7 v2.5.1 section 2.15.9.1). */
const headers: ReadonlySet<string> = new Set(['MSH', 'FHS', 'BHS']);
const NO_DELIMITERS = { field: '', component: '', repetition: '', escape: '', subComponent: '' };

/** One segment. Nothing of it is decoded before a field is asked for. */
export class Segment {
  #pieces: readonly string[] | undefined;

  /** @param name three letters, or '' for a line that is no segment: text behind a stray line end */
  constructor(
    readonly name: string,
    private readonly place: SegmentPlace,
    private readonly reading: Reading,
  ) {}

  /** The bytes as sent, without the line end. A view, not a copy. */
  get bytes(): Uint8Array {
    return this.place.message.subarray(this.place.start, this.place.end);
  }

  /** The line ends after the segment as sent; empty where the message stops without one. */
  get lineEnd(): Uint8Array {
    return this.place.message.subarray(this.place.end, this.place.next);
  }

  /** The segment as text, delimiters and escapes as sent. */
  get raw(): string {
    return this.reading.read(this.bytes);
  }

  /** Field `n` by the numbering of the standard, from 1: MSH-1 is the separator. An absent field is empty. Throws RangeError below 1. */
  field(n: number): Field {
    if (n < 1) throw new RangeError(`There is no field ${n}: fields are numbered from 1.`);
    const raw = this.#fields()[n] ?? '';
    return n <= 2 && headers.has(this.name)
      ? new Field(raw, { delimiters: NO_DELIMITERS, read: this.reading.read })
      : new Field(raw, this.reading);
  }

  /** Component `component` of field `n`, first repetition and sub-component, unescaped; '' where absent or deleted. */
  text(n: number, component = 1): string {
    return this.field(n).text(component);
  }

  /** The whole of field `n` as one text, for ST, TX and FT. */
  wholeText(n: number): string {
    return this.field(n).wholeText;
  }

  /** Field `n` as a value of an HL7 table: first component, trimmed, in capitals. */
  code(n: number): string {
    return this.field(n).code;
  }

  /** The number of the last field sent; 0 where there is only a name. */
  get lastField(): number {
    return this.#fields().length - 1;
  }

  #fields(): readonly string[] {
    this.#pieces ??= this.#cut();
    return this.#pieces;
  }

  #cut(): readonly string[] {
    const separator = this.reading.delimiters.field;
    const pieces = piecesOf(this.raw, separator);
    return headers.has(this.name) ? [this.name, separator, ...pieces.slice(1)] : pieces;
  }
}
