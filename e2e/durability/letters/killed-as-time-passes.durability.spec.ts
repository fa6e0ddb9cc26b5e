import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { BreakableSystem } from './breakable-system.js';
import { laddersAmiss } from './ladders-amiss.js';
import { lettersAmiss, standings } from './letters-amiss.js';
import { LettersAtWork, readers } from './letters-at-work.js';

jest.setTimeout(300_000);

const times = 2;
const asTestsBecomeOverdue = [
  'before TestBecameOverdue is recorded',
  'after TestBecameOverdue is recorded',
  'before LadderStepTaken is recorded',
  'after LadderStepTaken is recorded',
  'before LetterOwed is recorded',
  'before LetterDrafted is recorded',
];
const asNothingComesOfIt = [
  'before LadderStepTaken is recorded',
  'after LadderStepTaken is recorded',
  'before TaskOpened is recorded',
  'before ReviewOpened is recorded',
  'after ReviewOpened is recorded',
];
const kills = times * (asTestsBecomeOverdue.length + asNothingComesOfIt.length);

/** Nobody has a result. Each was operated on another day, so that their dates come one by one and steps of several fall between one another. */
const everybody = readers(16, 6000, (n) => ({ operatedDaysAgo: 4 * n }));

describe('a system that is killed again and again while dates come and pass', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rms-killed-dates-'));
  const data = join(folder, 'data');
  const system = new BreakableSystem({ data });
  const work = new LettersAtWork(system, data);

  beforeAll(async () => {
    await system.start();
    await work.register(everybody);
    await work.startFollowUps(everybody);
    await system.quiet();
    for (const points of [asTestsBecomeOverdue, asNothingComesOfIt])
      for (let n = 0; n < times; n += 1)
        for (const point of points) {
          await system.endsAt(point, 1, () => system.passes(24 * 150));
          await system.start();
        }
    await system.passes(24 * 150);
    await system.quiet();
  });
  afterAll(async () => {
    await system.stop();
    rmSync(folder, { recursive: true });
  });

  it('was killed at every point', () => {
    expect(system.kills).toBe(kills);
  });

  it('has missed no step of a ladder, taken none twice, and each on its day', async () => {
    const facts = await work.events();
    expect(facts.filter(({ type }) => type === 'TestBecameOverdue')).toHaveLength(everybody.length);
    expect(laddersAmiss(facts)).toEqual([]);
  });

  it('owes each reminder once, and each task is open once', async () => {
    const facts = await work.events();
    const owed = Map.groupBy(standings(facts), ({ news }) => news.split(' of ')[0]);
    expect([owed.get('test-missed')?.length, owed.get('test-missed-again')?.length]).toEqual([everybody.length, everybody.length]);
    expect(lettersAmiss(facts, work.shelf())).toEqual([]);
    expect(await work.complaints()).toEqual([]);
  });
});
