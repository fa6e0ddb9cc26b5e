import { derivedId, execute, instantText, randomId, type Execution } from '@rms/event-sourcing';
import { MemoryEventStore } from '@rms/event-sourcing/testing';
import type { IntakeLog } from '@rms/intake';
import { MemoryIntakeLog } from '@rms/intake/testing';
import type { OwnHistory } from '@rms/messaging';
import { starterProtocol } from '@rms/protocols/starters';
import { openSqliteDocuments, type DocumentStore } from '@rms/read-models';
import { givenBy, type AssemblyPorts } from '@rms/service-kit';
import { assemble } from './assembly.js';
import type { Chance } from './owner-by-owner-bus.js';
import { namespace, openingFacts, readyTheLetters, team, trust, type About } from './first-facts.js';

export { team, trust } from './first-facts.js';

const inMemory: AssemblyPorts['documents'] = (_service, specs) => openSqliteDocuments(':memory:', specs);
const dayMs = 24 * 3600 * 1000;

export interface RegionOptions {
  /** An intake log with a fault, to see that a property finds it. */
  readonly faulty?: (log: IntakeLog) => IntakeLog;
  /** The history and the log of another region that is over: what is built of them begins at nothing. */
  readonly after?: RegionInMemory;
  /** A fault: services react to each fact before they have read the rest. */
  readonly isHasty?: boolean;
  /** By chance what one owner has published overtakes what another has, as it does on a broker. */
  readonly overtakes?: Chance;
  /** Where each service keeps what it reads from; in memory where nothing is said. */
  readonly documents?: AssemblyPorts['documents'];
  /** Letters have their words and their paper, so that they are written and not only owed. */
  readonly writesLetters?: boolean;
}

/** The five owners and the gateway's read model in one process without a disk, a socket or a clock of their own. */
export class RegionInMemory {
  readonly incidents: string[] = [];
  readonly store: MemoryEventStore;
  readonly log: IntakeLog;
  readonly views: DocumentStore;
  /** What pathway reads from, with the dates on which it is to be woken. */
  readonly pathwayDocuments: DocumentStore;
  readonly histories: ReadonlyMap<string, OwnHistory>;
  readonly letters: ReturnType<typeof assemble>['letters'];
  readonly lettersPorts: ReturnType<typeof assemble>['lettersPorts'];
  readonly #services: ReturnType<typeof assemble>;
  readonly #execution: Execution;
  /** The clock of the history and the log as well: it goes on where that of the region before it stood. */
  readonly #clock: { at: number };

  private constructor({ faulty = (log) => log, after, isHasty = false, overtakes, documents = inMemory }: RegionOptions) {
    this.#clock = after === undefined ? { at: Date.parse('2026-03-10T09:00:00.000Z') } : after.#clock;
    const clock = { now: () => this.#clock.at };
    this.store = after?.store ?? new MemoryEventStore(clock);
    this.log = after?.log ?? faulty(new MemoryIntakeLog(clock));
    this.#execution = { store: this.store, now: () => instantText(this.#clock.at) };
    this.#services = assemble({
      store: this.store,
      log: this.log,
      clock: this.#clock,
      isHasty,
      chance: overtakes,
      documents,
      onIncident: (what) => {
        this.incidents.push(what);
      },
    });
    this.histories = this.#services.histories;
    this.letters = this.#services.letters;
    this.lettersPorts = this.#services.lettersPorts;
    this.views = this.#services.views;
    this.pathwayDocuments = this.#services.pathway.documents;
  }

  /** A region with its team, its protocol and one sender. */
  static async open(options: RegionOptions = {}): Promise<RegionInMemory> {
    const region = new RegionInMemory(options);
    await openingFacts(region.#execution);
    if (options.writesLetters === true) await readyTheLetters(region.about);
    for (const owner of region.#services.owners) for (const work of owner.background) work.start();
    await region.quiet();
    return region;
  }

  /** The same region once more, with nothing left of it but its history and its log. */
  static async openAgain(after: RegionInMemory, options: Pick<RegionOptions, 'isHasty' | 'documents'> = {}): Promise<RegionInMemory> {
    const region = new RegionInMemory({ ...options, after });
    region.#clock.at += 1000;
    for (const owner of region.#services.owners) for (const work of owner.background) work.start();
    await region.quiet();
    return region;
  }

  /** One message through the door; resolves with the reply when it is stored. */
  async send(message: Uint8Array): Promise<string> {
    this.#clock.at += 1000;
    const reply = await this.#services.door(message);
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
    const outcome = await this.#services.pathway.commands.start(order, context);
    return outcome !== undefined && outcome !== 'version-moved' && outcome.accepted;
  }

  /** A person’s command about a letter, or about its words. */
  readonly about: About = async (aggregate, order) => {
    this.#clock.at += 1000;
    const outcome = await execute(this.#execution, aggregate, {
      ...order,
      context: givenBy({ kind: 'person', id: 'tom', role: 'letters-clerk' }, { commandId: randomId(), trust }),
    });
    await this.quiet();
    return outcome.accepted ? 'recorded' : outcome.refusal;
  };

  /** Time goes on, and everything that falls due is noticed. */
  async passes(hours: number): Promise<void> {
    this.#clock.at += hours * 3_600_000;
    for (const owner of this.#services.owners) for (const timers of owner.timers) while ((await timers.wakeDue()) > 0) await this.quiet();
    await this.quiet();
  }

  /** So many days go by, and what falls due on the last of them is noticed, as often as somebody looks. */
  async daysPass(days: number, looks = 1): Promise<void> {
    this.#clock.at += days * dayMs;
    await this.quiet();
    for (let n = 0; n < looks; n += 1)
      for (const owner of this.#services.owners) for (const timers of owner.timers) while ((await timers.wakeDue()) > 0) await this.quiet();
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
      for (const owner of this.#services.owners) for (const work of owner.background) await work.quiet();
      for (const subscription of this.#services.subscriptions) await subscription.caughtUp();
    }
  }

  async close(): Promise<void> {
    for (const subscription of this.#services.subscriptions) await subscription.stop();
    for (const owner of this.#services.owners) {
      for (const work of owner.background) await work.stop();
      await owner.documents.close();
    }
    await this.views.close();
  }
}
