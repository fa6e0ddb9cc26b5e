import { endsFrame, restartsFrame } from './frame-marks.js';
import { CR, FS, LF, VT } from './framing.js';

/** Something on the wire that is no frame. */
export type FrameProblemKind =
  /** Bytes where a frame should start: a sender without framing, or the rest of one that was cut. */
  | 'bytes-before-start'
  /** A new message began inside a frame whose end never came. */
  | 'restarted'
  /** More bytes than a frame may have. */
  | 'too-large'
  /** A start and an end with nothing between: some senders use it to see whether anybody listens. */
  | 'empty-frame'
  /** The connection ended inside a frame. */
  | 'cut-off';

/** Something found that is no frame, and how it begins: 4 KiB at most, enough to read MSH. */
export interface FrameProblem {
  readonly kind: FrameProblemKind;
  readonly bytes: Uint8Array;
}

/** What a decoder found: a frame without its framing bytes, or a problem. */
export type Decoded = { readonly kind: 'frame'; readonly bytes: Uint8Array } | FrameProblem;

/** 10 MiB: a report with scanned pages in it. */
export const DEFAULT_MAX_FRAME_BYTES = 10 * 1024 * 1024;

const SHOWN_OF_PROBLEM = 4096;
const SMALLEST_STORE = 4096;
const EMPTY = new Uint8Array(0);
const NOTHING: readonly Decoded[] = [];

const problem = (kind: FrameProblemKind, bytes: Uint8Array): FrameProblem => ({ kind, bytes: bytes.slice(0, SHOWN_OF_PROBLEM) });

/**
 * Takes MLLP frames out of a stream of bytes (HL7 MLLP release 1, and what senders make of it). The same bytes give the same frames however they are cut
 * into chunks. A frame that arrived in one chunk is a view of that chunk; nothing is copied more than a few times, whatever the sizes.
 */
export class MllpFrameDecoder {
  readonly #most: number;
  /** What is being looked at: the last chunk, or what was kept of earlier ones with it. */
  #work: Uint8Array = EMPTY;
  /** Room for frames that span chunks; #work is its beginning then. */
  #store: Uint8Array = EMPTY;
  #isInside = false;
  /** The frame is too large: its end is looked for, its bytes are not kept. */
  #isDropping = false;
  /** Start of the frame, and the first byte not looked at yet. */
  #from = 0;
  #at = 0;
  #nextEnd = -1;
  #nextStart = -1;

  constructor({ maxFrameBytes = DEFAULT_MAX_FRAME_BYTES }: { readonly maxFrameBytes?: number } = {}) {
    this.#most = maxFrameBytes;
  }

  /** A frame has begun and has not ended. */
  get isInsideFrame(): boolean {
    return this.#isInside;
  }

  /** The last byte was FS, and only what follows can tell whether it ended the frame. */
  get awaitsEnd(): boolean {
    return this.#isInside && this.#at === this.#work.length - 1 && this.#work[this.#at] === FS;
  }

  /** What these bytes complete, in order. Frames may be views of `chunk`: it must not be written to afterwards. */
  feed(chunk: Uint8Array): readonly Decoded[] {
    if (chunk.length === 0) return NOTHING;
    this.#append(chunk);
    const found: Decoded[] = [];
    while (this.#isInside ? this.#readFrame(found) : this.#seekStart(found));
    this.#keepRest();
    return found;
  }

  /** Nothing has followed for a while: a last FS is taken for the end, since some senders leave out the CR and wait for their answer. */
  settle(): readonly Decoded[] {
    if (!this.awaitsEnd) return NOTHING;
    const found: Decoded[] = [];
    this.#finishFrame(this.#at, found);
    this.#forget();
    return found;
  }

  /** The connection has ended. */
  end(): readonly Decoded[] {
    const settled = this.settle();
    const found = this.#isInside && !this.#isDropping ? [...settled, problem('cut-off', this.#work.subarray(this.#from))] : settled;
    this.#forget();
    return found;
  }

  /** Skips line ends between frames; reports anything else up to the next VT. Answers whether there is more to look at. */
  #seekStart(found: Decoded[]): boolean {
    const work = this.#work;
    while (work[this.#at] === CR || work[this.#at] === LF) this.#at += 1;
    if (this.#at >= work.length) return false;
    const start = this.#startAfter(this.#at);
    if (start > this.#at) found.push(problem('bytes-before-start', work.subarray(this.#at, start)));
    this.#isInside = start < work.length;
    this.#from = start + 1;
    this.#at = start + 1;
    return this.#isInside;
  }

  /** Looks at the next byte that may mean something. Answers whether there is more to look at. */
  #readFrame(found: Decoded[]): boolean {
    const mark = Math.min(this.#endAfter(this.#at), this.#startAfter(this.#at));
    this.#at = mark;
    if (!this.#isDropping && mark - this.#from > this.#most) this.#drop(found);
    if (mark >= this.#work.length) return false;
    const isEnd = this.#work[mark] === FS;
    const verdict = isEnd ? endsFrame(this.#work, mark) : restartsFrame(this.#work, mark);
    if (verdict === 'too-early-to-say') return false;
    if (verdict === 'no') this.#at = mark + 1;
    else if (isEnd) this.#finishFrame(mark, found);
    else this.#restart(mark, found);
    return true;
  }

  #finishFrame(mark: number, found: Decoded[]): void {
    if (mark === this.#from) found.push(problem('empty-frame', EMPTY));
    else if (!this.#isDropping) found.push({ kind: 'frame', bytes: this.#work.subarray(this.#from, mark) });
    this.#isInside = false;
    this.#isDropping = false;
    const next = this.#work[mark + 1];
    this.#at = next === CR || next === LF ? mark + 2 : mark + 1;
  }

  #restart(mark: number, found: Decoded[]): void {
    if (!this.#isDropping && mark > this.#from) found.push(problem('restarted', this.#work.subarray(this.#from, mark)));
    this.#isDropping = false;
    this.#from = mark + 1;
    this.#at = mark + 1;
  }

  #drop(found: Decoded[]): void {
    this.#isDropping = true;
    found.push(problem('too-large', this.#work.subarray(this.#from, this.#from + this.#most)));
  }

  #endAfter(at: number): number {
    if (this.#nextEnd < at) this.#nextEnd = this.#find(FS, at);
    return this.#nextEnd;
  }

  #startAfter(at: number): number {
    if (this.#nextStart < at) this.#nextStart = this.#find(VT, at);
    return this.#nextStart;
  }

  #find(byte: number, from: number): number {
    const at = this.#work.indexOf(byte, from);
    return at < 0 ? this.#work.length : at;
  }

  #append(chunk: Uint8Array): void {
    this.#nextEnd = -1;
    this.#nextStart = -1;
    const kept = this.#work.length;
    if (kept === 0) {
      this.#work = chunk;
      return;
    }
    this.#makeRoom(kept + chunk.length);
    this.#store.set(chunk, kept);
    this.#work = this.#store.subarray(0, kept + chunk.length);
  }

  /** Doubling keeps the copying proportional to the bytes, at one byte a second as at fifty megabytes at once. */
  #makeRoom(needed: number): void {
    if (needed <= this.#store.length) return;
    const store = new Uint8Array(Math.max(needed * 2, SMALLEST_STORE));
    store.set(this.#work);
    this.#store = store;
  }

  /** Keeps what the next chunk is needed for. A store from which frames were given out is left to them. */
  #keepRest(): void {
    if (!this.#isInside) {
      this.#forget();
      return;
    }
    const first = this.#isDropping ? this.#at : this.#from;
    if (first > 0 || this.#work.buffer !== this.#store.buffer) this.#moveToNewStore(first);
  }

  #moveToNewStore(first: number): void {
    const rest = this.#work.subarray(first);
    this.#store = rest.length === 0 ? EMPTY : new Uint8Array(Math.max(rest.length * 2, SMALLEST_STORE));
    this.#store.set(rest);
    this.#work = this.#store.subarray(0, rest.length);
    this.#from -= first;
    this.#at -= first;
  }

  #forget(): void {
    this.#work = EMPTY;
    this.#store = EMPTY;
    this.#isInside = false;
    this.#isDropping = false;
    this.#from = 0;
    this.#at = 0;
  }
}
