import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import type { StoredEvent } from '../event-store.js';

/** A promise about the whole history, signed: so many events, with this root, at this time. */
export interface TreeHead {
  readonly version: 1;
  readonly size: number;
  readonly root: string;
  /** System clock, ISO instant in UTC. */
  readonly time: string;
  /** The public key, SubjectPublicKeyInfo in base64. */
  readonly key: string;
  /** Ed25519 over {@link signedText}, in base64. */
  readonly signature: string;
}
export type UnsignedHead = Pick<TreeHead, 'size' | 'root' | 'time'>;

// Seeds of Ed25519 are raw; node wants them in PKCS #8, whose beginning is the same for all of them (RFC 8410).
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A signing key from its seed of 32 bytes. */
export const sealingKey = (seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' });
const publicOf = (key: KeyObject): KeyObject => (key.type === 'public' ? key : createPublicKey(key));
const publicText = (key: KeyObject): string => publicOf(key).export({ format: 'der', type: 'spki' }).toString('base64');
/** The public key of a signing key as a PEM file, for whoever is to check heads. */
export const publicPem = (key: KeyObject): string => publicOf(key).export({ format: 'pem', type: 'spki' }).toString();
/** The public key of a PEM file as heads name it. Throws when the text is none. */
export const keyInPem = (pem: string): string => publicText(createPublicKey(pem));

/**
 * What an event is to the tree: its place in commit order, the store's own time, and the hash of its chain, which stands for
 * envelope, data and everything before it in its stream. Whoever checks a head recomputes the chain as well.
 */
export const leafOf = ({ position, storedAt, metadata }: StoredEvent): Uint8Array =>
  Buffer.from(`${String(position)}\n${storedAt}\n${metadata['hash'] ?? ''}`);

/** The bytes that are signed. */
export const signedText = ({ size, root, time }: UnsignedHead): Uint8Array =>
  Buffer.from(`rms tree head 1\n${String(size)}\n${root}\n${time}\n`);

export const signHead = (head: UnsignedHead, key: KeyObject): TreeHead => ({
  version: 1,
  ...head,
  key: publicText(key),
  signature: sign(null, signedText(head), key).toString('base64'),
});

/** Is the head signed by the key that it names? */
export const isSigned = (head: TreeHead): boolean => {
  try {
    const key = createPublicKey({ key: Buffer.from(head.key, 'base64'), format: 'der', type: 'spki' });
    return verify(null, signedText(head), key, Buffer.from(head.signature, 'base64'));
  } catch {
    return false;
  }
};

const isCount = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0;
const isText = (value: unknown): boolean => typeof value === 'string';

/** Reads one line of a file of heads; `undefined` when it is no head of a known version. */
export const readHead = (line: string): TreeHead | undefined => {
  try {
    const head = JSON.parse(line) as TreeHead;
    const isHead = (head.version as number) === 1 && isCount(head.size) && [head.root, head.time, head.key, head.signature].every(isText);
    return isHead ? head : undefined;
  } catch {
    return undefined;
  }
};
