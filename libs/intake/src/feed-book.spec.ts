import { describe, expect, it } from '@jest/globals';
import type { Feed } from './feed.js';
import { FeedBook } from './feed-book.js';

const laboratory = { feed: 'lab' } as Feed;

describe('the book of feeds', () => {
  it('looks an agreement up before it denies that there is one, as right after a start', async () => {
    let agreed: readonly Feed[] = [];
    let asked = 0;
    const book = new FeedBook(() => {
      asked += 1;
      return Promise.resolve(agreed);
    });
    expect(await book.knows('lab')).toBe(false);
    agreed = [laboratory];
    expect(book.of('lab')).toBeUndefined();
    expect(await book.knows('lab')).toBe(true);
    expect([book.of('lab'), book.all()]).toEqual([laboratory, [laboratory]]);
    expect(await book.knows('lab')).toBe(true);
    expect(asked).toBe(2);
  });
});
