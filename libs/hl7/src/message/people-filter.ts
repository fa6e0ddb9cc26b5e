import { spells, startOfMessage } from './header.js';
import { CR, LF, endsSegment } from './line-ends.js';

const FIELD = 124;
const COMPONENT = 94;
const REPETITION = 126;
const ESCAPE = 92;
const SUB_COMPONENT = 38;
const SPACE = 32;
const HYPHEN = 45;
const ASCII_END = 128;

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
/** Small enough to stay a plain integer in the set. */
const HASH_BITS = 0x3fffffff;
/** No hash is negative: this one says that the id cannot be told from its bytes. */
const UNTELLABLE = -1;

const hasStandardDelimiters = (message: Uint8Array, start: number): boolean =>
  message[start + 3] === FIELD &&
  message[start + 4] === COMPONENT &&
  message[start + 5] === REPETITION &&
  message[start + 6] === ESCAPE &&
  message[start + 7] === SUB_COMPONENT &&
  message[start + 8] === FIELD;

const folded = (hash: number, byte: number): number => (byte === SPACE || byte === HYPHEN ? hash : Math.imul(hash ^ byte, FNV_PRIME));
const isLineEnd = (byte: number | undefined): boolean => byte === undefined || byte === CR || byte === LF;
const endsField = (byte: number | undefined): boolean => byte === FIELD || isLineEnd(byte);
const endsId = (byte: number | undefined): boolean => byte === COMPONENT || byte === REPETITION || endsField(byte);

const hashOfIdAt = (message: Uint8Array, from: number): number => {
  let hash = FNV_OFFSET;
  for (let at = from, byte = message[at]; byte !== undefined && !endsId(byte); byte = message[++at]) {
    if (byte === ESCAPE || byte < SPACE || byte >= ASCII_END) return UNTELLABLE;
    hash = folded(hash, byte);
  }
  return hash & HASH_BITS;
};

/** Where the next repetition of the field starts, or -1. */
const nextRepetition = (message: Uint8Array, from: number): number => {
  for (let at = from; !endsField(message[at]); at += 1) if (message[at] === REPETITION) return at + 1;
  return -1;
};

const isListedIn = (message: Uint8Array, from: number, hashes: ReadonlySet<number>): boolean => {
  for (let at = from; at >= 0; at = nextRepetition(message, at)) {
    const hash = hashOfIdAt(message, at);
    if (hash === UNTELLABLE || hashes.has(hash)) return true;
  }
  return false;
};

/** PID-2, PID-3 and PID-19, and MRG-1: the fields that `identifiersOf` and `mergesOf` read. */
const holdsIds = (isPid: boolean, field: number): boolean => (isPid ? field === 2 || field === 3 || field === 19 : field === 1);

const isAnyoneListed = (message: Uint8Array, segmentStart: number, hashes: ReadonlySet<number>): boolean => {
  const isPid = spells(message, segmentStart, 'PID');
  let field = 0;
  let at = segmentStart + 3;
  for (; !isLineEnd(message[at]); at += 1) {
    if (message[at] !== FIELD) continue;
    field += 1;
    if (holdsIds(isPid, field) && isListedIn(message, at + 1, hashes)) return true;
  }
  return message[at] === LF && !endsSegment(message, at, FIELD);
};

const namesSomebody = (message: Uint8Array, at: number): boolean =>
  message[at + 3] === FIELD && (spells(message, at, 'PID') || spells(message, at, 'MRG'));

/** Where the next line starts, or the length of the message. */
const nextLine = (message: Uint8Array, from: number, hasLineFeeds: boolean): number => {
  if (!hasLineFeeds) {
    const end = message.indexOf(CR, from);
    return end < 0 ? message.length : end + 1;
  }
  let at = from;
  while (!isLineEnd(message[at])) at += 1;
  return at + 1;
};

/**
 * Sorts a hospital's feed: which of its messages may be about somebody on a list. It looks at bytes and decodes nothing, so that the many
 * messages about others cost next to nothing. It never says no wrongly: where a message is unusual (other delimiters, an escape, an accent or a line
 * feed near an identifier, nobody named) it says yes, and the caller reads the message properly.
 */
export class PeopleFilter {
  readonly #hashes = new Set<number>();

  /** @param ids NHS numbers and hospital numbers as `PersonIdentifier.id` has them; case matters, spaces and hyphens do not */
  constructor(ids: Iterable<string> = []) {
    for (const id of ids) this.add(id);
  }

  /** From now on messages about that person are let through. */
  add(id: string): void {
    let hash = FNV_OFFSET;
    for (let at = 0; at < id.length; at += 1) hash = folded(hash, id.charCodeAt(at));
    this.#hashes.add(hash & HASH_BITS);
  }

  /** False: the message names none of these people. True: it may. */
  mayConcern(message: Uint8Array): boolean {
    const start = startOfMessage(message);
    if (!hasStandardDelimiters(message, start)) return true;
    const hashes = this.#hashes;
    const hasLineFeeds = message.includes(LF);
    let named = 0;
    for (let at = nextLine(message, start, hasLineFeeds); at < message.length; at = nextLine(message, at, hasLineFeeds)) {
      if (!namesSomebody(message, at)) continue;
      named += 1;
      if (isAnyoneListed(message, at, hashes)) return true;
    }
    return named === 0;
  }
}
