import type { EventStore } from '@rms/event-sourcing';
import type { Carrier } from '@rms/letters';

/** What a host may put between the system and its store or its carrier: to look on, or to break off at a moment of its choosing. */
export interface Between {
  readonly store: (store: EventStore) => EventStore;
  readonly carrier: (carrier: Carrier) => Carrier;
}

export const nothingBetween: Between = { store: (store) => store, carrier: (carrier) => carrier };
