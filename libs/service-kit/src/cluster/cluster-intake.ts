import { randomId, StoreUnavailable, type Clock } from '@rms/event-sourcing';
import { EventStoreDbEventStore } from '@rms/event-sourcing/eventstoredb';
import { openEventStoreIntakeLog } from '@rms/intake/event-store';
import { MongoDatabase, openMongoDocuments } from '@rms/read-models/mongodb';
import type { Logger } from '@rms/telemetry';
import type { ClusterSettings } from '../standing/cluster-settings.js';
import type { Footing, IntakePorts } from '../standing/footing.js';
import { StartRefused } from '../standing/start-refused.js';
import { databaseOf } from './names.js';

const why = (error: unknown): string => (error instanceof Error ? error.message : String(error));
// A sender waits for its answer: what is not stored within this is refused, and sent again.
const appendWithinMs = 2000;
/** The streams of the intake log begin with it. */
const ofTheLog = 'intake';

/** The intake log that registration and results share, with this service’s own index of it. */
export const openClusterIntake = async (
  settings: ClusterSettings,
  { clock, logger, onClose }: { readonly clock: Clock; readonly logger: Logger } & Pick<Footing, 'onClose'>,
): Promise<IntakePorts> => {
  const { service, region, identifierKey, intakeStore, mongodb } = settings;
  if (identifierKey === undefined) throw new StartRefused(`${service} reads messages and was given no RMS_IDENTIFIER_KEY.`);
  const store = new EventStoreDbEventStore({ ...intakeStore, service: ofTheLog, appendWithinMs });
  onClose(() => store.close());
  const database = new MongoDatabase({ url: mongodb, name: databaseOf(region, `${service}-${ofTheLog}`) });
  onClose(() => database.close());
  const onStoreAway = (error: unknown): void => {
    logger.error('the store is away', { error: String(error) });
  };
  const log = await openEventStoreIntakeLog({
    store,
    service,
    clock,
    newId: randomId,
    openDocuments: (_name, specs) => openMongoDocuments({ database, specs }),
    onStoreAway,
  });
  onClose(() => log.close());
  return {
    log,
    key: identifierKey,
    onStoreAway,
    onUnread: (message, error) => {
      if (error instanceof StoreUnavailable) onStoreAway(error);
      else logger.error('message could not be read', { receipt: message.receipt, error: why(error) });
    },
  };
};
