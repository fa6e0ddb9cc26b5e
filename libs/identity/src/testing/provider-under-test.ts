import type { KeyObject } from 'node:crypto';
import type { IsStillSo, SignInKeeper } from '../sign-in-keeper.js';
import type { Credentials, GatewayOfTests } from './code-flow.js';

/** A provider as the contract suites need it, with nobody in it at first. */
export interface ProviderUnderTest {
  readonly issuer: string;
  readonly gateway: GatewayOfTests;
  readonly serviceSecret: string;
  readonly keeper: SignInKeeper;
  /** One that has not been asked yet. */
  readonly isStillSo: () => IsStillSo;
  /** Gives somebody a password as if he had chosen it himself. */
  readonly choosePassword: (subject: string, password: string) => Promise<void>;
  /** The key with which the provider signs. */
  readonly signingKey: () => Promise<KeyObject>;
  /** A token of the same person from a provider, or realm, that is not this one. */
  readonly tokenOfAnotherRealm: () => Promise<string>;
  /** A token for somebody from this provider that was given to another application. */
  readonly tokenOfAnotherClient: (who: Credentials) => Promise<string>;
  readonly forgetEverybody: () => Promise<void>;
  readonly close: () => Promise<void>;
}
