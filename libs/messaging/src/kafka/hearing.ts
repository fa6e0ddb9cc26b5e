import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '@rms/event-sourcing';
import type { Consumer } from 'kafkajs';
import type { Subscriber } from '../bus.js';
import type { Place, Places } from '../places.js';
import type { PublishedHistory } from '../published-history.js';
import type { Assignment, Part } from './assignment.js';
import type { Bringing } from './bringing.js';
import type { BrokerEnds } from './broker-ends.js';
import type { KafkaSettings } from './client.js';
import type { Standing } from './liveness.js';
import type { Taste } from './read-record.js';
import type { Doubt, Ends } from './where-to-begin.js';

/** A partition could not be relied on, and its owner was asked for what is outstanding. */
export interface BusIncident {
  readonly group: string;
  readonly kind: Doubt;
  readonly topic: string;
  readonly partition: number;
  /** The next offset expected; -1 where nobody knew. */
  readonly expected: number;
  readonly ends: Ends;
  /** Position from which the owner was asked. */
  readonly through: number;
}

/** A consumer that no longer moves: it is to say that it is not ready, and to end. No partition is named where it never joined its group. */
export interface Stalled {
  readonly group: string;
  readonly partitions: readonly Standing[];
}

/** Milliseconds. */
export interface Timing {
  readonly sessionMs: number;
  readonly rebalanceMs: number;
  readonly heartbeatEveryMs: number;
  /** How often it asks a broker how far there is to go. */
  readonly lookEveryMs: number;
  readonly stalledAfterMs: number;
  readonly leftBehindAfterMs: number;
  /** How often the place of a partition is written down while it is being read, and while nothing of it arrives. */
  readonly placeEveryMs: number;
  readonly restingPlaceEveryMs: number;
  readonly ownerPauseMs: number;
}
export const usualTiming: Timing = {
  sessionMs: 15_000,
  rebalanceMs: 60_000,
  heartbeatEveryMs: 3000,
  lookEveryMs: 5000,
  stalledAfterMs: 60_000,
  leftBehindAfterMs: 110_000,
  placeEveryMs: 1000,
  restingPlaceEveryMs: 30_000,
  ownerPauseMs: 1000,
};

export interface KafkaBusOptions {
  readonly kafka: KafkaSettings;
  /** Of every service that anybody on this bus hears. */
  readonly histories: ReadonlyMap<string, PublishedHistory>;
  /** Where a group keeps its places: with its read model. */
  readonly places: (group: string) => Places;
  readonly taste: Taste;
  /** The system clock. */
  readonly clock: Clock;
  readonly prefix?: string;
  readonly timing?: Partial<Timing>;
  /** Resolves when this process has published what it stored. */
  readonly published?: () => Promise<void>;
  /** Told of each failure; what failed is tried again. */
  readonly onFailure: (group: string, error: unknown) => void;
  readonly onIncident: (incident: BusIncident) => void;
  readonly onStalled: (stalled: Stalled) => void;
  /** The client has given up: the process is to end. */
  readonly onFatal: (group: string, error: unknown) => void;
}

export interface Counts {
  duplicates: number;
  incidents: number;
  unreadable: number;
}

/** What the parts of one subscription share. */
export interface Hearing {
  readonly options: KafkaBusOptions;
  readonly timing: Timing;
  readonly subscriber: Subscriber;
  readonly topics: readonly string[];
  readonly consumer: Consumer;
  readonly places: Places;
  readonly ends: BrokerEnds;
  readonly bringing: Bringing;
  readonly assignment: Assignment;
  readonly counts: Counts;
  readonly isStopping: () => boolean;
  /** Called when a partition has come further. */
  readonly onMoved: () => void;
}

export const tellFailure = ({ options, subscriber }: Hearing, error: unknown): void => {
  options.onFailure(subscriber.group, error);
};

/** Writes down the place of a partition where it has changed. What cannot be written now is written with the next. */
export const writeDown = async (hearing: Hearing, part: Part): Promise<Place | undefined> => {
  const place = part.unwritten();
  if (place === undefined) return undefined;
  try {
    await hearing.places.write(place);
    part.wasWritten(place, hearing.options.clock.now());
    return place;
  } catch (error) {
    tellFailure(hearing, error);
    return undefined;
  }
};

/** Does work until it succeeds or is no longer wanted; nothing in that case. */
export const untilDone = async <T>(hearing: Hearing, isWanted: () => boolean, work: () => Promise<T>): Promise<T | undefined> => {
  while (isWanted()) {
    try {
      return await work();
    } catch (error) {
      tellFailure(hearing, error);
      await pause(hearing.timing.ownerPauseMs);
    }
  }
  return undefined;
};
