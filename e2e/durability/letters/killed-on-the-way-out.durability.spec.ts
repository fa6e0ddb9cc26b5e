import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { chance } from '../chance.js';
import { BreakableSystem } from './breakable-system.js';
import { lettersAmiss, standings } from './letters-amiss.js';
import { LettersAtWork, readers, untilWaiting, type Reader } from './letters-at-work.js';

jest.setTimeout(300_000);

const seed = 20261123;
const lettersEach = 4;
const together = 5;

const onTheWayToApproval = [
  'before LetterOwed is recorded',
  'after LetterOwed is recorded',
  'before LetterDrafted is recorded',
  'after LetterDrafted is recorded',
];
const onTheWayOut = [
  'before LetterHandedOver is recorded',
  'after LetterHandedOver is recorded',
  'before the carrier is called',
  'after the carrier has taken it',
  'before LetterAccepted is recorded',
  'after LetterAccepted is recorded',
];
const times = 3;
const killsFromOutside = 10;

/** Most post arrives. Some is refused, comes back, or nobody answers for it. */
const postcodes = ['ZZ9 9LA', 'ZZ9 9NS', 'ZZ9 9RF', 'ZZ9 9RP'];
const somePostFails = (n: number): Partial<Reader> => (n % 5 === 4 ? { postcode: postcodes[Math.floor(n / 5) % 4] ?? '' } : {});

describe('a system that is killed again and again while letters leave it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rms-killed-letters-'));
  const data = join(folder, 'data');
  const system = new BreakableSystem({ data, carrierTakesMs: 15 });
  const work = new LettersAtWork(system, data);
  const next = chance(seed);
  const everybody = readers(36, 4000, somePostFails);
  let kills = 0;

  /** The follow-up of four people begins, and it ends at that point while their letters are owed and written. */
  const beginsUntil = async (who: readonly Reader[], point: string): Promise<void> => {
    await system.endsAt(point, 1 + Math.floor(next() * 4), () => work.startFollowUps(who));
    kills += 1;
    await system.start();
    // Whoever was cut off asks once more.
    await work.startFollowUps(who);
  };
  /** Some letters are approved, and something happens meanwhile. The start after it is not waited out either. */
  const approves = async (meanwhile: (approving: () => Promise<void>) => Promise<void>): Promise<void> => {
    const some = (await untilWaiting(work, together)).slice(0, together);
    await meanwhile(() => work.approve(some));
    kills += 1;
    await system.start();
  };

  beforeAll(async () => {
    await system.start();
    await work.register(everybody);
    for (const [n, point] of onTheWayToApproval.entries()) await beginsUntil(everybody.slice(4 * n, 4 * n + 4), point);
    await work.startFollowUps(everybody);
    await work.reportGoodNews(everybody);
    await untilWaiting(work, everybody.length * lettersEach);
    for (let n = 0; n < times; n += 1)
      for (const point of onTheWayOut) await approves((approving) => system.endsAt(point, 1 + Math.floor(next() * 2), approving));
    for (let n = 0; n < killsFromOutside; n += 1)
      await approves(async (approving) => {
        const cutOff = approving().catch(() => undefined);
        await new Promise((resolve) => {
          setTimeout(resolve, next() * 200);
        });
        await system.kill();
        await cutOff;
      });
    await work.approveAll();
    await system.quiet();
  });
  afterAll(async () => {
    await system.stop();
    rmSync(folder, { recursive: true });
  });

  it('was killed at every point', () => {
    expect(kills).toBe(onTheWayToApproval.length + times * onTheWayOut.length + killsFromOutside);
    expect(system.kills).toBe(kills);
  });

  it('has given no letter to the carrier twice and lost none', async () => {
    const facts = await work.events();
    const letters = standings(facts);
    expect(letters).toHaveLength(everybody.length * lettersEach);
    expect(letters.filter(({ isApproved }) => !isApproved)).toEqual([]);
    expect(lettersAmiss(facts, work.shelf())).toEqual([]);
    const unknown = letters.filter(({ end }) => end === 'unknown').length;
    process.stdout.write(
      `${String(letters.length)} letters, ${String(work.shelf().length)} with the carrier, ${String(unknown)} for a person to find out, ${String(kills)} kills\n`,
    );
  });

  it('asks after each of them, and adds up when two weeks have gone by', async () => {
    await system.endsAt('before LetterDispatched is recorded', 20, () => system.passes(13));
    await system.start();
    await system.endsAt('before LetterDelivered is recorded', 20, () => system.passes(48));
    await system.start();
    await system.passes(24 * 12);
    const facts = await work.events();
    expect(standings(facts).filter(({ end }) => end === 'none' || end === 'handed-over' || end === 'accepted')).toEqual([]);
    expect(lettersAmiss(facts, work.shelf())).toEqual([]);
    expect(await work.complaints()).toEqual([]);
  });
});

describe('a carrier who is called twice for each letter', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rms-called-twice-'));
  const data = join(folder, 'data');
  const system = new BreakableSystem({ data, callsTwice: true });

  afterAll(async () => {
    await system.stop();
    rmSync(folder, { recursive: true });
  });

  it('is found out', async () => {
    const work = new LettersAtWork(system, data);
    await system.start();
    const who = readers(1, 5000);
    await work.register(who);
    await work.startFollowUps(who);
    await work.approve(await untilWaiting(work, 2));
    await system.quiet();
    expect(lettersAmiss(await work.events(), work.shelf())).toEqual([
      expect.stringContaining('was given to the carrier 2 times'),
      expect.stringContaining('was given to the carrier 2 times'),
    ]);
  });
});
