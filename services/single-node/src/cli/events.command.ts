import { watch } from 'node:fs';
import { readHistory, historyFile, type StoredEvent } from '@rms/event-sourcing';
import { defaultData, operatorFrom } from '../config.js';
import { birthWithHistory } from '@rms/service-kit/embedded';
import { recordReadingOf } from '../directory/record-reading.js';
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

/** The stored history in commit order, one JSON object a line. */
export const eventsCommand = async (options: EventsOptions): Promise<void> => {
  const data = options.data ?? defaultData();
  birthWithHistory(data);
  const since = Number(options.since ?? '0');
  if (!Number.isInteger(since) || since < 0) throw new TypeError(`--since must be a position, 0 or more, not "${options.since ?? ''}"`);
  await recordReadingOf(data, { operator: operatorFrom(), what: options.stream === undefined ? 'all events' : 'the events of one stream' });
  let last = since;
  const print = (): void => {
    for (const event of readHistory(data, last)) {
      last = event.position;
      if (options.stream === undefined || event.stream === options.stream) say(JSON.stringify(shownEvent(event)));
    }
  };
  print();
  if (options.follow !== true) return;
  const watcher = watch(`${historyFile(data)}-wal`, { persistent: true }, () => {
    print();
  });
  const timer = setInterval(print, everyMs);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  watcher.close();
  clearInterval(timer);
};
