import { Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import type { Bus, BusSubscription, Subscriber } from './bus.js';
import type { Delivery } from './message.js';

/** What a service gives to be a consumer; the bus calls its `@EventPattern` handlers. */
export type Consuming = Omit<Subscriber, 'deliver'> & {
  /** A delivery no handler can take: an unreadable stream, or a contract newer than this release. */
  readonly unhandled: (delivery: Delivery) => Promise<void>;
};

/**
 * A bus as a Nest transport. Handlers are `@EventPattern('<contract>')`; one message at a time; a handler that rejects gets the
 * same message again. Nest's own Kafka transport is not used: it swallows a handler's error and commits.
 */
export class BusStrategy extends Server implements CustomTransportStrategy {
  #subscription: BusSubscription | undefined;

  constructor(
    private readonly bus: Bus,
    private readonly consuming: Consuming,
  ) {
    super();
  }

  listen(callback: () => void): void {
    this.#subscription = this.bus.subscribe({ ...this.consuming, deliver: (delivery) => this.#handle(delivery) });
    callback();
  }

  async close(): Promise<void> {
    await this.#subscription?.stop();
  }

  get subscription(): BusSubscription | undefined {
    return this.#subscription;
  }

  override on(): void {
    /* this transport has no events of its own */
  }
  override unwrap(): never {
    throw new Error('A bus has no broker to hand out.');
  }

  async #handle(delivery: Delivery): Promise<void> {
    const handler = 'message' in delivery ? this.#handlerOf(delivery.message.type) : undefined;
    if (handler === undefined || !('message' in delivery)) {
      await this.consuming.unhandled(delivery);
      return;
    }
    const answer: unknown = await handler(delivery.message, delivery);
    if (isObservable(answer)) await lastValueFrom(answer, { defaultValue: undefined });
  }

  #handlerOf(type: string): MessageHandler | undefined {
    return this.messageHandlers.get(type);
  }
}
