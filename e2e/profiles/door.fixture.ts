import type { MessageOutcome, Refusal } from '@rms/intake';
import type { BusSubscription, Message } from '@rms/messaging';
import type { ServiceDefinition } from '@rms/service-kit';
import { Owners } from './owners.fixture.js';

const readers = ['registration', 'results'];

/** The door with registration and results behind it: what a sender is told of a message, and what is published because of it. */
export class ProfileDoor {
  readonly #owners = new Owners();
  readonly #services: readonly ServiceDefinition[];
  readonly #subscriptions: readonly BusSubscription[];

  private constructor() {
    this.#services = this.#owners.definitions.filter(({ name }) => readers.includes(name));
    this.#subscriptions = this.#services.map(({ name, hears, consumer }) =>
      this.#owners.bus.subscribe({
        group: name,
        hears,
        from: () => consumer.resume(),
        deliver: (delivery) => consumer.take(delivery),
        passed: (position) => consumer.passed(position),
      }),
    );
  }

  static async open(): Promise<ProfileDoor> {
    const door = new ProfileDoor();
    await door.#owners.agree();
    for (const service of door.#services) for (const work of service.background) work.start();
    await door.#quiet();
    return door;
  }

  /** One message through the door. Answers what the sender is told, when everything that follows has happened. */
  async takes(message: string): Promise<string | undefined> {
    const reply = await this.#owners.door(Buffer.from(message, 'utf8'));
    await this.#quiet();
    return reply === undefined ? undefined : Buffer.from(reply).toString('latin1');
  }

  /** From now on nothing can be stored. */
  isFull(): void {
    this.#owners.log.isFull = true;
  }

  get incidents(): readonly string[] {
    return this.#owners.incidents;
  }
  get refusals(): readonly Refusal[] {
    return this.#owners.log.refused;
  }

  async outcomes(): Promise<readonly MessageOutcome[]> {
    const all: MessageOutcome[] = [];
    for await (const one of this.#owners.log.outcomes()) all.push(one);
    return all;
  }

  /** Everything that was published, in order, without the agreements with the senders. */
  async published(): Promise<readonly Message[]> {
    const all: Message[] = [];
    for (const name of readers)
      for (const delivery of (await this.#owners.histories.get(name)?.since(0, 10_000))?.deliveries ?? [])
        if ('message' in delivery) all.push(delivery.message);
    return all.filter(({ type }) => type !== 'registration.feed-agreed.v1').sort((a, b) => a.position - b.position);
  }

  async close(): Promise<void> {
    for (const subscription of this.#subscriptions) await subscription.stop();
    for (const service of this.#services) for (const work of service.background) await work.stop();
    for (const { documents } of this.#owners.definitions) await documents.close();
  }

  async #quiet(): Promise<void> {
    let before = -1;
    while (before !== this.#owners.recorded) {
      before = this.#owners.recorded;
      for (const service of this.#services) for (const work of service.background) await work.quiet();
      for (const subscription of this.#subscriptions) await subscription.caughtUp();
    }
  }
}
