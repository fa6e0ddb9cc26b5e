import { contractsOf, type DataOf, type registration as contracts, type ServiceName } from '@rms/contracts';
import { streamOf, type EventStore } from '@rms/event-sourcing';
import { quarantineOf, quarantineNatures, quarantineSentences, type IntakeLog } from '@rms/intake';
import { publishedHistory } from '@rms/messaging';
import { regionWide } from '@rms/nhs';
import { collectionsOf, Consumer, type Copy } from '@rms/read-models';
import {
  agreementsIn,
  intakeSide,
  QuarantineController,
  executionOn,
  policyFor,
  quarantineCommandsToken,
  readStrangersAgain,
  tells,
  todayIn,
  type Agreements,
  tracedPolicies,
  type AssemblyPorts,
  type IntakeSide,
  type ServiceDefinition,
  type Teller,
} from '@rms/service-kit';
import { appointment, appointmentNatures, appointmentSentences } from './appointment/appointment.aggregate.js';
import { AgreementController } from './feed/agreement.controller.js';
import { claim, claimNatures, claimSentences } from './claim/claim.aggregate.js';
import { feed, feedNatures, feedSentences } from './feed/feed.aggregate.js';
import { dayBefore, feedGauges } from './feed/feed-gauges.js';
import { feedCommands } from './feed/feed.commands.js';
import { FeedController, feedCommandsToken } from './feed/feed.controller.js';
import { patient, patientNatures, patientSentences } from './patient/patient.aggregate.js';
import { registrationPublishes } from './published/published.translation.js';
import { trainingClock, trainingClockNatures, trainingClockSentences } from './training-clock/training-clock.aggregate.js';
import { ActOnAdt, type ActingParts } from './when-a-message-arrives/act-on-adt.js';
import { ActOnSiu } from './when-a-message-arrives/act-on-siu.js';
import { absorbsOn, absorbTheRetired } from './when-records-are-merged/absorb-the-retired.policy.js';
import { appointments } from './who-is-known/appointments.projection.js';
import { NumberClaims } from './who-is-known/number-claims.js';
import { PatientRecords } from './who-is-known/patient-records.js';
import { feeds, ownClaims, records } from './who-is-known/records.projection.js';

const hears: readonly ServiceName[] = ['registration'];
export const registrationCopies: readonly Copy[] = [records, ownClaims, feeds, appointments];
export const registrationCollections = collectionsOf(registrationCopies, []);
export const registrationTellers: readonly Teller[] = [
  tells(patient, patientSentences, patientNatures),
  tells(appointment, appointmentSentences, appointmentNatures),
  tells(claim, claimSentences, claimNatures),
  tells(feed, feedSentences, feedNatures),
  tells(trainingClock, trainingClockSentences, trainingClockNatures),
  tells(quarantineOf('registration'), quarantineSentences, quarantineNatures),
];
export const registrationHistory = (store: EventStore) => publishedHistory('registration', store, registrationPublishes);

export interface RegistrationPorts extends AssemblyPorts {
  readonly log: IntakeLog;
  /** The directory's own key, under which numbers become ids. */
  readonly key: Uint8Array;
  readonly onStoreAway: (error: unknown) => void;
  readonly onUnread: Parameters<typeof intakeSide>[0]['onUnread'];
}

/** The service on its ports. */
export const assembleRegistration = (ports: RegistrationPorts): ServiceDefinition & Agreements => {
  const history = registrationHistory(ports.store);
  const execution = executionOn(ports, history);
  const documents = ports.documents('registration', registrationCollections);
  const patientRecords = new PatientRecords(ports.store, new NumberClaims(execution, ports.key, ports.newId));
  const acting = (): ActingParts => ({
    execution,
    key: ports.key,
    records: patientRecords,
    log: ports.log,
    feedOf: (id) => side.feedBook.of(id),
    quarantine: (message, held) => side.quarantine(message, held),
    wasReadAgainFor: (message, rules) => side.wasReadAgainFor(message, rules),
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
      tracing: ports.tracing,
    },
    (message, by) => (message.type.startsWith('SIU') ? new ActOnSiu(acting()) : new ActOnAdt(acting())).handle(message, by),
  );
  const absorbing = policyFor({ execution, aggregate: patient, overtaking: ['retired'] })({
    name: 'absorb-the-retired',
    on: absorbsOn,
    decide: async ({ data }) => {
      const { patient: id, into } = data as DataOf<typeof contracts.patientRetired>;
      const [retired, survivor] = [await patientRecords.record(id), await patientRecords.survivor(into)];
      return absorbTheRetired(retired, survivor);
    },
  });
  const consumer: Consumer = new Consumer({
    service: 'registration',
    documents,
    copies: registrationCopies,
    views: [],
    histories: ports.histories,
    onIncident: ports.onIncident,
    policies: tracedPolicies(
      [absorbing, ...side.policies, readStrangersAgain({ ...ports, route: 'registration', reader: () => side.reader })],
      ports.tracing,
    ),
  });
  const commands = feedCommands(execution, { log: ports.log, feeds: () => side.feedBook.all(), today: () => todayIn(ports.now) });
  return {
    name: 'registration',
    store: ports.store,
    documents,
    consumer,
    hears,
    contracts: contractsOf.registration.map((contract) => contract.type),
    history,
    tellers: registrationTellers,
    streamsOf: async (trust, patients) => [
      ...patients.map((id) => streamOf(patient, id)),
      ...(await consumer.copies.of(ownClaims).find(trust, { patient: { $in: [...patients] } })).map((one) => streamOf(claim, one._id)),
      ...(await consumer.copies.of(appointments).find(trust, { patient: { $in: [...patients] } })).map((one) =>
        streamOf(appointment, one._id),
      ),
    ],
    controllers: [FeedController, AgreementController, QuarantineController],
    providers: [
      { provide: feedCommandsToken, useValue: commands },
      { provide: quarantineCommandsToken, useValue: side.commands },
    ],
    background: [side.background],
    timers: [],
    ...agreementsIn(side.feedBook),
    gauges: async () => {
      const now = ports.now();
      return feedGauges({ feeds: side.feedBook.all(), activity: await ports.log.activity(dayBefore(now)), now });
    },
  };
};
