import { contractsOf, type Demographics, type ServiceName } from '@rms/contracts';
import { execute, load, streamOf, type EventStore, type Execution } from '@rms/event-sourcing';
import { nhsAuthority, quarantineOf, quarantineSentences, type Feed, type IntakeLog, waitingKey } from '@rms/intake';
import { publishedHistory, type Message } from '@rms/messaging';
import { parseInstant, instantFromMillis, millisOf, regionWide } from '@rms/nhs';
import { collectionsOf, Consumer, type Copy, type Policy } from '@rms/read-models';
import {
  becauseOf,
  intakeSide,
  QuarantineController,
  quarantineCommandsToken,
  tells,
  todayIn,
  type AssemblyPorts,
  type IntakeSide,
  type ServiceDefinition,
  type Teller,
} from '@rms/service-kit';
import { claim, claimSentences } from './claim/claim.aggregate.js';
import { feed, feedSentences } from './feed/feed.aggregate.js';
import { feedCommands } from './feed/feed.commands.js';
import { FeedController, feedCommandsToken } from './feed/feed.controller.js';
import { patient, patientSentences } from './patient/patient.aggregate.js';
import { registrationPublishes } from './published/published.translation.js';
import { ActOnAdt } from './when-a-message-arrives/act-on-adt.js';
import { PatientRecords } from './who-is-known/patient-records.js';
import { feeds, records } from './who-is-known/records.projection.js';

const hears: readonly ServiceName[] = ['registration'];
const reconsiderDays = 35;
export const registrationCopies = [records, feeds] as unknown as readonly Copy[];
export const registrationCollections = collectionsOf(registrationCopies, []);
export const registrationTellers: readonly Teller[] = [
  tells(patient, patientSentences),
  tells(claim, claimSentences),
  tells(feed, feedSentences),
  tells(quarantineOf('registration'), quarantineSentences),
];
export const registrationHistory = (store: EventStore) => publishedHistory('registration', store, registrationPublishes);

export interface RegistrationPorts extends AssemblyPorts {
  readonly log: IntakeLog;
  /** The directory's own key, under which numbers become ids. */
  readonly key: Uint8Array;
  readonly onStoreAway: (error: unknown) => void;
  readonly onUnread: Parameters<typeof intakeSide>[0]['onUnread'];
}

const daysBefore = (now: string, days: number): string => {
  const instant = parseInstant(now);
  return instant === undefined ? '' : instantFromMillis(millisOf(instant) - days * 24 * 3600 * 1000);
};

/** A record that went into another brings along what was known of it. */
const absorbPolicy = (execution: Execution): Policy => ({
  name: 'absorb-the-retired',
  on: ['registration.patient-retired.v1'],
  react: async (message: Message) => {
    const { patient: retired, into } = message.data as { readonly patient: string; readonly into: string };
    const { state } = await load(execution.store, patient, retired);
    if (state.phase === 'unknown') return;
    const command = { type: 'AbsorbPatient', retired, brought: state.fields, identifiers: state.identifiers } as const;
    const outcome = await execute(execution, patient, {
      id: into,
      command,
      context: becauseOf(message, { service: 'registration', name: 'absorb-the-retired' }, { stream: into, trust: message.trust }),
    });
    if (outcome.accepted || outcome.refusal !== 'retired') return;
    throw new Error('the surviving record has itself been retired');
  },
});

/** Messages that were nobody's are read again when somebody with one of their numbers becomes known. */
const reconsiderPolicy = (side: () => IntakeSide, ports: RegistrationPorts): Policy => ({
  name: 'reconsider-strangers',
  on: ['registration.patient-registered.v1', 'registration.demographics-corrected.v1', 'registration.patient-absorbed.v1'],
  react: async (message: Message) => {
    const { demographics: d } = message.data as { readonly demographics: Demographics };
    const numbers = [...(d.nhsNumber === undefined ? [] : [{ authority: nhsAuthority, id: d.nhsNumber }]), ...d.localIds, ...d.formerIds];
    const waiting = await ports.log.waiting(
      'registration',
      numbers.map((number) => waitingKey(ports.key, number)),
      daysBefore(ports.now(), reconsiderDays),
    );
    for (const arrived of waiting) await side().reader.readAgain(arrived);
  },
});

/** The service on its ports. */
export const assembleRegistration = (ports: RegistrationPorts): ServiceDefinition & { readonly feeds: () => readonly Feed[] } => {
  const execution: Execution = { store: ports.store, now: ports.now };
  const documents = ports.documents('registration', registrationCollections);
  const acting = (): ActOnAdt =>
    new ActOnAdt({
      execution,
      key: ports.key,
      records: new PatientRecords(execution, ports.key),
      feedOf: (id) => side.feedBook.of(id),
      quarantine: (message, held) => side.quarantine(message, held),
    });
  const side: IntakeSide = intakeSide(
    {
      service: 'registration',
      execution,
      log: ports.log,
      feeds: async () =>
        (await consumer.copies.of(feeds).find(regionWide, {})).flatMap((one) => (one.agreement === undefined ? [] : [one.agreement])),
      onStoreAway: ports.onStoreAway,
      onUnread: ports.onUnread,
    },
    (message) => acting().handle(message),
  );
  const consumer: Consumer = new Consumer({
    service: 'registration',
    documents,
    copies: registrationCopies,
    views: [],
    histories: ports.histories,
    onIncident: ports.onIncident,
    policies: [absorbPolicy(execution), ...side.policies, reconsiderPolicy(() => side, ports)],
  });
  const commands = feedCommands(execution, { log: ports.log, feeds: () => side.feedBook.all(), today: () => todayIn(ports.now) });
  return {
    name: 'registration',
    store: ports.store,
    documents,
    consumer,
    hears,
    contracts: contractsOf.registration.map((contract) => contract.type),
    history: registrationHistory(ports.store),
    tellers: registrationTellers,
    streamsOf: (_trust, patients) => Promise.resolve(patients.map((id) => streamOf(patient, id))),
    controllers: [FeedController, QuarantineController],
    providers: [
      { provide: feedCommandsToken, useValue: commands },
      { provide: quarantineCommandsToken, useValue: side.commands },
    ],
    background: [side.background],
    feeds: () => side.feedBook.all(),
  };
};
