import { CR, LF, VT } from './framing.js';

/** Three bytes that begin a message, a file, a batch, or text with a byte order mark. */
const beginnings = [
  [0x4d, 0x53, 0x48],
  [0x46, 0x48, 0x53],
  [0x42, 0x48, 0x53],
  [0xef, 0xbb, 0xbf],
] as const;

/** What a byte that may be framing is; it can depend on bytes that have not come yet. */
export type Verdict = 'yes' | 'no' | 'too-early-to-say';

/** FS ends a frame where CR, LF or the next VT follows. FS before anything else is a byte of a scanned document that somebody put into OBX-5. */
export const endsFrame = (bytes: Uint8Array, at: number): Verdict => {
  const next = bytes[at + 1];
  if (next === undefined) return 'too-early-to-say';
  return next === CR || next === LF || next === VT ? 'yes' : 'no';
};

const startsWith = (bytes: Uint8Array, at: number, beginning: readonly number[]): Verdict => {
  for (let n = 0; n < beginning.length; n += 1) {
    const byte = bytes[at + n];
    if (byte === undefined) return 'too-early-to-say';
    if (byte !== beginning[n]) return 'no';
  }
  return 'yes';
};

/** VT starts a frame inside a frame where a message begins behind it. VT before anything else is a soft line break pasted from a word processor. */
export const restartsFrame = (bytes: Uint8Array, at: number): Verdict => {
  for (const beginning of beginnings) {
    const verdict = startsWith(bytes, at + 1, beginning);
    if (verdict !== 'no') return verdict;
  }
  return 'no';
};
