/** Carriage return, which ends a segment by the standard. */
export const CR = 13;
/** Line feed, which many senders use instead or as well. */
export const LF = 10;

const isCapital = (byte: number | undefined): boolean => byte !== undefined && byte >= 65 && byte <= 90;
const isCapitalOrDigit = (byte: number | undefined): boolean => isCapital(byte) || (byte !== undefined && byte >= 48 && byte <= 57);

/** Whether `at` is the start of a segment: a capital, two capitals or digits, then the field separator. */
export const looksLikeSegment = (bytes: Uint8Array, at: number, fieldByte: number): boolean =>
  bytes[at + 3] === fieldByte && isCapital(bytes[at]) && isCapitalOrDigit(bytes[at + 1]) && isCapitalOrDigit(bytes[at + 2]);

/** The first index at or after `at` that is neither CR nor LF. */
export const afterLineEnds = (bytes: Uint8Array, at: number): number => {
  let next = at;
  while (bytes[next] === CR || bytes[next] === LF) next += 1;
  return next;
};

const lineFeedEnds = (bytes: Uint8Array, at: number, fieldByte: number): boolean => {
  const next = bytes[at + 1];
  return next === undefined || next === CR || next === LF || looksLikeSegment(bytes, at + 1, fieldByte);
};

/**
 * Whether the byte at `at` ends a segment. CR always does. LF does where a segment, another line end or nothing follows; elsewhere it is
 * text, because reports are pasted with line feeds inside OBX-5 and NTE-3 and a result behind one must not vanish into its neighbour.
 */
export const endsSegment = (bytes: Uint8Array, at: number, fieldByte: number): boolean => {
  const byte = bytes[at];
  return byte === CR || (byte === LF && lineFeedEnds(bytes, at, fieldByte));
};

/** Walks the segments of a message from start to end; each byte is looked at a constant number of times. */
export class SegmentEnds {
  #cr = -1;
  #lf = -1;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly fieldByte: number,
  ) {}

  /** Where the segment that starts at `from` ends: the index of its line end, or the length of the message. Call with rising values. */
  next(from: number): number {
    if (this.#cr < from) this.#cr = this.#find(CR, from);
    if (this.#lf < from) this.#lf = this.#find(LF, from);
    while (this.#lf < this.#cr && !endsSegment(this.bytes, this.#lf, this.fieldByte)) this.#lf = this.#find(LF, this.#lf + 1);
    return Math.min(this.#cr, this.#lf);
  }

  #find(byte: number, from: number): number {
    const at = this.bytes.indexOf(byte, from);
    return at < 0 ? this.bytes.length : at;
  }
}
