import type { PortableEvent } from '@rms/event-sourcing';
import { present } from '@rms/nhs';
import { Refused, type FieldProblem, type Receipt, type ToldEvent } from '@rms/service-kit';
import { traceHeaders } from '@rms/telemetry';

export type OwnerName = 'registration' | 'results' | 'pathway' | 'letters' | 'alerting';
export type OwnerUrls = Readonly<Record<OwnerName, string>>;

/** A command's answer: where it left the stream, or why it had no effect. */
export type Answer =
  | { readonly done: true; readonly receipt: Receipt }
  | {
      readonly done: false;
      readonly status: number;
      readonly code: string;
      readonly sentence: string;
      readonly fields: readonly FieldProblem[];
    };

const patienceMs = 10_000;
const away = {
  done: false,
  status: 503,
  code: 'owner-away',
  sentence: 'This cannot be recorded at the moment. Nothing is known to be recorded, and nothing is recorded twice: try again.',
  fields: [],
} as const;

const asRecorded = (a: ToldEvent, b: ToldEvent): number => {
  if (a.recordedAt === b.recordedAt) return a.position - b.position;
  return a.recordedAt < b.recordedAt ? -1 : 1;
};

/** Whose history is asked for, by whose token. */
interface AskedFor {
  readonly trust: string;
  readonly records: readonly string[];
  readonly token: string;
}
interface Gathered<Event> {
  readonly events: readonly Event[];
  readonly missing: readonly OwnerName[];
}

/** The services that own aggregates, spoken to with the person's own token and never with one of our own. */
export class Owners {
  constructor(private readonly urls: () => OwnerUrls) {}

  /** Gives a command. Never throws: an owner that does not answer is an answer too. */
  async give(owner: OwnerName, path: string, order: { readonly token: string; readonly body: unknown }): Promise<Answer> {
    try {
      const response = await fetch(`${this.urls()[owner]}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${order.token}`, 'content-type': 'application/json', ...traceHeaders() },
        body: JSON.stringify(order.body),
        signal: AbortSignal.timeout(patienceMs),
      });
      const read = (await response.json()) as Receipt & {
        readonly code: string;
        readonly sentence: string;
        readonly fields?: readonly FieldProblem[];
      };
      return response.ok
        ? { done: true, receipt: read }
        : { done: false, status: response.status, code: read.code, sentence: read.sentence, fields: read.fields ?? [] };
    } catch {
      return away;
    }
  }

  /** A command about several things at once, which answers for each. `undefined` when the owner does not answer or takes none of it. */
  async command<T>(owner: OwnerName, path: string, order: { readonly token: string; readonly body: unknown }): Promise<T | undefined> {
    try {
      const response = await fetch(`${this.urls()[owner]}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${order.token}`, 'content-type': 'application/json', ...traceHeaders() },
        body: JSON.stringify(order.body),
        signal: AbortSignal.timeout(patienceMs),
      });
      return response.ok ? ((await response.json()) as T) : undefined;
    } catch {
      return undefined;
    }
  }

  /** Reads what only the owner has: sentences of the history, and what came through the door. `undefined` when it does not answer. */
  async ask<T>(owner: OwnerName, path: string, token: string): Promise<T | undefined> {
    try {
      const response = await fetch(`${this.urls()[owner]}${path}`, {
        headers: { authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(patienceMs),
      });
      return response.ok ? ((await response.json()) as T) : undefined;
    } catch {
      return undefined;
    }
  }

  /** A document that only its owner has: the page of a letter. `undefined` when there is none or the owner does not answer. One that is gone is refused. */
  async document(
    owner: OwnerName,
    path: string,
    token: string,
  ): Promise<{ readonly bytes: Uint8Array; readonly type: string } | undefined> {
    try {
      const response = await fetch(`${this.urls()[owner]}${path}`, {
        headers: { authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(patienceMs),
      });
      if (response.status === 410) throw new Refused(410, 'gone', ((await response.json()) as { readonly sentence: string }).sentence);
      if (!response.ok) return undefined;
      return { bytes: new Uint8Array(await response.arrayBuffer()), type: response.headers.get('content-type') ?? 'application/pdf' };
    } catch (error) {
      if (error instanceof Refused) throw error;
      return undefined;
    }
  }

  /** A patient's history from every owner, in the order it was recorded, and which owners did not answer. */
  async history(order: AskedFor & { readonly at: string | undefined }): Promise<Gathered<ToldEvent>> {
    const { events, missing } = await this.#gather<ToldEvent>(order, '', present({ at: order.at }));
    return { events: [...events].sort(asRecorded), missing };
  }

  /** A patient's streams from every owner as they are stored, in commit order, and which owners did not answer. */
  async stored(order: AskedFor): Promise<Gathered<PortableEvent>> {
    const { events, missing } = await this.#gather<PortableEvent>(order, '/stored', {});
    return { events: [...events].sort((a, b) => a.position - b.position), missing };
  }

  async #gather<Event>(order: AskedFor, what: string, more: Readonly<Record<string, string>>): Promise<Gathered<Event>> {
    const owners = ['registration', 'results', 'pathway', 'letters', 'alerting'] as const;
    const [first = '', ...also] = order.records;
    const query = new URLSearchParams({ also: also.join(','), ...more });
    const answers = await Promise.all(
      owners.map(async (owner) => ({
        owner,
        answer: await this.ask<{ readonly events: readonly Event[] }>(
          owner,
          `/trusts/${order.trust}/history/${first}${what}?${query.toString()}`,
          order.token,
        ),
      })),
    );
    return {
      events: answers.flatMap(({ answer }) => answer?.events ?? []),
      missing: answers.filter(({ answer }) => answer === undefined).map(({ owner }) => owner),
    };
  }
}
