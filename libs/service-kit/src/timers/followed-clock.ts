import type { Clock } from '@rms/event-sourcing';
import type { Delivery, Message } from '@rms/messaging';
import { trainingTimeAt, type ClockMove } from './training-time.js';

/** What says that the training clock was moved. */
const moved = 'registration.training-clock-moved.v1';

const isMove = (message: Message): message is Message<ClockMove> => message.type === moved;

/**
 * The clinical clock of a process that does not move it itself: it goes as the moves that are published say. Production has none of
 * them, and there it is the machine's clock.
 */
export class FollowedClock implements Clock {
  #last: ClockMove | undefined;

  constructor(private readonly system: Clock) {}

  now(): number {
    return this.#last === undefined ? this.system.now() : trainingTimeAt(this.#last, this.system.now());
  }

  /** Takes in a published fact; only moves of the clock matter, and none is older than the one before. */
  heard(message: Message): void {
    if (isMove(message)) this.#last = message.data;
  }

  /** Takes in everything that was published of the clock's stream so far. */
  follow(deliveries: readonly Delivery[]): void {
    for (const delivery of deliveries) if ('message' in delivery) this.heard(delivery.message);
  }
}
