import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { MllpFrameDecoder } from './frame-decoder.js';
import { mllpFrames } from './framing.js';

const piece = fc.constantFrom(
  '\x0b',
  '\x0b',
  '\x1c\r',
  '\x1c\r',
  '\x1c',
  '\r',
  '\n',
  'MSH|',
  'M',
  'MS',
  'FHS',
  'x',
  'abcdefgh',
  '\xef\xbb\xbf',
  '\xef',
  '\x00',
);
const wire = fc.array(piece, { maxLength: 60 }).map((pieces) => Buffer.from(pieces.join(''), 'latin1'));

/** What is found; bytes before a start are reported for each chunk, so they are put together. */
const found = (chunks: readonly Uint8Array[]): readonly string[] => {
  const decoder = new MllpFrameDecoder({ maxFrameBytes: 24 });
  const items = [...chunks.flatMap((chunk) => decoder.feed(chunk)), ...decoder.end()];
  const texts = items.map(({ kind, bytes }) => `${kind}:${Buffer.from(bytes).toString('latin1')}`);
  return texts
    .reduce<string[]>((out, text) => {
      const last = out.at(-1);
      const continues = text.startsWith('bytes-before-start:') && last?.startsWith('bytes-before-start:') === true;
      return continues ? [...out.slice(0, -1), last + text.slice('bytes-before-start:'.length)] : [...out, text];
    }, [])
    .map((text) => (text.startsWith('bytes-before-start:') ? text.replace(/[\r\n]/g, '') : text));
};

const cut = (bytes: Uint8Array, sizes: readonly number[]): readonly Uint8Array[] => {
  const chunks: Uint8Array[] = [];
  let at = 0;
  for (let n = 0; at < bytes.length; n += 1) {
    const size = sizes[n % sizes.length] ?? 1;
    chunks.push(bytes.slice(at, at + size));
    at += size;
  }
  return chunks;
};

describe('a stream of bytes', () => {
  it('gives the same frames and problems however it is cut into chunks', () => {
    fc.assert(
      fc.property(wire, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 }), (bytes, sizes) => {
        const whole = found([bytes]);
        const inPieces = found(cut(bytes, sizes));
        return JSON.stringify(whole) === JSON.stringify(inPieces);
      }),
      { numRuns: 5000 },
    );
  });

  it('gives back the messages that were framed, in order', () => {
    const message = fc
      .uint8Array({ minLength: 1, maxLength: 50 })
      .map((bytes) => bytes.map((byte) => (byte === 0x0b || byte === 0x1c ? 0x20 : byte)));
    fc.assert(
      fc.property(
        fc.array(message, { maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
        (messages, sizes) => {
          const decoder = new MllpFrameDecoder();
          const items = cut(mllpFrames(messages), sizes).flatMap((chunk) => decoder.feed(chunk));
          return (
            items.length === messages.length &&
            items.every((item, n) => item.kind === 'frame' && Buffer.from(item.bytes).equals(Buffer.from(messages[n] ?? [])))
          );
        },
      ),
      { numRuns: 2000 },
    );
  });
});
