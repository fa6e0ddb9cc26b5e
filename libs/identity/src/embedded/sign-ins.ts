import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Role } from '../roles.js';

const derive = promisify(scrypt) as (password: string, salt: Buffer, length: number) => Promise<Buffer>;

/** A person who can sign in at the embedded provider. */
export interface SignIn {
  readonly username: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly trusts: readonly string[];
  readonly registration?: string;
  /** What this person does here, for the training sign-in page. */
  readonly does: string;
}

export interface StoredSignIn extends SignIn {
  readonly subject: string;
  /** Empty where no password has been given yet: nothing matches it. */
  readonly passwordHash: string;
  /** May not sign in, and has no token that is taken. */
  readonly outOfUse?: boolean;
  readonly mustChangePassword?: boolean;
  /** By the clinical clock. */
  readonly lastSignedInAt?: string;
}

/** scrypt with a salt of its own, `salt:hash` in hex. */
export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(16);
  return `${salt.toString('hex')}:${(await derive(password, salt, 32)).toString('hex')}`;
};

/** Constant-time comparison against a stored hash. */
export const isPassword = async (password: string, stored: string): Promise<boolean> => {
  const [salt = '', hash = ''] = stored.split(':');
  const expected = Buffer.from(hash, 'hex');
  const actual = await derive(password, Buffer.from(salt, 'hex'), 32);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
};
