import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';

/** Signs text so that an outsider can check it with the public key alone. */
export interface Signer {
  /** The public key: SPKI, DER, base64. */
  readonly key: string;
  /** Ed25519 signature over the UTF-8 bytes of a text, base64. */
  readonly sign: (text: string) => string;
}

// An Ed25519 private key as PKCS #8 is this prefix and the 32 bytes of its seed (RFC 8410).
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A signer from a secret of 32 bytes, in hex. */
export const signerFrom = (secret: string): Signer => {
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8Prefix, Buffer.from(secret, 'hex')]), format: 'der', type: 'pkcs8' });
  return {
    key: createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64'),
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64'),
  };
};

/** Was this text signed with the private half of this public key? False for anything that is no Ed25519 key or no signature. */
export const isSigned = (text: string, { signature, key }: { readonly signature: string; readonly key: string }): boolean => {
  try {
    const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
    return publicKey.asymmetricKeyType === 'ed25519' && verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
};
