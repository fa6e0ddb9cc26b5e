import { existsSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { BackedUp, databases, restore, startOn, take } from './backed-up.fixture.js';
import { killedOnce } from './command.fixture.js';

describe('a backup', () => {
  jest.setTimeout(300_000);
  const kept = new BackedUp();
  const { data, sound } = kept;
  const under = (name: string): string => kept.under(name);
  beforeAll(() => kept.live());
  afterAll(() => {
    kept.remove();
  });
  beforeEach(() => {
    kept.next();
  });

  it.each([...databases, 'identifiers.secret', 'directory.json', 'backup.json'])(
    'that was killed when it had come to %s leaves nothing that could be started or taken for whole, and is taken anew',
    async (name) => {
      await killedOnce(under(`backup.unfinished/${name}`), 'backup', '--data', data, '--to', under('backup'));
      // It may have been quicker than the kill: then it is whole.
      if (!existsSync(under('backup'))) {
        expect(() => startOn(under('backup.unfinished'))).toThrow('has not finished');
        expect((await take(data, under('backup'))).findings).toEqual([]);
      }
      expect(readdirSync(kept.here)).toEqual(['backup']);
      expect(await restore(under('backup'), under('data'))).toEqual([]);
    },
  );

  it.each([...databases, 'identifiers.secret', 'views', 'directory.json'])(
    'whose restore was killed when it had come to %s leaves nothing that could be started, and is restored anew',
    async (name) => {
      await killedOnce(under(`data.unfinished/${name}`), 'restore', '--from', sound, '--data', under('data'), '--verify');
      if (!existsSync(under('data'))) {
        expect(() => startOn(under('data.unfinished'))).toThrow('has not finished');
        expect(() => startOn(under('data'))).toThrow('was not finished');
        expect(readdirSync(kept.here)).toEqual(['data.unfinished']);
        expect(await restore(sound, under('data'))).toEqual([]);
      }
      expect(readdirSync(kept.here)).toEqual(['data']);
      startOn(under('data')).release();
    },
  );
});
