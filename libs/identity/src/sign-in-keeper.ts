import type { Person } from './roles.js';

/** A member of staff as the facts about staff say: what the identity provider must let him or her be. */
export interface FollowedMember {
  readonly subject: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly trusts: readonly string[];
  readonly registration?: string;
  readonly outOfUse: boolean;
  /** Where an administrator gave one: the sign-in is made under it if it is not there. */
  readonly username?: string;
}

/** What is kept of a sign-in that is no fact about a person. */
export interface KeptSignIn {
  readonly subject: string;
  readonly username: string;
  /** When the person last signed in, by the clinical clock; absent when never, or when nobody noted it. */
  readonly lastSignedInAt?: string;
  /** A first password was given and has not been replaced yet. */
  readonly mustChangePassword: boolean;
}

/** Whoever keeps the sign-ins follows the facts about staff; it never decides who somebody is. */
export interface SignInKeeper {
  kept(): Promise<readonly KeptSignIn[]>;
  /** Keeps a username for somebody before anything is recorded of him. False where another has it. */
  reserve(username: string, subject: string): Promise<boolean>;
  /** Lets go a username that was reserved and came to nothing. */
  release(subject: string): Promise<void>;
  /** Makes roles, trusts, registration and whether somebody is in use what the facts say. Signs out who is out of use. Safe to repeat. */
  follow(member: FollowedMember): Promise<void>;
  /** Makes a password that is shown once and must be replaced at the next sign-in. */
  giveFirstPassword(subject: string): Promise<string>;
  noteSignIn(subject: string, at: string): Promise<void>;
}

/** The token a person came with, and whether what he asks for is to be recorded. */
export interface TokenUse {
  readonly token: string;
  readonly writes: boolean;
}

/**
 * Whether what a token says of a person is still so: in use, with these roles, trusts and registration. Who writes is always asked
 * about; of who reads, an answer of half a minute ago will do. Rejects with `CannotBeChecked` where nobody can say and something is
 * to be recorded.
 */
export type IsStillSo = (person: Person, use: TokenUse) => boolean | Promise<boolean>;
