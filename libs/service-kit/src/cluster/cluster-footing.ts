import { instantText, randomId, systemClock, type EventStore } from '@rms/event-sourcing';
import { EventStoreDbEventStore } from '@rms/event-sourcing/eventstoredb';
import { audienceOfTheSystem, bearerVerifier } from '@rms/identity';
import { isStillSoAt, keycloakSignInKeeper, serviceClientId, serviceToken, staffKeeperClientId } from '@rms/identity/keycloak';
import { EventStoreBlobs } from '@rms/intake/blobs';
import { httpPublishedHistory, type OwnHistory, type PublishedHistory } from '@rms/messaging';
import { present } from '@rms/nhs';
import { currentGeneration, MongoDatabase, mongoCheckpoint, openMongoDocuments, type MongoDocuments } from '@rms/read-models/mongodb';
import { createLogger } from '@rms/telemetry';
import type { AssemblyPorts } from '../assembly.js';
import { makeFolders } from '../embedded/make-folders.js';
import { closers } from '../standing/closers.js';
import type { ClusterSettings } from '../standing/cluster-settings.js';
import type { Footing, SecretName } from '../standing/footing.js';
import { openTracing } from '../standing/open-tracing.js';
import { noKeyStoreYet, StartRefused } from '../standing/start-refused.js';
import { doubtOf } from '../timers/clock-doubt.js';
import { FollowedClock } from '../timers/followed-clock.js';
import { openClusterBus } from './cluster-bus.js';
import { openClusterIntake } from './cluster-intake.js';
import { whenMadeAnew } from './made-anew.js';
import { databaseOf } from './names.js';
import { tracedStore } from '../tracing/traced-store.js';
import { gaugesOfRelay } from '../metrics/gauges-of-the-bus.js';
import { followTrainingClock } from './training-clock.js';
import { whatIsAway } from './what-is-away.js';

const ofRegistration = 'registration';
const looksForAnotherEveryMs = 2000;
const atStart = { system: systemClock.now(), monotonic: performance.now() };

/** The published histories of all services: one's own from the store, the others' from their doors. */
const historiesOf = ({ neighbours, ...settings }: ClusterSettings, own: OwnHistory): ReadonlyMap<string, PublishedHistory> => {
  const token = serviceToken({ issuer: settings.issuer, clientId: serviceClientId, secret: settings.serviceSecret, clock: systemClock });
  const others = [...neighbours].map(([service, url]) => [service, httpPublishedHistory({ service, url, token })] as const);
  return new Map<string, PublishedHistory>([[own.service, own], ...others]);
};

const failure = (): { readonly failed: Promise<string>; readonly fail: (reason: string) => void } => {
  const { promise, resolve } = Promise.withResolvers<string>();
  return { failed: promise, fail: resolve };
};

/**
 * What a service stands on in a cluster: the event store, within its own streams; the bus with its relay; its read model; the
 * published histories of the others; and the realm. Waits for the brokers, and leaves nothing open where it refuses.
 */
export const layClusterFooting = async (settings: ClusterSettings, history: (store: EventStore) => OwnHistory): Promise<Footing> => {
  const { service, region, issuer } = settings;
  if (settings.mode === 'production') throw new StartRefused(noKeyStoreYet);
  const logger = createLogger(service, { level: settings.logLevel });
  const { onClose, close } = closers();
  const { failed, fail } = failure();
  makeFolders(settings.data);
  const secret = (name: SecretName): string => {
    const given = settings.secrets[name];
    if (given === undefined) throw new StartRefused(`${service} was given no ${name}.`);
    return given;
  };
  const clock = new FollowedClock(systemClock);
  try {
    const tracing = (await openTracing({ process: service, endpoint: settings.traces }, { logger, onClose }))?.of(service);
    const stored = new EventStoreDbEventStore({ ...settings.eventStore, service });
    onClose(() => stored.close());
    const store = tracing === undefined ? stored : tracedStore(stored, tracing);
    const database = new MongoDatabase({ url: settings.mongodb, name: databaseOf(region, service) });
    onClose(() => database.close());
    const read: { model: MongoDocuments | undefined } = { model: undefined };
    const watch = whenMadeAnew({
      open: async () => read.model?.generation(),
      current: () => currentGeneration(database),
      everyMs: looksForAnotherEveryMs,
      tell: () => {
        fail('its read model was made anew, and is to be opened as it is now');
      },
    });
    onClose(() => {
      watch.stop();
    });
    const own = history(store);
    const histories = historiesOf(settings, own);
    const { bus, relay, stop } = await openClusterBus({
      settings,
      ...present({ tracing }),
      store,
      own,
      histories,
      checkpoint: mongoCheckpoint(database, 'relay'),
      places: () => {
        if (read.model === undefined) throw new Error(`${service} has no read model to keep its places with.`);
        return read.model.places;
      },
      logger,
      fail,
    });
    onClose(stop);
    const ports: AssemblyPorts = {
      store,
      histories,
      ...present({ tracing }),
      now: () => instantText(clock.now()),
      newId: randomId,
      documents: (_service, specs) =>
        (read.model = openMongoDocuments({
          database,
          specs,
          // Its successor reads where the read model now stands, and begins there.
          onLost: () => {
            fail('its read model no longer holds what it had answered as written');
          },
        })),
      onIncident: (kind, stream, because) => {
        logger.error(`stream ${kind}`, { stream, error: because });
      },
    };
    return {
      settings,
      // Production is refused above: only a training region has a clock that somebody moves.
      isTraining: true,
      isOperated: true,
      folder: settings.data,
      ports,
      bus,
      logger,
      verifyBearer: bearerVerifier({
        issuer,
        audience: audienceOfTheSystem,
        clock: systemClock,
        isStillSo: isStillSoAt({ issuer, clock: systemClock }),
      }),
      secret,
      signIns: () => keycloakSignInKeeper({ issuer, clientId: staffKeeperClientId, secret: secret('staff-keeper'), clock: systemClock }),
      intake: () => openClusterIntake(settings, { clock, logger, onClose }),
      blobs: () => {
        const blobs = new EventStoreDbEventStore({ ...settings.intakeStore, service });
        onClose(() => blobs.close());
        return new EventStoreBlobs({ store: blobs, service, clock, newId: randomId });
      },
      doubt: () => Promise.resolve(doubtOf({ system: systemClock.now(), monotonic: performance.now(), began: atStart, stored: 0 })),
      onAssembled: async (definition) => {
        const moves = histories.get(ofRegistration);
        if (moves !== undefined) await followTrainingClock(clock, { history: moves, definition, logger });
      },
      gauges: () => Promise.resolve(gaugesOfRelay(relay)),
      waitsFor: whatIsAway({ store, documents: () => read.model }),
      failed,
      onClose,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};
