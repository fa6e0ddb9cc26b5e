import { beforeAll, describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '@rms/event-sourcing';
import { asItStarts, liveThrough, type LivedRegion } from './lived-region.js';
import { toldOfByName } from './told-of-by-name.js';

const atTheLongestMs = 900_000;
const dataOf = ({ data }: StoredEvent): Record<string, unknown> => JSON.parse(Buffer.from(data).toString()) as Record<string, unknown>;

describe('the training region as npm start makes it', () => {
  let region: LivedRegion;
  let holders: ReadonlyMap<string, string>;
  beforeAll(async () => {
    region = await liveThrough(asItStarts);
    const claims = region.events.filter(({ type }) => type === 'IdentifierClaimed').map(dataOf);
    holders = new Map(claims.filter(({ authority }) => authority === 'NHS').map(({ id, patient }) => [String(id), String(patient)]));
  }, atTheLongestMs);

  const factsOf = (nhsNumber: string): ReadonlySet<string> =>
    new Set(region.events.filter(({ metadata }) => metadata['patient'] === holders.get(nhsNumber)).map(({ type }) => type));
  const waitingFor = (nhsNumber: string): readonly string[] =>
    region.waiting.filter(({ banner }) => banner?.nhsNumber === nhsNumber).map(({ kind }) => kind);

  it('loses none of its people', () => {
    expect(holders.size).toBe(150);
    expect(region.sums.flatMap(({ exceptions }) => exceptions)).toEqual([]);
    expect(region.sums.reduce((sum, { everEnrolled }) => sum + everEnrolled, 0)).toBe(149);
  });
  it('brings every message to one outcome, and parks nothing', () => {
    expect(region.outcomes.length).toBeGreaterThan(700);
    expect(region.outcomes.filter(({ outcome, effects }) => outcome === 'pending' || effects > 1)).toEqual([]);
    expect(region.parked).toEqual([]);
  });
  it.each(toldOfByName)('has of $name what the README says: $shows', ({ nhsNumber, facts, never = [], waits }) => {
    const number = nhsNumber.replaceAll(' ', '');
    const had = factsOf(number);
    expect(facts.filter((fact) => !had.has(fact))).toEqual([]);
    expect(never.filter((fact) => had.has(fact))).toEqual([]);
    if (waits !== undefined) expect(waitingFor(number)).toContain(waits);
  });
  it('leaves each trust work of several kinds, some of it late, and not more than a team can hold', () => {
    const byTrust = Map.groupBy(region.waiting, ({ trust }) => trust);
    for (const trust of ['ZT001', 'ZT002', 'ZT003']) {
      const waiting = byTrust.get(trust) ?? [];
      expect(new Set(waiting.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(2);
      expect(waiting.length).toBeLessThan(40);
    }
    expect(new Set(region.waiting.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(5);
    expect(region.waiting.some(({ dueOn }) => dueOn < region.bornOn)).toBe(true);
  });
});
