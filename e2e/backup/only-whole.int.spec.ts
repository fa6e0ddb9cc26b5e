import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { BackupManifest } from '@rms/service-kit/embedded';
import { BackedUp, restore, take } from './backed-up.fixture.js';
import { rms } from './command.fixture.js';

const shaOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

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

  /** A copy of the sound backup, to do something to. */
  const spoilt = (spoil: (backup: string) => void): string => {
    cpSync(sound, under('backup'), { recursive: true });
    spoil(under('backup'));
    return under('backup');
  };
  const manifestIn = (backup: string): BackupManifest => JSON.parse(readFileSync(join(backup, 'backup.json'), 'utf8')) as BackupManifest;
  const rewrite = (backup: string, change: (manifest: BackupManifest) => object): void => {
    writeFileSync(join(backup, 'backup.json'), JSON.stringify(change(manifestIn(backup))));
  };
  const alter =
    (sql: string) =>
    (file: string): void => {
      const database = new DatabaseSync(file);
      database.exec(sql);
      database.close();
    };
  /** What a careful forger does: the file is altered, and so is its digest in the manifest. */
  const forge = (backup: string, name: string, change: (file: string) => void): void => {
    change(join(backup, name));
    const now = { name, bytes: readFileSync(join(backup, name)).byteLength, sha256: shaOf(join(backup, name)) };
    rewrite(backup, (manifest) => ({ ...manifest, files: manifest.files.map((file) => (file.name === name ? now : file)) }));
  };
  const replaced = (table: string, column: string, what: string, by: string): string =>
    `UPDATE ${table} SET ${column} = CAST(replace(CAST(${column} AS TEXT), '${what}', '${by}') AS BLOB)`;

  it('is taken without a running system too, for its owner only, and does not change when it is restored', async () => {
    const before = readdirSync(sound).map((name) => [name, shaOf(join(sound, name))]);
    expect(await restore(sound, under('data'))).toEqual([]);
    expect(readdirSync(sound).map((name) => [name, shaOf(join(sound, name))])).toEqual(before);
    expect(readdirSync(kept.here)).toEqual(['data']);
  });

  it.each([
    ['a byte of its history is altered', 'history.db is not what was backed up'],
    ['a byte of its intake log is altered', 'intake.db is not what was backed up'],
    ['a secret is another', 'identifiers.secret is not what was backed up'],
    ['a file is gone', 'identity.db is missing from the backup'],
    ['a byte of what the carrier was given is altered', 'loopback-carrier.db is not what was backed up'],
  ])('is not restored where %s', async (what, finding) => {
    const backup = spoilt((folder) => {
      const file = join(folder, finding.slice(0, finding.indexOf(' ')));
      if (what === 'a file is gone') {
        rmSync(file);
        return;
      }
      const bytes = readFileSync(file);
      bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 1;
      writeFileSync(file, bytes);
    });
    expect(await restore(backup, under('data'), false)).toEqual([finding]);
    expect(readdirSync(kept.here)).toEqual(['backup']);
  });

  it.each([
    [
      'an event is altered',
      'history.db',
      alter(`DROP TRIGGER event_is_never_changed; ${replaced('event', 'data', 'Marlow', 'Barlow')}`),
      'its data is not what was stored',
    ],
    [
      'the end of the history is cut off',
      'history.db',
      alter('DROP TRIGGER event_is_never_deleted; DELETE FROM event WHERE position > (SELECT max(position) - 2 FROM event)'),
      'the position of the newest event: the backup recorded',
    ],
    [
      'a message is altered',
      'intake.db',
      alter(`DROP TRIGGER message_is_never_changed; ${replaced('message', 'bytes', '0.24', '0.04')}`),
      'its bytes are not those that were received',
    ],
    [
      'an outcome is altered',
      'intake.db',
      alter("DROP TRIGGER outcome_is_never_changed; UPDATE outcome SET outcome = 'ignored' WHERE receipt = 1"),
      'the outcomes of the messages: the backup recorded',
    ],
    ['a message is taken out', 'intake.db', alter('DELETE FROM message WHERE receipt = 1'), 'the intake log has no such message'],
    [
      'a page of a letter is altered',
      'letters-pages.db',
      alter(`DROP TRIGGER page_is_never_changed; UPDATE page SET bytes = x'00' WHERE sha256 = (SELECT min(sha256) FROM page)`),
      'is not what was written',
    ],
    [
      'a page of a letter is taken out',
      'letters-pages.db',
      alter('DELETE FROM page WHERE sha256 = (SELECT min(sha256) FROM page)'),
      'was written, and its page',
    ],
    [
      'the carrier’s register is damaged',
      'loopback-carrier.db',
      (file: string) => {
        const bytes = readFileSync(file);
        bytes.fill(0xff, 4096);
        writeFileSync(file, bytes);
      },
      'loopback-carrier.db is damaged',
    ],
    [
      'the file is damaged',
      'intake.db',
      (file: string) => {
        const bytes = readFileSync(file);
        bytes.fill(0xff, bytes.length - 4096);
        writeFileSync(file, bytes);
      },
      'intake.db is damaged',
    ],
  ])('is found out by its replay where %s and the digest of the file with it', async (_, name, change, finding) => {
    const backup = spoilt((folder) => {
      forge(folder, name, change);
    });
    expect((await restore(backup, under('data'))).join('\n')).toContain(finding);
    expect(readdirSync(kept.here)).toEqual(['backup']);
  });

  it.each([
    ['of a later format', (manifest: BackupManifest) => ({ ...manifest, format: 2 }), 'has format 2; this release reads format 1.'],
    [
      'of a data directory of a later format',
      (manifest: BackupManifest) => ({ ...manifest, directoryFormat: 2 }),
      'of a data directory of format 2',
    ],
    [
      'that names a file which is none of ours',
      (manifest: BackupManifest) => ({ ...manifest, files: [...manifest.files, { name: 'startup.sh', bytes: 1, sha256: 'a'.repeat(64) }] }),
      'names startup.sh, which is no part of a data directory',
    ],
    [
      'that does not name the history',
      (manifest: BackupManifest) => ({ ...manifest, files: manifest.files.filter(({ name }) => name !== 'history.db') }),
      'does not name history.db',
    ],
  ])('%s is refused in a sentence', async (_, change, sentence) => {
    const backup = spoilt((folder) => {
      rewrite(folder, change);
    });
    await expect(restore(backup, under('data'))).rejects.toThrow(sentence);
    expect(readdirSync(kept.here)).toEqual(['backup']);
  });

  it('is neither taken nor restored over anything', async () => {
    mkdirSync(under('full'));
    writeFileSync(under('full/letter.txt'), 'mine');
    const [taken, restored] = [
      await rms('backup', '--data', data, '--to', under('full')),
      await rms('restore', '--from', sound, '--data', under('full')),
    ];
    expect([taken.status, restored.status]).toEqual([2, 2]);
    for (const { complaint } of [taken, restored]) expect(complaint).toContain('is not empty');
    expect(readdirSync(under('full'))).toEqual(['letter.txt']);
  });

  it('is not one of a directory whose history was altered: what was copied stays apart, and says what is wrong', async () => {
    cpSync(data, under('altered'), { recursive: true });
    alter(`DROP TRIGGER event_is_never_changed; ${replaced('event', 'data', 'Marlow', 'Barlow')}`)(under('altered/history.db'));
    const { findings } = await take(under('altered'), under('backup'));
    expect(findings.join('\n')).toContain('its data is not what was stored');
    expect(readdirSync(kept.here)).toEqual(['altered', 'backup.unfinished']);
    await expect(restore(under('backup.unfinished'), under('data'))).rejects.toThrow('no finished backup');
  });

  it('and its restore say what they did, and end with 0, 1 or 2', async () => {
    const backup = spoilt((folder) => {
      rmSync(join(folder, 'identity.db'));
    });
    const { files, messages } = manifestIn(sound);
    const taken = await rms('backup', '--data', data, '--to', under('one'), '--json');
    expect([taken.status, JSON.parse(taken.lines.join(''))]).toMatchObject([0, { to: under('one'), files: files.length, messages }]);
    const restored = await rms('restore', '--from', under('one'), '--data', under('data'), '--verify');
    expect([restored.status, restored.lines.join('\n')]).toEqual([0, expect.stringContaining('Replayed: every outcome')]);
    const spoiltOne = await rms('restore', '--from', backup, '--data', under('other'));
    expect([spoiltOne.status, spoiltOne.lines]).toEqual([1, ['identity.db is missing from the backup']]);
    const misused = await rms('restore', '--from', data, '--data', under('other'));
    expect([misused.status, misused.complaint]).toEqual([2, expect.stringContaining('There is no finished backup')]);
  });
});
