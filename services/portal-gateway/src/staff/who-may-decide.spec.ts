import { describe, expect, it } from '@jest/globals';
import { leftWithoutDecision, mayDecide, nobodyDecides, type PerhapsDeciding } from './who-may-decide.js';

const ruth: PerhapsDeciding = {
  person: 'ruth',
  roles: ['clinical-nurse-specialist'],
  trusts: ['ZT001'],
  registration: 'NMC 00A0001X',
  hasDecided: true,
};
const david: PerhapsDeciding = { ...ruth, person: 'david', roles: ['consultant'], trusts: ['ZT001', 'ZT002'] };
const tom: PerhapsDeciding = { person: 'tom', roles: ['letters-clerk'], trusts: ['ZT001'], hasDecided: false };
const out = (one: PerhapsDeciding): PerhapsDeciding => ({ ...one, outOfUse: { at: 'then' } });

describe('who may decide about patients', () => {
  it('is in use, in a role for it, under a registration', () => {
    const { registration: _, ...unregistered } = ruth;
    expect([ruth, tom, out(ruth), unregistered].map(mayDecide)).toEqual([true, false, false, false]);
  });
  it('is nobody where all who could are out of use, have lost the role or work elsewhere', () => {
    expect(nobodyDecides([ruth, tom], 'ZT001')).toBe(false);
    expect(nobodyDecides([out(ruth), tom], 'ZT001')).toBe(true);
    expect(nobodyDecides([{ ...ruth, roles: ['support-worker'] }, tom], 'ZT001')).toBe(true);
    expect(nobodyDecides([out(ruth), { ...david, trusts: ['ZT002'] }], 'ZT001')).toBe(true);
  });
  it('is not said to be nobody where nobody has signed in yet', () => expect(nobodyDecides([tom], 'ZT001')).toBe(false));
});

describe('putting somebody out of use, or taking a role', () => {
  const clerk = { roles: ['letters-clerk'] };
  it('leaves those trusts without a decision at which there is nobody else', () => {
    expect(leftWithoutDecision([ruth, tom], { person: 'ruth', then: out(ruth) })).toEqual(['ZT001']);
    expect(leftWithoutDecision([ruth, tom], { person: 'ruth', then: clerk })).toEqual(['ZT001']);
    expect(leftWithoutDecision([ruth, david], { person: 'david', then: out(david) })).toEqual(['ZT002']);
    expect(leftWithoutDecision([out(ruth), david], { person: 'david', then: clerk })).toEqual(['ZT001', 'ZT002']);
  });
  it('leaves none where somebody else is there, nothing is taken, or the person decided nothing', () => {
    expect(leftWithoutDecision([ruth, david], { person: 'ruth', then: out(ruth) })).toEqual([]);
    expect(leftWithoutDecision([ruth, tom], { person: 'ruth', then: { ...ruth, roles: ['consultant'] } })).toEqual([]);
    expect(leftWithoutDecision([ruth, tom], { person: 'tom', then: out(tom) })).toEqual([]);
  });
});
