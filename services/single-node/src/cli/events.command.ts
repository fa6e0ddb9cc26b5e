import type { StoredEvent } from '@rms/event-sourcing';
import { operatorFrom } from '../config.js';
import type { HistoryAtHand } from '../history/history-at-hand.js';
import { withHistory } from '../history/open-history.js';
import { say } from './output.js';
import type { ReadOptions } from './outcomes.command.js';

export interface EventsOptions extends ReadOptions {
  readonly since?: string;
  readonly follow?: boolean;
  readonly stream?: string;
}

const everyMs = 250;

/** One stored event as the command line shows it: envelope and data, in one object. */
export const shownEvent = (event: StoredEvent): object => {
  const m = event.metadata;
  const optional = Object.fromEntries(
    (['occurredAt', 'occurredOn', 'onBehalfOf', 'patient', 'causationId'] as const).flatMap((name) =>
      m[name] === undefined ? [] : [[name, m[name]]],
    ),
  );
  return {
    position: event.position,
    stream: event.stream,
    revision: event.revision,
    published: m['published'] === undefined ? null : Number(m['published']),
    id: event.id,
    type: event.type,
    schema: Number(m['schema']),
    trust: m['trust'],
    ...optional,
    recordedAt: m['recordedAt'],
    storedAt: event.storedAt,
    actor: m['actor'],
    role: m['role'],
    commandId: m['commandId'],
    correlationId: m['correlationId'],
    prev: m['prev'],
    hash: m['hash'],
    data: JSON.parse(Buffer.from(event.data).toString()) as unknown,
  };
};

// One look at a time: what is stored meanwhile is printed by the next.
const printNow = (history: HistoryAtHand, { since, stream }: { readonly since: number; readonly stream: string | undefined }) => {
  let [last, running] = [since, Promise.resolve()];
  const print = async (): Promise<void> => {
    for await (const event of history.read(last)) {
      last = event.position;
      if (stream === undefined || event.stream === stream) say(JSON.stringify(shownEvent(event)));
    }
  };
  return (): Promise<void> => (running = running.then(print));
};

const toldToStop = (): Promise<void> =>
  new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });

/** The stored history in commit order, one JSON object a line. */
export const eventsCommand = (options: EventsOptions): Promise<void> =>
  withHistory(options.data, async (history) => {
    const since = Number(options.since ?? '0');
    if (!Number.isInteger(since) || since < 0) throw new TypeError(`--since must be a position, 0 or more, not "${options.since ?? ''}"`);
    const { stream } = options;
    await history.recordReading({ operator: operatorFrom(), what: stream === undefined ? 'all events' : 'the events of one stream' });
    const print = printNow(history, { since, stream });
    await print();
    if (options.follow !== true) return;
    const failed = new Promise<never>((_, reject) => {
      const timer = setInterval(() => {
        print().catch(reject);
      }, everyMs);
      timer.unref();
    });
    // The timer alone does not keep the process: whoever follows waits to be told.
    const waiting = setInterval(() => undefined, 60_000);
    await Promise.race([toldToStop(), failed]).finally(() => {
      clearInterval(waiting);
    });
  });
