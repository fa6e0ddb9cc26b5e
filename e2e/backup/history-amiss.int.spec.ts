import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { BackedUp } from './backed-up.fixture.js';
import { rms } from './command.fixture.js';

/** Every command that reads a history, and the one that goes on with it. */
const readers: readonly (readonly string[])[] = [
  ['verify'],
  ['outcomes'],
  ['events'],
  ['rebuild', '--check'],
  ['rebuild'],
  ['certificate'],
  ['replay', '--patient', '9990004129'],
  ['seal'],
];
const begin = ['start', '--http', '0', '--mllp', '0'];

describe('a stopped data directory whose history', () => {
  jest.setTimeout(300_000);
  const kept = new BackedUp();
  beforeAll(() => kept.live());
  afterAll(() => {
    kept.remove();
  });
  beforeEach(() => {
    kept.next();
  });

  const directory = (): string => kept.under('data');
  const copied = (): string => {
    cpSync(kept.data, directory(), { recursive: true });
    return directory();
  };
  const loseHistory = (data: string): void => {
    for (const name of readdirSync(data).filter((each) => each.startsWith('history.db'))) rmSync(join(data, name));
  };
  const viewsIn = (data: string): readonly (readonly [string, number])[] =>
    readdirSync(join(data, 'views')).map((name) => [name, readFileSync(join(data, 'views', name)).byteLength]);

  it('was lost is neither read nor begun again, and nothing else in it is touched', async () => {
    const data = copied();
    loseHistory(data);
    const before = viewsIn(data);
    for (const command of [
      ...readers,
      ['export', '--patient', '9990004129', '--trust', 'ZT001'],
      ['backup', '--to', kept.under('to')],
      begin,
    ]) {
      const { status, lines, complaint } = await rms(...command, '--data', data);
      expect([command[0], status, lines, complaint]).toEqual([command[0], 2, [], expect.stringContaining('has lost history.db')]);
      expect(complaint.trimEnd().split('\n')).toHaveLength(1);
    }
    expect(existsSync(join(data, 'history.db'))).toBe(false);
    expect(viewsIn(data)).toEqual(before);
  });
});
