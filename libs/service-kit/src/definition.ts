import type { Provider, Type } from '@nestjs/common';
import type { EventStore } from '@rms/event-sourcing';
import type { OwnHistory } from '@rms/messaging';
import type { Consumer, DocumentStore } from '@rms/read-models';
import type { Gauge } from '@rms/telemetry';
import type { Teller } from './history.js';
import type { Timers } from './timers/timers.js';

/** Work that goes on beside requests and messages, such as reading the intake log. */
export interface Background {
  start(): void;
  stop(): Promise<void>;
  /** Resolves when there is nothing left to do for now. */
  quiet(): Promise<void>;
}

/** What a service needs of others at the moment, in words without addresses. */
export interface Readiness {
  /** Without these it is of use to nobody. */
  readonly waitsFor: readonly string[];
  /** Without these it does less, and says so where it matters. */
  readonly without: readonly string[];
}

/** Everything there is to a service, assembled on its adapters. */
export interface ServiceDefinition {
  readonly name: string;
  readonly store: EventStore;
  readonly documents: DocumentStore;
  readonly consumer: Consumer;
  /** Services it hears, itself included. */
  readonly hears: readonly string[];
  /** Contracts it has handlers for. */
  readonly contracts: readonly string[];
  readonly history: OwnHistory;
  readonly tellers: readonly Teller[];
  /** Streams of this service about a patient, all his records' ids given. */
  readonly streamsOf: (trust: string, patients: readonly string[]) => Promise<readonly string[]>;
  readonly controllers: readonly Type[];
  readonly providers: readonly Provider[];
  readonly background: readonly Background[];
  /** Dates on which its aggregates must notice something. */
  readonly timers: readonly Timers[];
  /** Numbers that whoever watches over it should see, as they are at the moment; asked for whenever somebody looks. */
  readonly gauges?: () => Promise<readonly Gauge[]>;
  /** Looks whether somebody was lost, where it is this service that does. */
  readonly look?: () => Promise<void>;
}
