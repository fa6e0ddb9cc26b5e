import { contractsOf, type ServiceName } from '@rms/contracts';
import { streamOf, type EventStore } from '@rms/event-sourcing';
import { publishedHistory } from '@rms/messaging';
import { collectionsOf, Consumer, type Copy, type Filter } from '@rms/read-models';
import { executionOn, policyFor, tells, type AssemblyPorts, type ServiceDefinition, type Teller } from '@rms/service-kit';
import { letter, letterNatures, letterSentences } from './letter/letter.aggregate.js';
import { ownLetters, records, type LetterCopy } from './letter/letters-of-a-follow-up.projection.js';
import { lettersPublishes } from './published/published.translation.js';
import { oweAgain, owesAgainOn } from './when-a-follow-up-ends/owe-again.policy.js';
import { stopEveryLetter, stopsOn } from './when-a-follow-up-ends/stop-every-letter.policy.js';
import { oweTheLetter, owesOn } from './when-a-result-is-reassuring/owe-the-letter.policy.js';
import { moveTheLetters, movesOn } from './when-records-are-merged/move-the-letters.policy.js';

const hears: readonly ServiceName[] = ['registration', 'pathway', 'letters'];
export const lettersCopies: readonly Copy[] = [ownLetters, records];
export const lettersCollections = collectionsOf(lettersCopies, []);
export const lettersTellers: readonly Teller[] = [tells(letter, letterSentences, letterNatures)];
export const lettersHistory = (store: EventStore) => publishedHistory('letters', store, lettersPublishes);

/** The service on its ports. */
export const assembleLetters = (ports: AssemblyPorts): ServiceDefinition => {
  const history = lettersHistory(ports.store);
  const execution = executionOn(ports, history);
  const documents = ports.documents('letters', lettersCollections);
  const policy = policyFor({ execution, aggregate: letter });
  const lettersWhere = (trust: string, filter: Filter): Promise<readonly LetterCopy[]> =>
    consumer.copies.of(ownLetters).find(trust, filter);
  const owing = policy({ name: 'owe-the-letter', on: owesOn, decide: (message) => [oweTheLetter(message)] });
  const stopping = policy({
    name: 'stop-every-letter',
    on: stopsOn,
    decide: async (message) => {
      const { followUp } = message.data as { readonly followUp: string };
      return stopEveryLetter(message, await lettersWhere(message.trust, { followUp }));
    },
  });
  const owingAgain = policy({
    name: 'owe-again',
    on: owesAgainOn,
    decide: async (message) => {
      const { followUp } = message.data as { readonly followUp: string };
      return oweAgain(message, await lettersWhere(message.trust, { followUp }));
    },
  });
  const moving = policy({
    name: 'move-the-letters',
    on: movesOn,
    decide: async ({ trust, patient = '' }) =>
      moveTheLetters(await consumer.copies.of(records).get(trust, patient), await lettersWhere(trust, { patient })),
  });
  const consumer: Consumer = new Consumer({
    service: 'letters',
    documents,
    copies: lettersCopies,
    views: [],
    histories: ports.histories,
    onIncident: ports.onIncident,
    policies: [owing, stopping, owingAgain, moving],
  });
  return {
    name: 'letters',
    store: ports.store,
    documents,
    consumer,
    hears,
    contracts: hears.flatMap((service) => contractsOf[service].map((contract) => contract.type)),
    history,
    tellers: lettersTellers,
    streamsOf: async (trust, patients) =>
      (await consumer.copies.of(ownLetters).find(trust, { patient: { $in: [...patients] } })).map((one) => streamOf(letter, one._id)),
    controllers: [],
    providers: [],
    background: [],
    timers: [],
  };
};
