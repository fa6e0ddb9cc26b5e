import { describe, expect, it } from '@jest/globals';
import { tasteOfThisRelease } from './taste.js';

const taste = tasteOfThisRelease();
const moved = 'registration.training-clock-moved.v1';
const content = { to: '2026-03-04T09:00:00.000Z', systemAt: '2026-03-01T09:00:00.000Z' };

describe('what a release takes from the bus', () => {
  it('is every contract that it knows, and no other', () => {
    expect(taste.knows(moved)).toBe(true);
    expect(taste.knows('registration.training-clock-moved.v2')).toBe(false);
    expect(taste.knows('tombstone')).toBe(false);
  });
  it('is content as its contract says, and whatever was added to it since', () => {
    expect(taste.problemWith(moved, content)).toBeUndefined();
    expect(taste.problemWith(moved, { ...content, since: 'a later release' })).toBeUndefined();
  });
  it('is nothing of another shape: it names the field and the rule, and never the value', () => {
    const problem = taste.problemWith(moved, { ...content, to: 'George Allan' });
    expect(problem).toMatch(/^to \(/);
    expect(problem).not.toContain('Allan');
    expect(taste.problemWith(moved, { to: content.to })).toMatch(/^systemAt \(/);
    expect(taste.problemWith(moved, 7)).toMatch(/^the whole \(/);
  });
});
