/** Minimal Lower Layer Protocol, release 1: VT, the message, FS, CR. */
export const VT = 0x0b;
export const FS = 0x1c;
export const CR = 0x0d;
export const LF = 0x0a;

/** Messages in their frames, one after another, in one piece, so that replies that are ready together leave in one write. */
export const mllpFrames = (messages: readonly Uint8Array[]): Uint8Array => {
  let length = 0;
  for (const message of messages) length += message.length + 3;
  const out = Buffer.allocUnsafe(length);
  let at = 0;
  for (const message of messages) {
    out[at] = VT;
    out.set(message, at + 1);
    at += message.length + 3;
    out[at - 2] = FS;
    out[at - 1] = CR;
  }
  return out;
};
