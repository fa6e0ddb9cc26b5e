import { systemClock } from '@rms/event-sourcing';
import type { Collection, Document } from '@rms/read-models';
import type { Host } from './host.js';

// A token holds for five minutes; one that was fetched a minute ago is still good for anything that is quick.
const goodForMs = 60_000;

/** The doors of the owners, as the training staff use them: real routes, their own tokens. */
export class OwnersDoors {
  readonly #tokens = new Map<string, { readonly token: string; readonly at: number }>();

  constructor(private readonly host: Pick<Host, 'ownerUrl' | 'tokenFor' | 'known'>) {}

  /** Answers whether the owner took it. Throws on anything but a refusal that means that it is so already or is so no longer. */
  async post(who: string, to: { readonly owner: string; readonly path: string }, body: object): Promise<boolean> {
    const response = await fetch(`${this.host.ownerUrl(to.owner)}${to.path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await this.#tokenOf(who)}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (response.ok) return true;
    if (response.status === 409) return false;
    throw new Error(`${who} was refused at ${to.owner}${to.path}: ${String(response.status)} ${await response.text()}`);
  }

  /** What the pages know, by one of their collections. */
  known<D extends Document>(collection: string): Collection<D> {
    return this.host.known<D>(collection);
  }

  async #tokenOf(who: string): Promise<string> {
    const now = systemClock.now();
    const held = this.#tokens.get(who);
    if (held !== undefined && now - held.at < goodForMs) return held.token;
    const token = await this.host.tokenFor(who);
    this.#tokens.set(who, { token, at: now });
    return token;
  }
}
