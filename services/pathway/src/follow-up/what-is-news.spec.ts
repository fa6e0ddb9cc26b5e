import { describe, expect, it } from '@jest/globals';
import type { FollowUpCommand, FollowUpEvent } from './follow-up.facts.js';
import { consider, given, psa, run, start } from './follow-up.fixture.js';

/** The date by which he is told of what the first of these says; `undefined` for a letter that is not promised. */
const toldBy = (past: readonly FollowUpEvent[], command: FollowUpCommand): unknown => {
  const [first] = given(...past).when(command).events;
  expect(first).toMatchObject({ type: 'ResultInterpreted', reading: 'under-limit' });
  return (first as { readonly letterBy?: string }).letterBy;
};
const good = (sampledOn: string) => psa('0.03', sampledOn);

describe('a result under the limit', () => {
  it('is told where its sample was taken since the start, however late it comes', () => {
    expect(toldBy(run(start()), consider('2026-06-01', good('2026-03-01')))).toBe('2026-06-08');
    expect(toldBy(run(start()), consider('2026-06-01', good('2025-10-20')))).toBe('2026-06-08');
  });
  it('is told of an older sample for 35 days', () => {
    expect(toldBy(run(start()), consider('2025-11-23', good('2025-10-19')))).toBe('2025-11-30');
    expect(toldBy(run(start()), consider('2025-11-24', good('2025-10-19')))).toBeUndefined();
  });
  it('is told for 35 days in follow-ups that do not know the day of their start', () => {
    const [begun, ...rest] = run(start());
    const { on: _, ...older } = begun as Extract<FollowUpEvent, { type: 'FollowUpStarted' }>;
    expect(toldBy([older, ...rest], consider('2026-04-06', good('2026-03-01')))).toBeUndefined();
    expect(toldBy([older, ...rest], consider('2026-04-05', good('2026-03-01')))).toBe('2026-04-12');
  });
  it('is not told beside one of the same day or later that is not, in whichever order the two come', () => {
    const bad = { ...psa('0.21', '2026-03-05'), result: 'another' };
    const known = run(start(), consider('2026-03-06', bad));
    expect(toldBy(known, consider('2026-03-07', good('2026-03-01')))).toBeUndefined();
    expect(toldBy(known, consider('2026-03-07', good('2026-03-05')))).toBeUndefined();
    expect(toldBy(known, consider('2026-03-10', good('2026-03-09')))).toBe('2026-03-17');
  });
  it('is told once, where another of his follow-ups tells him', () => {
    const command = { ...consider('2026-03-03', good('2026-03-01')), toldElsewhere: ['r-2026-03-01'] } as FollowUpCommand;
    expect(toldBy(run(start()), command)).toBeUndefined();
  });
});
