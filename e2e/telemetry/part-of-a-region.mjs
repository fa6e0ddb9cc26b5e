// Some services of a region as one process, on a store that others use too: for what crosses from one process to another.
import { assembleAlerting, alertingHistory } from '@rms/alerting';
import { instantText, randomId } from '@rms/event-sourcing';
import { EventStoreDbEventStore } from '@rms/event-sourcing/eventstoredb';
import { openEmbeddedIntakeLog } from '@rms/intake';
import { assembleLetters, lettersHistory, lettersInMemory } from '@rms/letters';
import { embeddedBus } from '@rms/messaging';
import { bankHolidays } from '@rms/nhs';
import { assemblePathway, pathwayHistory } from '@rms/pathway';
import { gatewayHistory } from '@rms/portal-gateway';
import { openSqliteDocuments } from '@rms/read-models';
import { assembleRegistration, registrationHistory } from '@rms/registration';
import { assembleResults, resultsHistory } from '@rms/results';
import { openMllpDoor, signerFrom, startService, tracedArrivals, tracedStore } from '@rms/service-kit';
import { createLogger } from '@rms/telemetry';
import { startTracing } from '@rms/telemetry/opentelemetry';

const { process: name, services, folder, store: storeUrl, traces, ahead } = JSON.parse(process.argv[2] ?? '{}');
const clock = { now: () => Date.now() + ahead };
const now = () => instantText(clock.now());
const logger = createLogger(name, { level: 'info' });
const fail = (error) => {
  logger.error('a part failed', { error: error instanceof Error ? error.message : String(error) });
};

const tracing = startTracing({ process: name, endpoint: traces, onProblem: fail });
const store = new EventStoreDbEventStore({ url: storeUrl, credentials: { username: 'test', password: 'test' } });
const histories = new Map(
  [registrationHistory, resultsHistory, pathwayHistory, lettersHistory, alertingHistory, gatewayHistory]
    .map((history) => history(store))
    .map((history) => [history.service, history]),
);
const bus = embeddedBus({ store, histories: [...histories.values()], onFailure: (_group, error) => fail(error) });
const log = await openEmbeddedIntakeLog(folder, clock);
const onUnread = ({ receipt }, error) => logger.error('message could not be read', { receipt, error: error.message });
const intake = { log, key: Buffer.alloc(32, 7), onStoreAway: fail, onUnread };

const assemblies = {
  registration: (ports) => assembleRegistration({ ...ports, ...intake }),
  results: (ports) => assembleResults({ ...ports, ...intake }),
  pathway: (ports) => assemblePathway(ports),
  letters: (ports) => assembleLetters({ ...ports, ...lettersInMemory(now), holidays: bankHolidays, times: { coolingMinutes: 0 } }),
  alerting: (ports) => assembleAlerting({ ...ports, signer: signerFrom('11'.repeat(32)), certifies: () => false, onSilent: fail }),
};
// Whoever has a token here says with it who he is.
const verifyBearer = (header) =>
  Promise.resolve(
    header === undefined
      ? undefined
      : {
          subject: 'ruth',
          username: 'ruth',
          name: 'Ruth Adeyemi',
          roles: ['clinical-nurse-specialist'],
          trusts: ['ZT001'],
          registration: 'NMC 00A0000X',
        },
  );

const running = [];
for (const service of services) {
  const own = tracing.of(service);
  const definition = assemblies[service]({
    store: tracedStore(store, own),
    histories,
    now,
    newId: randomId,
    documents: (_service, specs) => openSqliteDocuments(':memory:', specs),
    onIncident: (kind, stream, because) => logger.error(`stream ${kind}`, { stream, error: because }),
    tracing: own,
  });
  running.push(await startService(definition, { bus, verifyBearer, logger, host: '127.0.0.1', port: 0, tracing: own }));
}
const registration = running.find((service) => service.name === 'registration');
const door =
  registration === undefined
    ? undefined
    : await openMllpDoor({
        host: '127.0.0.1',
        port: 0,
        log: tracedArrivals(log, tracing.of('registration')),
        feeds: registration.definition.feeds,
        logger,
      });
process.stdout.write(
  `${JSON.stringify({ mllp: door?.address, urls: Object.fromEntries(running.map((service) => [service.name, service.url])) })}\n`,
);

process.once('SIGTERM', async () => {
  await door?.close();
  for (const service of running.toReversed()) await service.close();
  await log.close();
  await store.close();
  await tracing.stop();
  process.exit(0);
});
