import { describe, expect, it } from '@jest/globals';
import { keepingOf } from './directory-files.js';

describe('a file of a data directory', () => {
  it.each([
    ['history.db', 'database'],
    ['intake.db', 'database'],
    ['identity.db', 'database'],
    ['identifiers.secret', 'secret'],
    ['demo-seeded', 'mark'],
    ['directory.json', 'birth'],
    ['views', 'made-anew'],
    ['sessions.db', 'made-anew'],
    ['history.db-wal', 'made-anew'],
    ['directory.json.unfinished', 'made-anew'],
    ['constructor', undefined],
    ['notes.txt', undefined],
  ])('%s is %s to a copy', (name, keeping) => expect(keepingOf(name)).toBe(keeping));
});
