import { StoreUnavailable } from '@rms/event-sourcing';
import type { PublishedHistory } from './published-history.js';

/** The doors of an owner, as another service reaches them. */
export interface HistoryDoor {
  readonly service: string;
  /** Where the owner listens, such as `http://results:3000`. */
  readonly url: string;
  /** A token of this service, good for now. */
  readonly token: () => Promise<string>;
  /** How long an answer may take, milliseconds. */
  readonly fetchWithinMs?: number;
}

type Page = Awaited<ReturnType<PublishedHistory['since']>>;
const tenSeconds = 10_000;

const whyOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
const hasDeliveries = (answer: unknown): answer is Pick<Page, 'deliveries'> => isRecord(answer) && Array.isArray(answer['deliveries']);
const isPage = (answer: unknown): answer is Page =>
  hasDeliveries(answer) &&
  'through' in answer &&
  typeof answer.through === 'number' &&
  'atEnd' in answer &&
  typeof answer.atEnd === 'boolean';

/** Asks one door. Rejects with `StoreUnavailable` whatever went wrong: the question is good, and is asked again later. */
const ask = async <Answer>(door: HistoryDoor, path: string, isAnswer: (answer: unknown) => answer is Answer): Promise<Answer> => {
  const refused = (why: string): StoreUnavailable => new StoreUnavailable(why, `The published history of ${door.service}`);
  const request = async (): Promise<unknown> => {
    const response = await fetch(new URL(path, door.url), {
      headers: { authorization: `Bearer ${await door.token()}`, accept: 'application/json' },
      signal: AbortSignal.timeout(door.fetchWithinMs ?? tenSeconds),
      redirect: 'error',
    });
    if (response.ok) return response.json();
    await response.body?.cancel();
    throw new Error(`it answered ${response.status}`);
  };
  const answer = await request().catch((error: unknown) => {
    throw refused(whyOf(error));
  });
  if (isAnswer(answer)) return answer;
  throw refused('its answer has another shape');
};

/**
 * The published history of a service in another process, from its doors `GET /published/…`. Rejects with `StoreUnavailable` where
 * the owner does not answer, or not as agreed.
 */
export const httpPublishedHistory = (door: HistoryDoor): PublishedHistory => ({
  service: door.service,
  ofStream: async (stream, after) =>
    (await ask(door, `/published/stream/${encodeURIComponent(stream)}?after=${after}`, hasDeliveries)).deliveries,
  since: (position, limit) => ask(door, `/published/since/${position}?limit=${limit}`, isPage),
});
