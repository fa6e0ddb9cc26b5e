import { assembleAlerting, formTeam, alertingHistory } from '@rms/alerting';
import type { FeedAgreement } from '@rms/contracts';
import { derivedId, execute, instantText, randomId, type Aggregate, type CommandContext, type Execution } from '@rms/event-sourcing';
import { MemoryEventStore } from '@rms/event-sourcing/testing';
import { openDoor, type IntakeLog } from '@rms/intake';
import { MemoryIntakeLog } from '@rms/intake/testing';
import { assembleLetters, lettersHistory, lettersInMemory, sender, senderOf, starterTemplates, template, templateOf } from '@rms/letters';
import { embeddedBus, type BusSubscription, type PublishedHistory } from '@rms/messaging';
import { bankHolidays, regionWide } from '@rms/nhs';
import { assemblePathway, pathwayHistory, protocolAggregate, type PathwayCommands } from '@rms/pathway';
import { gatewayCopies, gatewayHistory, gatewayViews } from '@rms/portal-gateway';
import { starterProtocol } from '@rms/protocols/starters';
import { collectionsOf, Consumer, openSqliteDocuments, type DocumentStore } from '@rms/read-models';
import { assembleRegistration, feed, registrationHistory } from '@rms/registration';
import { assembleResults, resultsHistory } from '@rms/results';
import { givenBy, signerFrom, type AssemblyPorts, type ServiceDefinition } from '@rms/service-kit';

// Nobody certifies a day of a story that lasts a moment.
const watchless = { signer: signerFrom('11'.repeat(32)), certifies: (): boolean => false, onSilent: (): void => undefined };

export const trust = 'ZT001';
export const team = '7d0e6a10-0000-4000-8000-0000000000aa';
const namespace = '7d0e6a10-0000-4000-8000-0000000000ff';
const agreement: FeedAgreement = {
  feed: '7d0e6a10-0000-4000-8000-000000000001',
  name: 'Test region',
  sends: 'Anything',
  facilities: [],
  anyFacility: true,
  trusts: [trust],
  mayRegister: true,
  zone: 'Europe/London',
  processingIds: ['T'],
  strict: false,
  codes: [{ code: 'PSA', analyte: 'psa' }],
};

const dayMs = 24 * 3600 * 1000;

export interface RegionOptions {
  /** An intake log with a fault, to see that a property finds it. */
  readonly faulty?: (log: IntakeLog) => IntakeLog;
  /** The history and the log of another region that is over: what is built of them begins at nothing. */
  readonly after?: RegionInMemory;
  /** A fault: services react to each fact before they have read the rest. */
  readonly isHasty?: boolean;
  /** Letters have their words and their paper, so that they are written and not only owed. */
  readonly writesLetters?: boolean;
}

const gatewayOf = (ports: AssemblyPorts): { readonly documents: DocumentStore; readonly consumer: Consumer } => {
  const documents = ports.documents('portal-gateway', collectionsOf(gatewayCopies, gatewayViews));
  return {
    documents,
    consumer: new Consumer({
      service: 'portal-gateway',
      documents,
      copies: gatewayCopies,
      views: gatewayViews,
      policies: [],
      histories: ports.histories,
      onIncident: ports.onIncident,
    }),
  };
};

/** The five owners and the gateway's read model in one process without a disk, a socket or a clock of their own. */
export class RegionInMemory {
  readonly incidents: string[] = [];
  readonly store: MemoryEventStore;
  readonly log: IntakeLog;
  readonly views: DocumentStore;
  /** What pathway reads from, with the dates on which it is to be woken. */
  readonly pathwayDocuments: DocumentStore;
  readonly histories: ReadonlyMap<string, PublishedHistory>;
  readonly letters: ReturnType<typeof assembleLetters>;
  readonly lettersPorts: ReturnType<typeof lettersInMemory>;
  readonly #pathway: PathwayCommands;
  readonly #owners: readonly ServiceDefinition[];
  readonly #subscriptions: readonly BusSubscription[];
  readonly #door: (frame: Uint8Array) => Promise<Uint8Array | undefined>;
  readonly #execution: Execution;
  /** The clock of the history and the log as well: it goes on where that of the region before it stood. */
  readonly #clock: { at: number };

  private constructor({ faulty = (log) => log, after, isHasty = false }: RegionOptions) {
    this.#clock = after === undefined ? { at: Date.parse('2026-03-10T09:00:00.000Z') } : after.#clock;
    const clock = { now: () => this.#clock.at };
    const now = (): string => instantText(this.#clock.at);
    this.store = after?.store ?? new MemoryEventStore(clock);
    this.log = after?.log ?? faulty(new MemoryIntakeLog(clock));
    this.#execution = { store: this.store, now };
    const histories = new Map(
      [registrationHistory, resultsHistory, pathwayHistory, lettersHistory, alertingHistory, gatewayHistory]
        .map((history) => history(this.store))
        .map((history) => [history.service, history]),
    );
    this.histories = histories;
    const ports: AssemblyPorts = {
      store: this.store,
      histories,
      now,
      newId: randomId,
      documents: (_service, specs) => openSqliteDocuments(':memory:', specs),
      onIncident: (kind, stream, why) => {
        this.incidents.push(`${kind} ${stream}: ${why}`);
      },
    };
    const fails = (error: unknown): void => {
      this.incidents.push(String(error));
    };
    const intake = {
      log: this.log,
      key: Buffer.alloc(32, 7),
      onStoreAway: fails,
      onUnread: (_: unknown, error: unknown) => {
        fails(error);
      },
    };
    const registration = assembleRegistration({ ...ports, ...intake });
    this.lettersPorts = lettersInMemory(now);
    this.letters = assembleLetters({ ...ports, ...this.lettersPorts, holidays: bankHolidays });
    const pathway = assemblePathway(ports);
    this.#pathway = pathway.commands;
    this.pathwayDocuments = pathway.documents;
    this.#owners = [
      registration,
      assembleResults({ ...ports, ...intake }),
      pathway,
      this.letters,
      assembleAlerting({ ...ports, ...watchless }),
    ];
    const gateway = gatewayOf(ports);
    this.views = gateway.documents;
    const bus = embeddedBus({
      store: this.store,
      histories: [...histories.values()],
      onFailure: (_group, error) => {
        fails(error);
      },
    });
    const all = [
      ...this.#owners.map(({ name, consumer, documents, hears }) => ({ name, consumer, documents, hears })),
      { name: 'portal-gateway', ...gateway, hears: [...histories.keys()] },
    ];
    this.#subscriptions = all.map(({ name, consumer, documents, hears }) =>
      bus.subscribe({
        group: name,
        hears,
        from: async () => (isHasty ? (await documents.progress()).done : consumer.resume()),
        deliver: (delivery) => consumer.take(delivery),
        passed: (position) => consumer.passed(position),
      }),
    );
    this.#door = openDoor({
      log: this.log,
      feeds: registration.feeds,
      timestamp: () => '20260310090000',
      controlId: () => 'ACK',
      onNotStored: fails,
    });
  }

  /** A region with its team, its protocol and one sender. */
  static async open(options: RegionOptions = {}): Promise<RegionInMemory> {
    const region = new RegionInMemory(options);
    const protocol = starterProtocol('prostate-after-prostatectomy');
    await region.#tell(feed, { id: agreement.feed, command: { type: 'AgreeFeed', agreement } });
    await region.#tell(protocolAggregate, { id: protocol.protocol, command: { type: 'PublishProtocol', content: protocol } });
    await region.#tell(protocolAggregate, {
      id: protocol.protocol,
      command: { type: 'SignProtocol', version: protocol.version, signedBy: 'Test' },
    });
    const nurses = { name: 'Nurses', members: ['ruth'], lead: 'ruth', receives: ['reviews', 'recalls', 'messages'] } as const;
    await formTeam(region.#execution, { id: team, team: nurses }, region.#context('team', trust));
    if (options.writesLetters === true) await region.#readyTheLetters();
    for (const owner of region.#owners) for (const work of owner.background) work.start();
    await region.quiet();
    return region;
  }

  /** The same region once more, with nothing left of it but its history and its log. */
  static async openAgain(after: RegionInMemory, options: Pick<RegionOptions, 'isHasty'> = {}): Promise<RegionInMemory> {
    const region = new RegionInMemory({ ...options, after });
    region.#clock.at += 1000;
    for (const owner of region.#owners) for (const work of owner.background) work.start();
    await region.quiet();
    return region;
  }

  /** One message through the door; resolves with the reply when it is stored. */
  async send(message: Uint8Array): Promise<string> {
    this.#clock.at += 1000;
    const reply = await this.#door(message);
    return Buffer.from(reply ?? []).toString();
  }

  /** A nurse starts a follow-up after a prostatectomy for the patient of this record. */
  async start(patient: string, anchorOn: string): Promise<boolean> {
    this.#clock.at += 1000;
    const protocol = starterProtocol('prostate-after-prostatectomy');
    const order = {
      patient,
      protocol: protocol.protocol,
      version: protocol.version,
      anchorOn,
      stream: 'self-management',
      team,
    } as const;
    const context = givenBy(
      { kind: 'person', id: 'ruth', role: 'clinical-nurse-specialist' },
      { commandId: derivedId(namespace, `start ${patient} ${anchorOn}`), trust },
    );
    const outcome = await this.#pathway.start(order, context);
    return outcome !== undefined && outcome !== 'version-moved' && outcome.accepted;
  }

  /** A person’s command about a letter, or about its words. */
  async about<State, Command extends { readonly type: string }, Event extends { readonly type: string }, Refusal extends string>(
    aggregate: Aggregate<State, Command, Event, Refusal>,
    order: { readonly id: string; readonly command: Command },
  ): Promise<string> {
    this.#clock.at += 1000;
    const outcome = await execute(this.#execution, aggregate, {
      ...order,
      context: givenBy({ kind: 'person', id: 'tom', role: 'letters-clerk' }, { commandId: randomId(), trust }),
    });
    await this.quiet();
    return outcome.accepted ? 'recorded' : outcome.refusal;
  }

  /** Time goes on, and everything that falls due is noticed. */
  async passes(hours: number): Promise<void> {
    this.#clock.at += hours * 3_600_000;
    for (const owner of this.#owners) for (const timers of owner.timers) while ((await timers.wakeDue()) > 0) await this.quiet();
    await this.quiet();
  }

  async #readyTheLetters(): Promise<void> {
    const details = {
      trustName: 'Northmoor Hospitals',
      department: 'Cancer follow-up team',
      lines: ['Harbour Road'],
      postcode: 'ZZ1 1AA',
      phone: '01632 960123',
      hours: '9am to 5pm',
      email: 'follow-up@northmoor.example',
      signedBy: 'Ruth Adeyemi',
      signedAs: 'Clinical nurse specialist',
    };
    await this.about(sender, { id: senderOf(trust), command: { type: 'GiveContactDetails', ...details } });
    for (const content of starterTemplates) {
      const id = templateOf(trust, content.name);
      await this.about(template, { id, command: { type: 'LayDownTemplate', content, problems: [] } });
      for (const person of ['david', 'ruth'])
        await this.about(template, { id, command: { type: 'ApproveTemplate', version: content.version, person } });
    }
  }

  /** So many days go by, and what falls due on the last of them is noticed, as often as somebody looks. */
  async daysPass(days: number, looks = 1): Promise<void> {
    this.#clock.at += days * dayMs;
    await this.quiet();
    for (let n = 0; n < looks; n += 1)
      for (const owner of this.#owners) for (const timers of owner.timers) while ((await timers.wakeDue()) > 0) await this.quiet();
  }

  /** Today, as `YYYYMMDD`. */
  get today(): string {
    return instantText(this.#clock.at).slice(0, 10).replaceAll('-', '');
  }

  /** Resolves when nothing waits for anything. */
  async quiet(): Promise<void> {
    let before = -1;
    while (before !== this.store.events.length) {
      before = this.store.events.length;
      for (const owner of this.#owners) for (const work of owner.background) await work.quiet();
      for (const subscription of this.#subscriptions) await subscription.caughtUp();
    }
  }

  async close(): Promise<void> {
    for (const subscription of this.#subscriptions) await subscription.stop();
    for (const owner of this.#owners) {
      for (const work of owner.background) await work.stop();
      await owner.documents.close();
    }
    await this.views.close();
  }

  #context(purpose: string, of: string): CommandContext {
    return {
      commandId: derivedId(namespace, purpose),
      actor: { kind: 'operator', id: 'test', role: 'operator' },
      trust: of,
      correlationId: namespace,
    };
  }

  async #tell<State, Command extends { readonly type: string }, Event extends { readonly type: string }, Refusal extends string>(
    aggregate: Aggregate<State, Command, Event, Refusal>,
    order: { readonly id: string; readonly command: Command },
  ): Promise<void> {
    const outcome = await execute(this.#execution, aggregate, { ...order, context: this.#context(order.command.type, regionWide) });
    if (!outcome.accepted) throw new Error(`${order.command.type} was refused: ${outcome.refusal}`);
  }
}
