import { contractsOf, type Demographics, type FeedAgreement, type ServiceName } from '@rms/contracts';
import { execute, streamOf, type EventStore, type Execution } from '@rms/event-sourcing';
import { nhsAuthority, quarantineOf, quarantineSentences, type Arrived, type IntakeLog, type OutcomeRecord, waitingKey } from '@rms/intake';
import { publishedHistory, type Message } from '@rms/messaging';
import { instantFromMillis, millisOf, parseInstant, regionWide } from '@rms/nhs';
import { collectionsOf, Consumer, type Copies, type Copy, type CopyDocument, type Policy } from '@rms/read-models';
import {
  becauseOf,
  intakeSide,
  QuarantineController,
  quarantineCommandsToken,
  tells,
  type AssemblyPorts,
  type IntakeSide,
  type ServiceDefinition,
  type Teller,
} from '@rms/service-kit';
import { resultsPublishes } from './published/published.translation.js';
import { ownResults } from './result/own-results.projection.js';
import { result, resultSentences } from './result/result.aggregate.js';
import { ActOnOru } from './when-a-message-arrives/act-on-oru.js';
import { numbersIn } from './when-a-message-arrives/whose-result-it-is.js';
import { peopleWith, recordsOf, survivingRecord } from './who-is-known/known-people.js';
import { claims, people } from './who-is-known/people.projection.js';

interface FeedCopy extends CopyDocument {
  readonly agreement?: FeedAgreement;
}
const feeds: Copy<FeedCopy> = {
  name: 'feeds',
  of: 'registration.feed',
  indexes: [],
  initial: {},
  evolve: (before, message: Message) =>
    message.type === 'registration.feed-agreed.v1' ? { agreement: message.data as FeedAgreement } : before,
};

const hears: readonly ServiceName[] = ['registration', 'results'];
const reconsiderDays = 35;
export const resultsCopies = [people, claims, feeds, ownResults] as unknown as readonly Copy[];
export const resultsCollections = collectionsOf(resultsCopies, []);
export const resultsTellers: readonly Teller[] = [tells(result, resultSentences), tells(quarantineOf('results'), quarantineSentences)];
export const resultsHistory = (store: EventStore) => publishedHistory('results', store, resultsPublishes);

export interface ResultsPorts extends AssemblyPorts {
  readonly log: IntakeLog;
  readonly key: Uint8Array;
  readonly onStoreAway: (error: unknown) => void;
  readonly onUnread: Parameters<typeof intakeSide>[0]['onUnread'];
}

const daysBefore = (now: string, days: number): string => {
  const instant = parseInstant(now);
  return instant === undefined ? '' : instantFromMillis(millisOf(instant) - days * 24 * 3600 * 1000);
};
const numbersOf = (d: Demographics) => [
  ...(d.nhsNumber === undefined ? [] : [{ authority: nhsAuthority, id: d.nhsNumber }]),
  ...d.localIds,
  ...d.formerIds,
];

/** A stranger's result is read again when somebody with its number is registered, corrected or merged: whichever comes second finds the other. */
const reconsiderPolicy = (side: () => IntakeSide, ports: ResultsPorts): Policy => ({
  name: 'reconsider-strangers',
  on: ['registration.patient-registered.v1', 'registration.demographics-corrected.v1', 'registration.patient-absorbed.v1'],
  react: async (message: Message) => {
    const { demographics } = message.data as { readonly demographics: Demographics };
    const keys = numbersOf(demographics).map((number) => waitingKey(ports.key, number));
    for (const arrived of await ports.log.waiting('results', keys, daysBefore(ports.now(), reconsiderDays)))
      await side().reader.readAgain(arrived);
  },
});

/** Results of a retired record go on under the record that survives. */
const movePolicy = (execution: Execution, copies: () => Copies): Policy => ({
  name: 'move-the-results',
  on: ['registration.patient-retired.v1', 'results.result-recorded.v1', 'results.result-retracted.v1'],
  react: async (message: Message) => {
    const survivor = await survivingRecord(message.trust, message.patient ?? '', copies());
    const records = (await recordsOf(message.trust, survivor, copies())).filter((id) => id !== survivor);
    for (const moved of await copies()
      .of(ownResults)
      .find(message.trust, { patient: { $in: [...records] } })) {
      const outcome = await execute(execution, result, {
        id: moved._id,
        command: { type: 'ReassignResult', to: survivor },
        context: becauseOf(message, { service: 'results', name: 'move-the-results' }, { stream: moved._id, trust: message.trust }),
      });
      if (!outcome.accepted) throw new Error(`A result could not be moved: ${outcome.refusal}`);
    }
  },
});

/** The service on its ports. */
export const assembleResults = (ports: ResultsPorts): ServiceDefinition => {
  const execution: Execution = { store: ports.store, now: ports.now };
  const documents = ports.documents('results', resultsCollections);
  const acting = (): ActOnOru =>
    new ActOnOru({
      execution,
      copies: consumer.copies,
      key: ports.key,
      log: ports.log,
      feedOf: (id) => side.feedBook.of(id),
      quarantine: (message, problem) => side.quarantine(message, problem),
    });
  // Somebody may have become known between looking him up and writing down that he was not.
  const lookAgain = async (message: Arrived, outcome: Omit<OutcomeRecord, 'receipt'>): Promise<void> => {
    if (outcome.rule !== 'not-ours' || (outcome.waitsFor ?? []).length === 0) return;
    const found = await peopleNowKnown(message);
    if (found) await side.reader.readAgain(message);
  };
  const peopleNowKnown = async (message: Arrived): Promise<boolean> => {
    const feed = side.feedBook.of(message.feed);
    const numbers = feed === undefined ? [] : numbersIn(message, feed.feed);
    for (const trust of feed?.trusts ?? []) if ((await peopleWith(trust, numbers, consumer.copies)).length > 0) return true;
    return false;
  };
  const side: IntakeSide = intakeSide(
    {
      service: 'results',
      execution,
      log: ports.log,
      feeds: async () =>
        (await consumer.copies.of(feeds).find(regionWide, {})).flatMap((one) => (one.agreement === undefined ? [] : [one.agreement])),
      onStoreAway: ports.onStoreAway,
      onUnread: ports.onUnread,
    },
    (message, by) => acting().handle(message, by),
    lookAgain,
  );
  const consumer: Consumer = new Consumer({
    service: 'results',
    documents,
    copies: resultsCopies,
    views: [],
    histories: ports.histories,
    onIncident: ports.onIncident,
    policies: [movePolicy(execution, () => consumer.copies), ...side.policies, reconsiderPolicy(() => side, ports)],
  });
  return {
    name: 'results',
    store: ports.store,
    documents,
    consumer,
    hears,
    contracts: hears.flatMap((service) => contractsOf[service].map((contract) => contract.type)),
    history: resultsHistory(ports.store),
    tellers: resultsTellers,
    streamsOf: async (trust, patients) =>
      (await consumer.copies.of(ownResults).find(trust, { patient: { $in: [...patients] } })).map((one) => streamOf(result, one._id)),
    controllers: [QuarantineController],
    providers: [{ provide: quarantineCommandsToken, useValue: side.commands }],
    background: [side.background],
  };
};
