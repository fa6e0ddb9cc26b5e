import type { Clock } from '@rms/event-sourcing';

/** A clock that stands until it is moved. */
export class SetClock implements Clock {
  at = Date.parse('2026-03-04T09:00:00.000Z');
  now(): number {
    return this.at;
  }
}
