import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { Clock } from '@rms/event-sourcing';

interface PublishedKey extends JsonWebKey {
  readonly kid?: string;
  readonly use?: string;
  readonly alg?: string;
}

const betweenFetchesMs = 10_000;
const afterAFailureMs = 1000;
const freshForMs = 10 * 60_000;
const withinMs = 5000;

const signsTokens = ({ kid, kty, use = 'sig', alg = 'RS256' }: PublishedKey): boolean =>
  typeof kid === 'string' && kty === 'RSA' && use === 'sig' && alg === 'RS256';

/**
 * The realm's public keys, held in memory. Whoever sends tokens with made-up key ids makes us ask the realm once in ten seconds and no
 * oftener, one request at a time; what is held goes on counting while the realm does not answer.
 */
export class RealmKeys {
  #held: ReadonlyMap<string, KeyObject> = new Map();
  #fetching: Promise<void> | undefined;
  #notBefore = 0;
  #freshUntil = 0;

  constructor(
    private readonly issuer: string,
    private readonly clock: Clock,
  ) {}

  /** The key of that id, as it is held now. Throws where there is none. */
  of(kid: string): KeyObject {
    const key = this.#held.get(kid);
    if (key === undefined) throw new Error('The realm has no such key.');
    return key;
  }

  /** Sees to it that the key of that id is held, if the realm has it. False where no key was ever had, so that no token can be judged. */
  async areThere(kid: string): Promise<boolean> {
    if (!this.#held.has(kid)) await this.#fetched();
    // A key that was taken out of the realm must not count for ever; nobody waits for that to be found out.
    else if (this.#freshUntil < this.clock.now()) void this.#fetched();
    return this.#held.size > 0;
  }

  async #fetched(): Promise<void> {
    if (this.#fetching === undefined && this.clock.now() < this.#notBefore) return;
    this.#fetching ??= this.#fetch().finally(() => {
      this.#fetching = undefined;
    });
    await this.#fetching;
  }

  async #fetch(): Promise<void> {
    try {
      const answer = await fetch(`${this.issuer}/protocol/openid-connect/certs`, { signal: AbortSignal.timeout(withinMs) });
      const { keys } = (await answer.json()) as { readonly keys: readonly PublishedKey[] };
      const published = keys.filter(signsTokens).map((key) => [key.kid ?? '', createPublicKey({ key, format: 'jwk' })] as const);
      if (!answer.ok || published.length === 0) throw new Error('The realm publishes no keys.');
      this.#held = new Map(published);
      this.#notBefore = this.clock.now() + betweenFetchesMs;
      this.#freshUntil = this.clock.now() + freshForMs;
    } catch {
      this.#notBefore = this.clock.now() + afterAFailureMs;
    }
  }
}
