import { describe, expect, it } from '@jest/globals';
import { pagingOf } from './paging.js';

describe('a page of a long list', () => {
  it('is the first unless another is asked for', () =>
    expect(pagingOf(undefined, 120, 50)).toEqual({
      page: 1,
      pages: 3,
      skip: 0,
      first: 1,
      last: 50,
      total: 120,
      newer: undefined,
      older: 2,
    }));
  it('ends where the list ends', () =>
    expect(pagingOf('3', 120, 50)).toMatchObject({ skip: 100, first: 101, last: 120, newer: 2, older: undefined }));
  it.each(['0', '-1', 'x', '', '1e9', '99999999999'])('is the first where %j is asked for', (asked) =>
    expect(pagingOf(asked, 120, 50).page).toBe(1),
  );
  it('is the last where a later one is asked for', () => expect(pagingOf('9', 120, 50).page).toBe(3));
  it('of nothing is empty', () => expect(pagingOf('2', 0, 50)).toMatchObject({ page: 1, pages: 1, first: 0, last: 0 }));
});
