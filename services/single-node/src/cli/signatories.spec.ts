import { describe, expect, it } from '@jest/globals';
import { signatoriesFrom } from './signatories.js';

describe('who signs a protocol', () => {
  it('is two clinicians by name and registration', () =>
    expect(signatoriesFrom(['David Penrose, GMC 0000001', 'Ruth Adeyemi, nmc 00a0001x'])).toBe(
      'David Penrose, GMC 0000001 and Ruth Adeyemi, NMC 00A0001X',
    ));
  it.each([
    [['David Penrose, GMC 0000001'], 'Two different clinicians'],
    [['David Penrose, GMC 0000001', 'D. Penrose, gmc0000001'], 'Two different clinicians'],
    [['David Penrose', 'Ruth Adeyemi, NMC 00A0001X'], '"David Penrose" is not a name and a registration'],
    [[`${'A'.repeat(490)}, GMC 0000001`, 'Ruth Adeyemi, NMC 00A0001X'], 'characters long together'],
    [[', GMC 0000001', 'Ruth Adeyemi, NMC 00A0001X'], '", GMC 0000001" is not a name and a registration'],
  ])('is refused otherwise: %j', (texts, says) => expect(() => signatoriesFrom(texts)).toThrow(says));
});
