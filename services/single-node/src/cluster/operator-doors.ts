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

  /** The dates of all services, as one. */
  timers(): readonly Timers[] {
    return [
      {
        name: 'the services of this region',
        next: async (after) => {
          const found = await this.#askAll<{ readonly wakes: readonly string[] }>(`next?after=${encodeURIComponent(after)}`, 'GET');
          return earliest(found.flatMap(({ wakes }) => wakes));
        },
        wakeDue: async () => (await this.#askAll<{ readonly woken: number }>('wake', 'POST')).reduce((sum, { woken }) => sum + woken, 0),
      },
    ];
  }

  /** Resolves when each service has dealt with what it had heard or received. */
  async finishOpenWork(): Promise<void> {
    await this.#askAll('quiet', 'POST');
  }

  /** Looks whether somebody was lost on the way. */
  async look(): Promise<void> {
    await this.#askAll('look', 'POST');
  }

  /** Which build of its read model a service has open; nothing where it does not answer. */
  async openAt(service: string): Promise<number | undefined> {
    try {
      return (await this.#ask<{ readonly generation: number }>(service, 'read-model', 'GET')).generation;
    } catch (error) {
      if (error instanceof StartRefused) return undefined;
      throw error;
    }
  }

  #askAll<Answer>(what: string, method: 'GET' | 'POST'): Promise<readonly Answer[]> {
    return Promise.all([...this.parts.services.keys()].map((service) => this.#ask<Answer>(service, what, method)));
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
