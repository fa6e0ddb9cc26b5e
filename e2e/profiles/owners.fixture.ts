import { alertingHistory, assembleAlerting } from '@rms/alerting';
import { derivedId, execute, instantText, randomId, type Aggregate } from '@rms/event-sourcing';
import { MemoryEventStore } from '@rms/event-sourcing/testing';
import { openDoor, type NewMessage, type Refusal } from '@rms/intake';
import { MemoryIntakeLog } from '@rms/intake/testing';
import { assembleLetters, lettersHistory, lettersInMemory } from '@rms/letters';
import { embeddedBus, type Bus, type OwnHistory } from '@rms/messaging';
import { regionWide } from '@rms/nhs';
import { assemblePathway, pathwayHistory } from '@rms/pathway';
import { openSqliteDocuments } from '@rms/read-models';
import { assembleRegistration, feed, registrationHistory } from '@rms/registration';
import { assembleResults, resultsHistory } from '@rms/results';
import { signerFrom, type AssemblyPorts, type ServiceDefinition } from '@rms/service-kit';
import { senders } from './senders.fixture.js';

// Nobody certifies a day of a story that lasts a moment.
const watchless = { signer: signerFrom('11'.repeat(32)), certifies: (): boolean => false, onSilent: (): void => undefined };

const namespace = 'f0000000-0000-4000-8000-0000000000ff';
const now = Date.parse('2026-06-01T09:00:00.000Z');

/** An intake log that remembers what was refused and can run out of room. */
export class WatchedLog extends MemoryIntakeLog {
  readonly refused: Refusal[] = [];
  isFull = false;
  override refuse(refusal: Refusal): Promise<void> {
    this.refused.push(refusal);
    return super.refuse(refusal);
  }
  override append(message: NewMessage): ReturnType<MemoryIntakeLog['append']> {
    return this.isFull ? Promise.reject(new Error('the disk is full')) : super.append(message);
  }
}

/** The five owners on ports of memory, the bus between them and the door before them, at nine o’clock on 10 March 2026. */
export class Owners {
  readonly incidents: string[] = [];
  readonly log: WatchedLog;
  readonly definitions: readonly ServiceDefinition[];
  readonly histories: ReadonlyMap<string, OwnHistory>;
  readonly bus: Bus;
  readonly door: (frame: Uint8Array) => Promise<Uint8Array | undefined>;
  readonly #store: MemoryEventStore;

  constructor() {
    const clock = { now: () => now };
    const noted = (error: unknown): void => {
      this.incidents.push(String(error));
    };
    this.#store = new MemoryEventStore(clock);
    this.log = new WatchedLog(clock);
    this.histories = new Map(
      [registrationHistory, resultsHistory, pathwayHistory, lettersHistory, alertingHistory]
        .map((history) => history(this.#store))
        .map((history) => [history.service, history]),
    );
    const ports: AssemblyPorts = {
      store: this.#store,
      histories: this.histories,
      now: () => instantText(now),
      newId: randomId,
      documents: (_service, specs) => openSqliteDocuments(':memory:', specs),
      onIncident: (kind, stream, why) => {
        noted(`${kind} ${stream}: ${why}`);
      },
    };
    const intake = { log: this.log, key: Buffer.alloc(32, 7), onStoreAway: noted, onUnread: () => undefined };
    const registration = assembleRegistration({ ...ports, ...intake });
    this.definitions = [
      registration,
      assembleResults({ ...ports, ...intake }),
      assemblePathway(ports),
      assembleLetters({ ...ports, ...lettersInMemory(ports.now), holidays: new Set() }),
      assembleAlerting({ ...ports, ...watchless }),
    ];
    this.bus = embeddedBus({
      store: this.#store,
      histories: [...this.histories.values()],
      onFailure: (_group, error) => {
        noted(error);
      },
    });
    this.door = openDoor({
      log: this.log,
      feeds: registration.feeds,
      lookAgain: () => Promise.resolve(true),
      timestamp: () => '20260310090000+0000',
      controlId: () => 'RMS00001',
      onNotStored: () => undefined,
    });
  }

  /** Records a fact of an aggregate, as an operator does. */
  async tell<State, Command extends { readonly type: string }, Event extends { readonly type: string }, Refusal extends string>(
    aggregate: Aggregate<State, Command, Event, Refusal>,
    order: { readonly id: string; readonly command: Command },
  ): Promise<void> {
    const outcome = await execute({ store: this.#store, now: () => '2026-01-01T00:00:00.000Z' }, aggregate, {
      ...order,
      context: {
        commandId: derivedId(namespace, `${order.command.type} ${order.id}`),
        actor: { kind: 'operator', id: 'training', role: 'operator' },
        trust: regionWide,
        correlationId: namespace,
      },
    });
    if (!outcome.accepted) throw new Error(`${order.command.type} was refused: ${outcome.refusal}`);
  }

  /** The agreements with the senders. */
  async agree(): Promise<void> {
    for (const agreement of senders) await this.tell(feed, { id: agreement.feed, command: { type: 'AgreeFeed', agreement } });
  }

  /** How many facts are recorded: when it does not rise any more, nothing waits for anything. */
  get recorded(): number {
    return this.#store.events.length;
  }
}
