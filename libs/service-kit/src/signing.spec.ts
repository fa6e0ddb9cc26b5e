import { describe, expect, it } from '@jest/globals';
import { isSigned, signerFrom } from './signing.js';

describe('a signature', () => {
  // RFC 8032, section 7.1, test 2: the message is the one byte 72.
  const signer = signerFrom('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb');
  it('is the one that RFC 8032 gives', () => {
    expect(Buffer.from(signer.key, 'base64').subarray(-32).toString('hex')).toBe(
      '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    );
    expect(Buffer.from(signer.sign('r'), 'base64').toString('hex')).toBe(
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    );
  });
  it('fits its text and no other, and its key and no other', () => {
    const signature = signer.sign('nobody is lost');
    expect(isSigned('nobody is lost', { signature, key: signer.key })).toBe(true);
    expect(isSigned('somebody is lost', { signature, key: signer.key })).toBe(false);
    expect(isSigned('nobody is lost', { signature, key: signerFrom('00'.repeat(32)).key })).toBe(false);
  });
  it.each(['', 'no key', 'AAAA'])('of %j is none', (junk) => {
    expect(isSigned('x', { signature: junk, key: junk })).toBe(false);
  });
});
