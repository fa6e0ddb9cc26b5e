import { statSync } from 'node:fs';
import { basename } from 'node:path';

// A short file that takes long: begun last, it would keep one processor waiting for minutes.
const longest = ['every-page.journey.spec.ts', 'every-page-of-administration.journey.spec.ts'];
const rankOf = ({ path }) => {
  const at = longest.indexOf(basename(path));
  return at < 0 ? longest.length : at;
};
const sizeOf = ({ path }) => statSync(path).size;

/** Puts what is known to take long first, and after it the largest files, on every machine alike. */
export default class LongestFirst {
  sort(tests) {
    return [...tests].sort((a, b) => rankOf(a) - rankOf(b) || sizeOf(b) - sizeOf(a));
  }

  allFailedTests(tests) {
    return tests;
  }

  shard(tests) {
    return tests;
  }

  cacheResults() {
    // Nothing is remembered from one run to the next.
  }
}
