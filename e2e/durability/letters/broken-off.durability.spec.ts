import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { BreakableSystem } from './breakable-system.js';
import { lettersAmiss, standings, type Standing } from './letters-amiss.js';
import { LettersAtWork, readers, untilWaiting } from './letters-at-work.js';

// Each patient is owed four letters: that the follow-up began and that the result is good, to him and to his practice.
const lettersEach = 4;
const everybody = readers(7, 3000);

/** The system is made to end, as by SIGKILL, at each point on a letter’s way out, while others are on theirs. */
describe('a system that is broken off', () => {
  jest.setTimeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'rms-broken-off-'));
  const system = new BreakableSystem({ data: join(folder, 'data') });
  const work = new LettersAtWork(system, join(folder, 'data'));

  /** Starts it again, waits until all that was left has been done, and looks at every letter. */
  const after = async (): Promise<readonly Standing[]> => {
    await system.start();
    await system.quiet();
    const facts = await work.events();
    expect(lettersAmiss(facts, work.shelf())).toEqual([]);
    return standings(facts);
  };
  const ends = (letters: readonly Standing[]): Readonly<Record<string, number>> =>
    Object.fromEntries([...Map.groupBy(letters, ({ end }) => end)].map(([end, those]) => [end, those.length]));
  /** Four letters are approved at once, and it ends with the second of them at that point. */
  const approvesUntil = async (point: string): Promise<readonly Standing[]> => {
    const next = (await work.waiting()).slice(0, lettersEach);
    expect(next).toHaveLength(lettersEach);
    const isOneOfThem = ({ letter }: { readonly letter: string }): boolean => next.some((one) => one.letter === letter);
    await system.endsAt(point, 2, () => work.approve(next));
    await after();
    // Where the first left before the last was approved, its approval was cut off: the clerk sees it still waiting and approves it again.
    const cutOff = (await work.waiting()).filter(isOneOfThem);
    if (cutOff.length > 0) await work.approve(cutOff);
    await system.quiet();
    const facts = await work.events();
    expect(lettersAmiss(facts, work.shelf())).toEqual([]);
    return standings(facts).filter(isOneOfThem);
  };

  beforeAll(async () => {
    await system.start();
    await work.register(everybody);
    await work.startFollowUps(everybody.slice(1));
    await work.reportGoodNews(everybody.slice(1));
    await untilWaiting(work, (everybody.length - 1) * lettersEach);
    // A letter that waits may still be written anew, and would be the one with which it ends.
    await system.quiet();
  });
  afterAll(async () => {
    await system.stop();
    rmSync(folder, { recursive: true });
  });

  it('while a letter is written: it is written', async () => {
    await system.endsAt('before LetterDrafted is recorded', 2, () => work.startFollowUps(everybody.slice(0, 1)));
    const found = await after();
    expect(found.filter(({ isApproved }) => !isApproved)).toHaveLength(everybody.length * lettersEach - 2);
    expect((await work.waiting()).length).toBe(everybody.length * lettersEach - 2);
  });

  it.each([
    ['before the hand-over is recorded: it is handed over, once', 'before LetterHandedOver is recorded', { accepted: 4 }],
    [
      'after it is recorded and before the carrier is called: a person finds out',
      'after LetterHandedOver is recorded',
      { accepted: 3, unknown: 1 },
    ],
    ['when the carrier is about to be called: a person finds out', 'before the carrier is called', { accepted: 3, unknown: 1 }],
    [
      'when the carrier has taken it and nobody knows: he is asked, and never given it again',
      'after the carrier has taken it',
      { accepted: 4 },
    ],
    [
      'before the carrier’s answer is recorded: he is asked, and never given it again',
      'before LetterAccepted is recorded',
      { accepted: 4 },
    ],
  ])('%s', async (_what, point, expected) => {
    expect(ends(await approvesUntil(point))).toEqual(expected);
  });

  it('when proof is asked for and not yet recorded: he is asked again', async () => {
    const before = ends(standings(await work.events()));
    await system.endsAt('before LetterDispatched is recorded', 3, () => system.passes(13));
    await after();
    await system.passes(1);
    expect(ends(standings(await work.events()))).toEqual({ none: before['none'], unknown: 2, proven: before['accepted'] });
  });

  it('when a date has passed and that is not yet recorded: it is noticed, and everything adds up', async () => {
    await system.endsAt('before LetterBecameLate is recorded', 2, () => system.passes(24 * 7));
    await after();
    await system.passes(24);
    const facts = await work.events();
    const late = facts.filter(({ type }) => type === 'LetterBecameLate').map(({ stream }) => stream);
    // Six wait for approval, and of two nobody knows whether they went: each is noticed once.
    expect([new Set(late).size, late.length]).toEqual([8, 8]);
    expect(lettersAmiss(facts, work.shelf())).toEqual([]);
    expect(await work.complaints()).toEqual([]);
    expect(system.kills).toBe(8);
  });
});
