import type { Timers } from '@rms/service-kit';
import { StartRefused } from '@rms/service-kit/standing';

const answersWithinMs = 120_000;

interface Services {
  readonly services: ReadonlyMap<string, string>;
  /** A token that the issuer gives to operators. */
  readonly token: () => Promise<string>;
}

// A date is noticed in the morning.
const comparable = (wakeAt: string): string => (wakeAt.length === 10 ? `${wakeAt}T07` : wakeAt);
const earliest = (wakes: readonly string[]): string | undefined => wakes.toSorted((a, b) => (comparable(a) < comparable(b) ? -1 : 1)).at(0);

/** What the services of a cluster do for whoever moves the training clock. */
export class OperatorDoors {
  constructor(private readonly parts: Services) {}

  /** The dates of every service, as one. */
  timers(): readonly Timers[] {
    return [...this.parts.services.keys()].map((service) => ({
      name: service,
      next: async (after) =>
        earliest((await this.#ask<{ readonly wakes: readonly string[] }>(service, `next?after=${encodeURIComponent(after)}`, 'GET')).wakes),
      wakeDue: async () => (await this.#ask<{ readonly woken: number }>(service, 'wake', 'POST')).woken,
    }));
  }

  /** Resolves when each service has dealt with what it had heard or received, one after the other. */
  async finishOpenWork(): Promise<void> {
    for (const service of this.parts.services.keys()) await this.#ask(service, 'quiet', 'POST');
  }

  /** Looks whether somebody was lost on the way. */
  async look(): Promise<void> {
    for (const service of this.parts.services.keys()) await this.#ask(service, 'look', 'POST');
  }

  async #ask<Answer>(service: string, what: string, method: 'GET' | 'POST'): Promise<Answer> {
    const url = `${this.parts.services.get(service) ?? ''}/operator/${what}`;
    const response = await fetch(url, {
      method,
      headers: { authorization: `Bearer ${await this.parts.token()}` },
      signal: AbortSignal.timeout(answersWithinMs),
    }).catch((error: unknown) => {
      throw new StartRefused(`${service} does not answer at ${url}: ${error instanceof Error ? error.message : String(error)}`);
    });
    if (!response.ok) throw new StartRefused(`${service} answered ${String(response.status)} at ${url}: ${await response.text()}`);
    return (await response.json()) as Answer;
  }
}
