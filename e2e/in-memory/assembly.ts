import { alertingHistory, assembleAlerting } from '@rms/alerting';
import { instantText, randomId, type EventStore } from '@rms/event-sourcing';
import { openDoor, type IntakeLog } from '@rms/intake';
import { assembleLetters, lettersHistory, lettersInMemory } from '@rms/letters';
import { embeddedBus, type BusSubscription, type OwnHistory } from '@rms/messaging';
import { bankHolidays } from '@rms/nhs';
import { assemblePathway, pathwayHistory } from '@rms/pathway';
import { gatewayCopies, gatewayHistory, gatewayViews } from '@rms/portal-gateway';
import { collectionsOf, Consumer, type DocumentStore } from '@rms/read-models';
import { assembleRegistration, registrationHistory } from '@rms/registration';
import { assembleResults, resultsHistory } from '@rms/results';
import { signerFrom, type AssemblyPorts, type ServiceDefinition } from '@rms/service-kit';
import { ownerByOwnerBus, type Chance } from './owner-by-owner-bus.js';

// Nobody certifies a day of a story that lasts a moment.
const watchless = { signer: signerFrom('11'.repeat(32)), certifies: (): boolean => false, onSilent: (): void => undefined };

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

/** What the services of a region in memory stand on. */
export interface Ground {
  readonly store: EventStore;
  readonly log: IntakeLog;
  /** The clock of all of them, in milliseconds since 1970. */
  readonly clock: { readonly at: number };
  /** A fault: services react to each fact before they have read the rest. */
  readonly isHasty: boolean;
  /** What one owner has published overtakes what another has, by chance; in the order it was recorded where nothing is said. */
  readonly chance: Chance | undefined;
  /** Where each service keeps what it reads from. */
  readonly documents: AssemblyPorts['documents'];
  /** What went wrong, for a test to find none of it. */
  readonly onIncident: (what: string) => void;
}

type Reader = Pick<ServiceDefinition, 'name' | 'consumer' | 'documents' | 'hears'>;

const subscribed = (
  { store, isHasty, onIncident, chance }: Ground,
  histories: ReadonlyMap<string, OwnHistory>,
  readers: readonly Reader[],
): readonly BusSubscription[] => {
  const fails = (error: unknown): void => {
    onIncident(String(error));
  };
  const bus =
    chance === undefined
      ? embeddedBus({
          store,
          histories: [...histories.values()],
          onFailure: (_group, error) => {
            fails(error);
          },
        })
      : ownerByOwnerBus({ store, histories, chance, onFailure: fails });
  return readers.map(({ name, consumer, documents, hears }) =>
    bus.subscribe({
      group: name,
      hears,
      from: async () => (isHasty ? (await documents.progress()).done : consumer.resume()),
      deliver: (delivery) => consumer.take(delivery),
      passed: (position) => consumer.passed(position),
    }),
  );
};

/** The five owners, the gateway’s read model, the bus between them and the door for messages, over the ground they are given. */
export const assemble = (ground: Ground) => {
  const { store, log, clock } = ground;
  const now = (): string => instantText(clock.at);
  const fails = (error: unknown): void => {
    ground.onIncident(String(error));
  };
  const histories: ReadonlyMap<string, OwnHistory> = new Map(
    [registrationHistory, resultsHistory, pathwayHistory, lettersHistory, alertingHistory, gatewayHistory]
      .map((history) => history(store))
      .map((history) => [history.service, history]),
  );
  const ports: AssemblyPorts = {
    store,
    histories,
    now,
    newId: randomId,
    documents: ground.documents,
    onIncident: (kind, stream, why) => {
      ground.onIncident(`${kind} ${stream}: ${why}`);
    },
  };
  const intake = {
    log,
    key: Buffer.alloc(32, 7),
    onStoreAway: fails,
    onUnread: (_: unknown, error: unknown) => {
      fails(error);
    },
  };
  const registration = assembleRegistration({ ...ports, ...intake });
  const lettersPorts = lettersInMemory(now);
  const letters = assembleLetters({ ...ports, ...lettersPorts, holidays: bankHolidays });
  const pathway = assemblePathway(ports);
  const alerting = assembleAlerting({ ...ports, ...watchless });
  const owners: readonly ServiceDefinition[] = [registration, assembleResults({ ...ports, ...intake }), pathway, letters, alerting];
  const gateway = gatewayOf(ports);
  const subscriptions = subscribed(ground, histories, [...owners, { name: 'portal-gateway', ...gateway, hears: [...histories.keys()] }]);
  const door = openDoor({
    log,
    feeds: registration.feeds,
    lookAgain: () => Promise.resolve(true),
    timestamp: () => '20260310090000',
    controlId: () => 'ACK',
    onNotStored: fails,
  });
  return { histories, letters, lettersPorts, pathway, owners, views: gateway.documents, subscriptions, door };
};
