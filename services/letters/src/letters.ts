import { contractsOf, type ServiceName } from '@rms/contracts';
import { derivedId, execute, streamOf, type EventStore, type Execution } from '@rms/event-sourcing';
import { publishedHistory, type Message } from '@rms/messaging';
import { collectionsOf, Consumer, type Copies, type Copy, type Policy } from '@rms/read-models';
import { becauseOf, tells, type AssemblyPorts, type ServiceDefinition, type Teller } from '@rms/service-kit';
import { letter, letterSentences, type LetterCommand } from './letter/letter.aggregate.js';
import { ownLetters, records } from './letter/letters-of-a-follow-up.projection.js';
import { lettersPublishes } from './published/published.translation.js';
import { oweTheLetter, owesOn } from './when-a-result-is-reassuring/owe-the-letter.policy.js';

const hears: readonly ServiceName[] = ['registration', 'pathway', 'letters'];
export const lettersCopies = [ownLetters, records] as unknown as readonly Copy[];
export const lettersCollections = collectionsOf(lettersCopies, []);
export const lettersTellers: readonly Teller[] = [tells(letter, letterSentences)];
export const lettersHistory = (store: EventStore) => publishedHistory('letters', store, lettersPublishes);

const give = async (
  execution: Execution,
  message: Message,
  order: { readonly policy: string; readonly id: string; readonly command: LetterCommand; readonly patient?: string },
): Promise<void> => {
  const context = becauseOf(
    message,
    { service: 'letters', name: order.policy },
    { stream: order.id, trust: message.trust, patient: order.patient ?? message.patient ?? '' },
  );
  const outcome = await execute(execution, letter, { id: order.id, command: order.command, context });
  if (!outcome.accepted) throw new Error(`${order.command.type} was refused: ${outcome.refusal}`);
};

const owePolicy = (execution: Execution): Policy => ({
  name: 'owe-the-letter',
  on: owesOn,
  react: async (message) => {
    const owed = oweTheLetter(message);
    if (owed !== undefined)
      await give(execution, message, {
        policy: 'owe-the-letter',
        id: derivedId(owed.followUp, `letter about ${owed.result}`),
        command: owed.command,
      });
  },
});

/** Letters of a follow-up that was undone, or whose patient died, are not written. */
const stopPolicy = (execution: Execution, copies: () => Copies): Policy => ({
  name: 'stop-every-letter',
  on: ['pathway.start-undone.v1', 'pathway.follow-up-ended.v1'],
  react: async (message) => {
    const { followUp, because } = message.data as { readonly followUp: string; readonly because?: string };
    if (because !== undefined && because !== 'patient-died') return;
    for (const one of await copies().of(ownLetters).find(message.trust, { followUp }))
      await give(execution, message, {
        policy: 'stop-every-letter',
        id: one._id,
        command: { type: 'CancelLetter', because: because === undefined ? 'start-undone' : 'patient-died' },
      });
  },
});

/** Letters of a retired record go on under the record that survives. */
const movePolicy = (execution: Execution, copies: () => Copies): Policy => ({
  name: 'move-the-letters',
  on: ['registration.patient-retired.v1', 'letters.letter-owed.v1'],
  react: async (message) => {
    const record = await copies()
      .of(records)
      .get(message.trust, message.patient ?? '');
    if (record?.retiredInto === undefined) return;
    for (const one of await copies().of(ownLetters).find(message.trust, { patient: record._id }))
      await give(execution, message, {
        policy: 'move-the-letters',
        id: one._id,
        command: { type: 'ReassignLetter', to: record.retiredInto },
      });
  },
});

/** The service on its ports. */
export const assembleLetters = (ports: AssemblyPorts): ServiceDefinition => {
  const execution: Execution = { store: ports.store, now: ports.now };
  const documents = ports.documents('letters', lettersCollections);
  const consumer: Consumer = new Consumer({
    service: 'letters',
    documents,
    copies: lettersCopies,
    views: [],
    histories: ports.histories,
    onIncident: ports.onIncident,
    policies: [owePolicy(execution), stopPolicy(execution, () => consumer.copies), movePolicy(execution, () => consumer.copies)],
  });
  return {
    name: 'letters',
    store: ports.store,
    documents,
    consumer,
    hears,
    contracts: hears.flatMap((service) => contractsOf[service].map((contract) => contract.type)),
    history: lettersHistory(ports.store),
    tellers: lettersTellers,
    streamsOf: async (trust, patients) =>
      (await consumer.copies.of(ownLetters).find(trust, { patient: { $in: [...patients] } })).map((one) => streamOf(letter, one._id)),
    controllers: [],
    providers: [],
    background: [],
  };
};
