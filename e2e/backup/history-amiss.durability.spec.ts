import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
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

  /** Whoever has the file can take its triggers away. */
  const alter = (data: string, sql: string): void => {
    const database = new DatabaseSync(join(data, 'history.db'));
    database.exec(`DROP TRIGGER event_is_never_changed; DROP TRIGGER event_is_never_deleted; ${sql}`);
    database.close();
  };
  const older = (): string => {
    const data = copied();
    alter(data, 'DELETE FROM event WHERE position > 300');
    return data;
  };
  const lastIn = (data: string): number => {
    const database = new DatabaseSync(join(data, 'history.db'), { readOnly: true });
    const { last } = database.prepare('SELECT max(position) AS last FROM event').get() as { readonly last: number };
    database.close();
    return last;
  };
  const readModelsAhead = /the read model of results has come to position \d+/;
  const headAhead = /a head over \d+ events was signed on 20/;
  const messageAhead = /message \d+ of the intake log was applied, and nothing in the history was recorded because of it/;

  it('is an older one than the files beside it is neither gone on with nor read, each of them is named, and nothing is written', async () => {
    const data = older();
    const before = viewsIn(data);
    for (const command of [begin, ['rebuild'], ['rebuild', '--check'], ['outcomes'], ['backup', '--to', kept.under('to')]]) {
      const { status, complaint } = await rms(...command, '--data', data);
      expect([command[0], status]).toEqual([command[0], 2]);
      expect(complaint).toMatch(/ends at position 300, and other files in it are further on/);
      for (const named of [readModelsAhead, headAhead, messageAhead]) expect(complaint).toMatch(named);
      expect(complaint).toContain('Put the newest history.db back');
      expect(complaint).toContain('rms restore');
    }
    expect([lastIn(data), viewsIn(data)]).toEqual([300, before]);
  });

  it.each([
    ['the read models', readModelsAhead, ['heads.jsonl', 'intake.db']],
    ['a signed head', headAhead, ['views', 'intake.db']],
    ['a message that was applied', messageAhead, ['views', 'heads.jsonl']],
  ])('is an older one is known by %s alone', async (_, named, others) => {
    const data = older();
    for (const name of readdirSync(data).filter((each) => others.some((other) => each.startsWith(other))))
      rmSync(join(data, name), { recursive: true });
    const { status, complaint } = await rms(...begin, '--data', data);
    expect([status, complaint]).toEqual([2, expect.stringMatching(named)]);
  });

  it.each([
    ['is an older one than the files beside it', 'DELETE FROM event WHERE position > 300', readModelsAhead],
    ['was altered', "UPDATE event SET data = x'00' WHERE position = 20", /its data is not what was stored/],
  ])('%s is verified without a word being written into it', async (_, sql, named) => {
    const data = copied();
    alter(data, sql);
    const before = lastIn(data);
    const { status, lines, complaint } = await rms('verify', '--data', data);
    expect([status, lines.join('\n'), lastIn(data)]).toEqual([1, expect.stringMatching(named), before]);
    expect(complaint).toContain('That you read it was not recorded');
  });

  it('is sound is verified, and that it was read is recorded', async () => {
    const data = copied();
    const before = lastIn(data);
    const { status } = await rms('verify', '--data', data);
    expect([status, lastIn(data)]).toEqual([0, before + 1]);
  });

  it.each([
    ['a result was changed', "UPDATE event SET data = x'00' WHERE position = 100", /position 100, .*its data is not what was stored/],
    [
      'a whole stream was deleted',
      'DELETE FROM event WHERE stream = (SELECT stream FROM event WHERE position < 400 GROUP BY stream ORDER BY count(*) DESC LIMIT 1)',
      /positions? \d+ to \d+ are missing/,
    ],
    [
      'the end was cut off',
      'DELETE FROM event WHERE position > 300',
      /its end was cut off, or an older copy|further on|the history ends here/,
    ],
  ])('is not what was written is not certified: %s', async (_, sql, named) => {
    const data = copied();
    alter(data, sql);
    const before = lastIn(data);
    const { status, lines, complaint } = await rms('certificate', '--data', data);
    expect([status, lines, complaint, lastIn(data)]).toEqual([1, [], expect.stringMatching(named), before]);
    expect(complaint).toContain('Nothing is certified');
    expect(complaint).not.toContain('Nobody is lost');
  });

  it('has nobody enrolled by a day says so, and not that nobody is lost', async () => {
    const sound = await rms('certificate', '--data', copied());
    expect([sound.status, sound.complaint]).toEqual([0, expect.stringContaining('Nobody is lost.')]);
    const early = await rms('certificate', '--on', '1999-12-31', '--data', directory());
    expect([early.status, early.complaint]).toEqual([0, expect.stringContaining('Nobody had been enrolled by 31 December 1999')]);
    expect(early.complaint).not.toContain('Nobody is lost');
  });

  const damages: readonly (readonly [string, (file: string) => void])[] = [
    ['has an overwritten page', (file) => overwrite(file, (bytes) => bytes.fill(0xff, 8192, 12288))],
    ['has a wrong first byte', (file) => overwrite(file, (bytes) => bytes.fill(0x00, 0, 1))],
    ['was cut in the middle', (file) => overwrite(file, (bytes) => bytes.subarray(0, Math.floor(bytes.length / 2)))],
  ];
  const overwrite = (file: string, change: (bytes: Buffer) => Uint8Array): void => {
    writeFileSync(file, change(readFileSync(file)));
  };

  it.each(damages)('%s is found damaged in a sentence, and never met with a stack', async (what, damage) => {
    const data = copied();
    damage(join(data, 'history.db'));
    const starts = what.includes('first byte') ? [begin] : [];
    for (const command of [['verify'], ['certificate'], ['backup', '--to', kept.under('to')], ...starts]) {
      const { status, lines, complaint } = await rms(...command, '--data', data);
      expect([command[0], status]).toEqual([command[0], command[0] === 'start' ? 2 : 1]);
      expect([...lines, complaint].join('\n')).toMatch(/malformed|not a database|cannot be read|damaged/);
      expect([...lines, complaint].join('\n')).not.toMatch(/^\s+at /m);
    }
  });
});
