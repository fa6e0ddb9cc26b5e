import { describe, expect, it } from '@jest/globals';
import { roleEffects } from './role-effects.js';

const nurse = { roles: ['clinical-nurse-specialist'], registration: 'NMC 00A0001X' };
const words = (...effects: ReturnType<typeof roleEffects>): readonly string[] => effects.map(({ what, how }) => `${what} ${how}`);

describe('what a change of roles will do', () => {
  it('says what is given, what is taken, and that decisions end with it', () => {
    expect(words(...roleEffects(nurse, { roles: ['support-worker'], registration: '' }))).toEqual([
      'Support worker is given, and holds with the next click.',
      'Clinical nurse specialist is taken, and is refused with the next click.',
      'Decisions about patients can no longer be recorded. A page that is open refuses the next click.',
      'The history says who changed this, and why.',
    ]);
  });
  it('says that decisions begin', () => {
    const effects = roleEffects({ roles: ['support-worker'] }, { roles: ['support-worker', 'consultant'], registration: 'GMC 0000001' });
    expect(words(...effects)).toContain('Decisions about patients may be recorded from now on.');
  });
  it('says of another number only that it is in the history', () => {
    expect(words(...roleEffects(nurse, { ...nurse, registration: 'NMC 00A0002X' }))).toEqual([
      'The history says who changed this, and why.',
    ]);
  });
  it('says that nothing changes where nothing does', () => {
    expect(words(...roleEffects(nurse, nurse))).toEqual(['Nothing changes and nothing is recorded.']);
  });
});
