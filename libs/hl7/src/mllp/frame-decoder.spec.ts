import { describe, expect, it } from '@jest/globals';
import { MllpFrameDecoder, type Decoded } from './frame-decoder.js';
import { mllpFrames } from './framing.js';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const shown = (found: readonly Decoded[]): readonly string[] =>
  found.map((item) => (item.kind === 'frame' ? '' : `${item.kind}: `) + Buffer.from(item.bytes).toString('latin1'));
/** What a decoder finds in these chunks, one after another. */
const decode = (...chunks: readonly string[]): readonly string[] => {
  const decoder = new MllpFrameDecoder();
  return chunks.flatMap((chunk) => shown(decoder.feed(bytes(chunk))));
};

const VT = '\x0b';
const END = '\x1c\r';
const A = 'MSH|a\r';
const B = 'MSH|b\r';

describe('a frame', () => {
  it('is what stands between VT and FS CR', () => {
    expect(decode(VT + A + END)).toEqual([A]);
  });

  it('may be split at every byte', () => {
    const wire = `${VT}${A}${END}${VT}${B}${END}`;
    for (let at = 1; at < wire.length; at += 1) expect(decode(wire.slice(0, at), wire.slice(at))).toEqual([A, B]);
    expect(decode(...wire.split(''))).toEqual([A, B]);
  });

  it('may come with others in one chunk', () => {
    expect(decode(VT + A + END + VT + B + END + VT + A + END)).toEqual([A, B, A]);
  });

  it('may be followed by line ends', () => {
    expect(decode(`${VT}${A}\x1c\r\n${VT}${B}\x1c\n\r\n`)).toEqual([A, B]);
  });

  it('may lack the CR after FS where the next one follows', () => {
    expect(decode(`${VT}${A}\x1c${VT}${B}${END}`)).toEqual([A, B]);
    expect(decode(`${VT}${A}\x1c`, `${VT}${B}${END}`)).toEqual([A, B]);
  });

  it('may lack the CR after FS where nothing follows, once it is known that nothing follows', () => {
    const decoder = new MllpFrameDecoder();
    expect(decoder.feed(bytes(`${VT}${A}\x1c`))).toEqual([]);
    expect(decoder.awaitsEnd).toBe(true);
    expect(shown(decoder.settle())).toEqual([A]);
    expect(shown(decoder.feed(bytes(`\r${VT}${B}${END}`)))).toEqual([B]);
    expect(decoder.settle()).toEqual([]);
    decoder.feed(bytes(`${VT}${A}\x1c`));
    expect(shown(decoder.end())).toEqual([A]);
  });

  it('may hold FS: only with CR, LF or VT behind it does it end the frame', () => {
    expect(decode(`${VT}MSH|\x1c|\x1c\x1c${END}`)).toEqual(['MSH|\x1c|\x1c\x1c']);
    expect(decode(`${VT}MSH|\x1c`, `x${END}`)).toEqual(['MSH|\x1cx']);
  });

  it('may hold VT: a soft line break of a word processor', () => {
    expect(decode(`${VT}MSH|line${VT}line${VT}MS${VT}${END}`)).toEqual([`MSH|line${VT}line${VT}MS${VT}`]);
  });

  it('is not begun by itself twice', () => {
    expect(decode(VT + VT + A + END)).toEqual([A]);
  });
});

describe('a problem on the wire', () => {
  it('is an end that never came before the next message began', () => {
    expect(decode(VT + A + VT + B + END)).toEqual([`restarted: ${A}`, B]);
    expect(decode(`${VT}${A}${VT}M`, `SH|b\r${END}`)).toEqual([`restarted: ${A}`, B]);
    expect(decode(`${VT}${A}${VT}\xef\xbb\xbfMSH|b\r${END}`)).toEqual([`restarted: ${A}`, '\xef\xbb\xbfMSH|b\r']);
    expect(decode(`${VT}${A}${VT}BHS|x\r${END}`)).toEqual([`restarted: ${A}`, 'BHS|x\r']);
  });

  it('is something before the start', () => {
    expect(decode(`GET / HTTP/1.1\r\n\r\n${VT}${A}${END}`)).toEqual(['bytes-before-start: GET / HTTP/1.1\r\n\r\n', A]);
    expect(decode(A)).toEqual([`bytes-before-start: ${A}`]);
    expect(decode(`${VT}${A}${END}trailing${VT}${B}${END}`)).toEqual([A, 'bytes-before-start: trailing', B]);
  });

  it('is a frame without a byte', () => {
    expect(decode(`${VT}${END}${VT}${A}${END}`)).toEqual(['empty-frame: ', A]);
  });

  it('is a frame cut off by the end of the connection', () => {
    const decoder = new MllpFrameDecoder();
    decoder.feed(bytes(`${VT}MSH|half`));
    expect(decoder.isInsideFrame).toBe(true);
    expect(shown(decoder.end())).toEqual(['cut-off: MSH|half']);
    expect(decoder.isInsideFrame).toBe(false);
    expect(decoder.end()).toEqual([]);
  });

  it('is a frame too large, whose rest is passed over without being kept', () => {
    const decoder = new MllpFrameDecoder({ maxFrameBytes: 6 });
    const decodeSmall = (...chunks: readonly string[]): readonly string[] => chunks.flatMap((chunk) => shown(decoder.feed(bytes(chunk))));
    expect(decodeSmall(`${VT}123456${END}`)).toEqual(['123456']);
    expect(decodeSmall(`${VT}1234567${END}${VT}${A}${END}`)).toEqual(['too-large: 123456', A]);
    expect(decodeSmall(VT, '1234567', '890\x1c', 'x', '\x1c', `\r${VT}${A}${END}`)).toEqual(['too-large: 123456', A]);
    expect(decodeSmall(`${VT}123456\x1c`, `\r${VT}12345678${VT}${A}${END}`)).toEqual(['123456', 'too-large: 123456', A]);
    expect(decodeSmall(`${VT}123456789`, '\x1c')).toEqual(['too-large: 123456']);
    expect(decoder.settle()).toEqual([]);
    expect(decodeSmall(`${VT}${A}${END}`)).toEqual([A]);
    decodeSmall(`${VT}123456789`);
    expect(decoder.end()).toEqual([]);
  });

  it('shows its first four kilobytes, enough to read MSH', () => {
    const decoder = new MllpFrameDecoder({ maxFrameBytes: 100_000 });
    expect(decoder.feed(bytes(VT + 'x'.repeat(200_000)))[0]?.bytes.length).toBe(4096);
  });
});

describe('decoding', () => {
  it('does not copy a frame that came in one chunk', () => {
    const chunk = bytes(VT + A + END + VT + B + END);
    const found = new MllpFrameDecoder().feed(chunk);
    expect(found.map((item) => item.bytes.buffer === chunk.buffer)).toEqual([true, true]);
  });

  it('does not change a frame after it was given out', () => {
    const decoder = new MllpFrameDecoder();
    decoder.feed(bytes(`${VT}MSH|a`));
    const [first] = decoder.feed(bytes(`\r${END}${VT}MSH|bbbbbbbbbbbbbbbbbb`));
    decoder.feed(bytes(`\r${END}${VT}MSH|cccccccccccccccccccccccccc`));
    expect(shown(first === undefined ? [] : [first])).toEqual([A]);
  });

  it('keeps no more than it needs, after frames that span chunks as after bytes passed over', () => {
    const decoder = new MllpFrameDecoder({ maxFrameBytes: 1000 });
    decoder.feed(bytes(`${VT}MSH|`));
    for (let n = 0; n < 500; n += 1) {
      const [spanning] = decoder.feed(bytes(`${'x'.repeat(500)}${END}${VT}MSH|`));
      expect(spanning?.bytes.buffer.byteLength).toBeLessThan(10_000);
    }
    const before = process.memoryUsage().arrayBuffers;
    const chunk = Buffer.alloc(65_536, 'x');
    for (let n = 0; n < 1000; n += 1) decoder.feed(chunk);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
    expect(shown(decoder.feed(bytes(`${END}${VT}${A}${END}`)))).toEqual([A]);
  });

  it.each([10, 50])(
    'takes work in proportion to the bytes: %i MB in network chunks, with bytes in it that could be framing',
    (megabytes) => {
      const size = megabytes * 1_000_000;
      const decoder = new MllpFrameDecoder({ maxFrameBytes: size });
      const chunk = Buffer.concat([Buffer.alloc(60_000, 'x'), Buffer.from('\x0bM\x1cS'.repeat(1000), 'latin1')]);
      decoder.feed(bytes(VT));
      for (let sent = 0; sent + chunk.length <= size; sent += chunk.length) expect(decoder.feed(chunk)).toEqual([]);
      expect(decoder.feed(bytes(END))[0]?.bytes.length).toBe(size - (size % chunk.length));
    },
  );

  it('takes work in proportion to the bytes: half a megabyte, one byte at a time', () => {
    const decoder = new MllpFrameDecoder();
    decoder.feed(bytes(VT));
    const one = bytes('x');
    for (let sent = 0; sent < 500_000; sent += 1) decoder.feed(one);
    expect(decoder.feed(bytes(END))[0]?.bytes.length).toBe(500_000);
  });
});

describe('framing', () => {
  it('puts messages into frames, one after another', () => {
    expect(Buffer.from(mllpFrames([bytes(A), bytes(''), bytes(B)])).toString('latin1')).toBe(`${VT}${A}${END}${VT}${END}${VT}${B}${END}`);
    expect(mllpFrames([])).toHaveLength(0);
  });
});
