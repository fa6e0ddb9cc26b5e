import { describe, expect, it } from '@jest/globals';
import { hl7 } from '../testing/index.js';
import { batchCounts, splitMessages } from './batch.js';

const one = hl7('ADT^A08', { controlId: '1' }).patient().text();
const two = hl7('ORU^R01', { controlId: '2' }).patient().order().result().text();
const split = (text: string): readonly string[] => splitMessages(Buffer.from(text)).map((message) => Buffer.from(message).toString());

describe('a file', () => {
  it('of one message is that message, byte for byte', () => {
    expect(split(one)).toEqual([one]);
    expect(split(`\uFEFF${one}`)).toEqual([`\uFEFF${one}`]);
    expect(split(one.trimEnd())).toEqual([one.trimEnd()]);
    expect(split(one.replaceAll('\r', '\n'))).toEqual([one.replaceAll('\r', '\n')]);
    expect(split(one.replaceAll('\r', '\r\n'))).toEqual([one.replaceAll('\r', '\r\n')]);
  });

  it('may hold several, with blank lines and byte order marks between them', () => {
    expect(split(one + two)).toEqual([one, two]);
    expect(split(`\r\n${one}\r\r${two}\r\r`)).toEqual([one, two]);
    expect(split(`${one.trimEnd()}\n\n${two}`)).toEqual([`${one.trimEnd()}\n`, two]);
    expect(split(`\uFEFF${one}\uFEFF${two}`)).toEqual([`\uFEFF${one}`, `\uFEFF${two}`]);
  });

  it('may be saved MLLP traffic', () => {
    expect(split(`\x0b${one}\x1c\r\x0b${two}\x1c\r`)).toEqual([one, two]);
    expect(split(`\x0b${one}\x1c\r\n\x0b${two.trimEnd()}\x1c`)).toEqual([one, two.trimEnd()]);
  });

  it('may hold batches, whose headers and trailers are no messages', () => {
    expect(split(`FHS|^~\\&|LAB\rBHS|^~\\&|LAB\r${one}${two}BTS|2\rBHS|^~\\&\r${one}BTS|1\rFTS|2\r`)).toEqual([one, two, one]);
  });

  it('is not cut where MSH is not the name of a segment', () => {
    const odd = `${one}NTE|1||see MSH|^~\\& above\rNTE|2||MSH\rMSHX|1\rMSH1|2\r`;
    expect(split(odd)).toEqual([odd]);
  });

  it('without MSH holds no message', () => {
    for (const text of ['', 'PID|1\r', 'BHS|^~\\&\rBTS|0\r', 'M', '\x0b\x1c\r']) expect(split(text)).toEqual([]);
  });

  it('gives views: nothing is copied', () => {
    const file = Buffer.from(one + two);
    expect(splitMessages(file)[1]?.buffer).toBe(file.buffer);
  });
});

describe('the counts of a batch', () => {
  const counts = (text: string) => batchCounts(Buffer.from(text));

  it('agree with its trailers', () => {
    expect(counts(`FHS|^~\\&\rBHS|^~\\&\r${one}${two}BTS|2\rFTS|1\r`)).toEqual({
      messages: 2,
      batches: [{ declared: 2, found: 2, isClosed: true }],
      declaredBatches: 1,
      agrees: true,
    });
    expect(counts(`BHS|^~\\&\r${one}BTS\r`)).toMatchObject({ batches: [{ declared: undefined, found: 1 }], agrees: true });
    expect(counts(one + two)).toEqual({ messages: 2, batches: [], declaredBatches: undefined, agrees: true });
  });

  it.each([
    ['BTS declares more', `BHS|^~\\&\r${one}BTS|2|comment\r`],
    ['BTS declares fewer', `BHS|^~\\&\r${one}${two}BTS|1\r`],
    ['BTS is missing', `BHS|^~\\&\r${one}`],
    ['the next batch begins before BTS', `BHS|^~\\&\r${one}BHS|^~\\&\r${two}BTS|1\r`],
    ['BTS declares messages of no batch', `${one}BTS|1\r`],
    ['FTS declares more batches', `FHS|^~\\&\rBHS|^~\\&\r${one}BTS|1\rFTS|2\r`],
    ['FTS is missing', `FHS|^~\\&\rBHS|^~\\&\r${one}BTS|1\r`],
  ])('disagree where %s', (_, text) => {
    expect(counts(text).agrees).toBe(false);
  });

  it('are those of each batch, by its own delimiters', () => {
    expect(counts(`BHS$^~\\&\r${one}BTS$1$2\rBHS|^~\\&\rBTS| 0 \rBHS|^~\\&\rBTS|x\r`).batches).toEqual([
      { declared: 1, found: 1, isClosed: true },
      { declared: 0, found: 0, isClosed: true },
      { declared: undefined, found: 0, isClosed: true },
    ]);
  });
});
