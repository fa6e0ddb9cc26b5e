import { systemClock } from '@rms/event-sourcing';
import { EventStoreDbEventStore } from '@rms/event-sourcing/eventstoredb';
import { operatorClientId } from '@rms/identity';
import { serviceToken } from '@rms/identity/keycloak';
import type { MovedCluster } from './clock-of-a-cluster.js';
import type { OperatedCluster } from './operated-cluster.js';
import { OperatorDoors } from './operator-doors.js';

/** A cluster as somebody at the command line has it open. */
export interface OpenCluster extends MovedCluster {
  readonly settings: OperatedCluster;
  readonly token: () => Promise<string>;
  close(): Promise<void>;
}

/** Opens a cluster for a command. Its store is not bound to one service’s streams: an operator’s acts go to several. */
export const openCluster = (settings: OperatedCluster, operator: string): OpenCluster => {
  const store = new EventStoreDbEventStore(settings.eventStore);
  const token = serviceToken({ issuer: settings.issuer, clientId: operatorClientId, secret: settings.operatorSecret, clock: systemClock });
  return {
    settings,
    mode: settings.mode,
    store,
    token,
    operator,
    doors: new OperatorDoors({ services: settings.services, token }),
    close: () => store.close(),
  };
};
