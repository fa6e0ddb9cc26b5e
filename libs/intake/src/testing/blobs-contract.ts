import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { sha256 } from '@rms/event-sourcing';
import type { Blobs } from '../blobs/blobs.js';

export interface BlobsUnderTest {
  readonly blobs: Blobs;
  /** A writer in another process, where there can be one: else the same. */
  readonly another: Blobs;
  readonly close: () => Promise<void>;
}
const kib = 1024;
/** Bytes no two parts of which are alike. */
export const manyBytes = (length: number): Uint8Array => {
  const bytes = new Uint8Array(length);
  for (let n = 0, state = 1; n < length; n += 1) {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    bytes[n] = state >> 16;
  }
  return bytes;
};

/** What every blobs adapter must do, wherever it keeps them. */
export const blobsContract = (name: string, open: () => Promise<BlobsUnderTest>): void => {
  // A machine that does much else besides takes its time over large appends.
  jest.setTimeout(30_000);
  describe(`the blobs port on ${name}`, () => {
    let opened: BlobsUnderTest;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    it.each([0, 1, 512 * kib - 1, 512 * kib, 512 * kib + 1, 3 * 1024 * kib])(
      'gives %d bytes back as they were, by their fingerprint',
      async (length) => {
        const bytes = manyBytes(length);
        expect(await opened.blobs.put(bytes, 'application/pdf')).toBe(sha256(bytes));
        expect(Buffer.compare((await opened.another.get(sha256(bytes)))!, bytes)).toBe(0);
      },
      30_000,
    );
    it('answers a name that nothing is kept under with nothing', async () => {
      expect(await opened.blobs.get(sha256('nothing'))).toBeUndefined();
    });
    it('keeps the same bytes once, however often they are put', async () => {
      const bytes = manyBytes(600 * kib);
      expect(await opened.blobs.put(bytes, 'application/pdf')).toBe(await opened.blobs.put(bytes, 'application/pdf'));
      expect(Buffer.compare((await opened.blobs.get(sha256(bytes)))!, bytes)).toBe(0);
    });
    it('makes one blob of what several writers put at once', async () => {
      const bytes = manyBytes(1200 * kib);
      const writers = [opened.blobs, opened.another, opened.blobs, opened.another];
      const names = await Promise.all(writers.map((blobs) => blobs.put(bytes, 'application/pdf')));
      expect(new Set(names)).toEqual(new Set([sha256(bytes)]));
      expect(Buffer.compare((await opened.another.get(names[0]!))!, bytes)).toBe(0);
    });
  });
};
