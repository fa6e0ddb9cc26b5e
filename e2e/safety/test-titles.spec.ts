import { describe, expect, it } from '@jest/globals';
import { testsNamed, testTitlesIn } from './test-titles.js';

const source = `
import { describe, expect, it } from '@jest/globals';
// it('is only a comment', () => undefined);
const text = "it('is only a text', () => undefined)";
describe('a result', () => {
  it('is recorded', () => expect(text).toBe(1));
  it.each([['a', 1]])('is %s of a table', (what) => expect(what).toBe(1));
  describe.each(pages)('on page %s', (page) => {
    it(\`is shown in \${page} and nowhere else\`, () => undefined);
  });
});
describe('another', () => {
  it('is recorded', () => undefined);
  it('is recorded twice', () => undefined);
});
`;

describe('the titles of tests', () => {
  const titles = testTitlesIn(source);
  it('are read from the source, with their groups, and from nothing that only looks like a test', () =>
    expect(titles).toEqual([
      'a result › is recorded',
      'a result › is %s of a table',
      'a result › on page %s › is shown in … and nowhere else',
      'another › is recorded',
      'another › is recorded twice',
    ]));

  it.each([
    ['a result › is recorded', 1],
    ['is recorded', 2],
    ['is recorded tw', 1],
    ['is %s of', 1],
    ['is shown in', 1],
    ['another', 2],
    ['is lost', 0],
  ])('%s names so many: %d', (reference, count) => expect(testsNamed(titles, reference)).toBe(count));
});
