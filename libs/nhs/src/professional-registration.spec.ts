import { describe, expect, it } from '@jest/globals';
import { parseRegistration } from './professional-registration.js';

describe('a professional registration', () => {
  it.each([
    ['NMC 00A0001X', 'NMC 00A0001X'],
    ['nmc 00a0001x', 'NMC 00A0001X'],
    ['NMC00A0001X', 'NMC 00A0001X'],
    [' GMC  0000001 ', 'GMC 0000001'],
    ['GMC 000 0001', 'GMC 0000001'],
    ['HCPC PH00001', 'HCPC PH00001'],
    ['HCPC DT000001', 'HCPC DT000001'],
  ])('%p is read as %p', (text, read) => expect(parseRegistration(text)).toBe(read));
  it.each([
    [''],
    ['GMC'],
    ['0000001'],
    ['GMC 000001'],
    ['GMC 00000011'],
    ['NMC 0000001'],
    ['RCN 00A0001X'],
    ['GMC NMC 0000001'],
    ['NMC 00A0001'],
  ])('%p is none', (text) => expect(parseRegistration(text)).toBeUndefined());
});
