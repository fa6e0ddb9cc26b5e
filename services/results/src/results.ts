import { contractsOf, type FeedAgreement, type ServiceName } from '@rms/contracts';
import { streamOf, type EventStore } from '@rms/event-sourcing';
import {
  numbersIn,
  quarantineOf,
  quarantineNatures,
  quarantineSentences,
  type Arrived,
  type IntakeLog,
  type OutcomeRecord,
} from '@rms/intake';
import { publishedHistory, type Message } from '@rms/messaging';
import { regionWide } from '@rms/nhs';
import { collectionsOf, Consumer, type Copy, type CopyDocument } from '@rms/read-models';
import {
  agreementsIn,
  intakeSide,
  QuarantineController,
  executionOn,
  policyFor,
  quarantineCommandsToken,
  readStrangersAgain,
  tells,
  type Agreements,
  tracedPolicies,
  type AssemblyPorts,
  type IntakeSide,
  type ServiceDefinition,
  type Teller,
} from '@rms/service-kit';
import { resultsPublishes } from './published/published.translation.js';
import { ownResults } from './result/own-results.projection.js';
import { result, resultNatures, resultSentences } from './result/result.aggregate.js';
import { ActOnOru } from './when-a-message-arrives/act-on-oru.js';
import { moveTheResults, movesOn } from './when-records-are-merged/move-the-results.policy.js';
import {
  MessageBehindResultController,
  messagesBehindToken,
  type MessagesBehind,
} from './which-message-said-so/message-behind-result.controller.js';
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
export const resultsCopies: readonly Copy[] = [people, claims, feeds, ownResults];
export const resultsCollections = collectionsOf(resultsCopies, []);
export const resultsTellers: readonly Teller[] = [
  tells(result, resultSentences, resultNatures),
  tells(quarantineOf('results'), quarantineSentences, quarantineNatures),
];
export const resultsHistory = (store: EventStore) => publishedHistory('results', store, resultsPublishes);

export interface ResultsPorts extends AssemblyPorts {
  readonly log: IntakeLog;
  readonly key: Uint8Array;
  readonly onStoreAway: (error: unknown) => void;
  readonly onUnread: Parameters<typeof intakeSide>[0]['onUnread'];
}

/** The service on its ports. */
export const assembleResults = (ports: ResultsPorts): ServiceDefinition & Agreements => {
  const history = resultsHistory(ports.store);
  const execution = executionOn(ports, history);
  const documents = ports.documents('results', resultsCollections);
  const acting = (): ActOnOru =>
    new ActOnOru({
      execution,
      copies: consumer.copies,
      key: ports.key,
      log: ports.log,
      feedOf: (id) => side.feedBook.of(id),
      quarantine: (message, problem) => side.quarantine(message, problem),
      wasReadAgainFor: (message, rules) => side.wasReadAgainFor(message, rules),
    });
  // Somebody may have become known between looking him up and writing down that he was not.
  const lookAgain = async (message: Arrived, outcome: Omit<OutcomeRecord, 'receipt'>): Promise<void> => {
    if (outcome.rule !== 'not-ours' || (outcome.waitsFor ?? []).length === 0) return;
    const found = await peopleNowKnown(message);
    if (found) await side.reader.readAgain(message);
  };
  const peopleNowKnown = async (message: Arrived): Promise<boolean> => {
    const feed = side.feedBook.of(message.feed);
    const numbers = feed === undefined ? [] : numbersIn(message);
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
      tracing: ports.tracing,
    },
    (message, by) => acting().handle(message, by),
    lookAgain,
  );
  const moving = policyFor({ execution, aggregate: result })({
    name: 'move-the-results',
    on: movesOn,
    decide: async ({ trust, patient = '' }) => {
      const survivor = await survivingRecord(trust, patient, consumer.copies);
      const records = await recordsOf(trust, survivor, consumer.copies);
      return moveTheResults(survivor, await consumer.copies.of(ownResults).find(trust, { patient: { $in: [...records] } }));
    },
  });
  const consumer: Consumer = new Consumer({
    service: 'results',
    documents,
    copies: resultsCopies,
    views: [],
    histories: ports.histories,
    onIncident: ports.onIncident,
    policies: tracedPolicies(
      [moving, ...side.policies, readStrangersAgain({ ...ports, route: 'results', reader: () => side.reader })],
      ports.tracing,
    ),
  });
  return {
    name: 'results',
    store: ports.store,
    documents,
    consumer,
    hears,
    contracts: hears.flatMap((service) => contractsOf[service].map((contract) => contract.type)),
    history,
    tellers: resultsTellers,
    streamsOf: async (trust, patients) =>
      (await consumer.copies.of(ownResults).find(trust, { patient: { $in: [...patients] } })).map((one) => streamOf(result, one._id)),
    controllers: [QuarantineController, MessageBehindResultController],
    providers: [
      { provide: quarantineCommandsToken, useValue: side.commands },
      { provide: messagesBehindToken, useValue: { store: ports.store, log: ports.log } satisfies MessagesBehind },
    ],
    background: [side.background],
    timers: [],
    ...agreementsIn(side.feedBook),
  };
};
