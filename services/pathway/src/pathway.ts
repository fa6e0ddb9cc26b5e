import { contractsOf, type ServiceName } from '@rms/contracts';
import { derivedId, execute, streamOf, type CommandContext, type Execution, type Outcome } from '@rms/event-sourcing';
import { publishedHistory, type Message } from '@rms/messaging';
import { regionWide } from '@rms/nhs';
import { collectionsOf, Consumer, type Copies, type Copy, type Policy } from '@rms/read-models';
import { policyFor, tells, todayIn, type AssemblyPorts, type ServiceDefinition, type Teller } from '@rms/service-kit';
import { followUp } from './follow-up/follow-up.aggregate.js';
import type { Calendar, FollowUpCommand, FollowUpEvent, FollowUpRefusal } from './follow-up/follow-up.facts.js';
import { followUpSentences } from './follow-up/follow-up.sentences.js';
import { FollowUpController } from './follow-up/follow-up.controller.js';
import { protocolAggregate, protocolSentences } from './protocol/protocol.decider.js';
import { inForce, protocols } from './protocol/protocols.projection.js';
import { pathwayPublishes } from './published/published.translation.js';
import { followUps } from './what-is-known-of-a-patient/follow-ups.projection.js';
import { knownOfAPatient, type KnownOfAPatient } from './what-is-known-of-a-patient/known-of-a-patient.js';
import { patients } from './what-is-known-of-a-patient/patients.projection.js';
import { results } from './what-is-known-of-a-patient/results.projection.js';
import { endHisFollowUps, endsOn } from './when-a-patient-dies/end-his-follow-ups.policy.js';
import { considersOn, considerTheResults } from './when-a-result-is-on-record/consider-the-results.policy.js';
import { moveTheFollowUps, movesOn } from './when-records-are-merged/move-the-follow-ups.policy.js';

const hears: readonly ServiceName[] = ['registration', 'results', 'pathway'];
const copies: readonly Copy[] = [patients, results, followUps, protocols];

export const pathwayCollections = collectionsOf(copies, []);
export const pathwayCopies = copies;
export const pathwayTellers: readonly Teller[] = [tells(followUp, followUpSentences), tells(protocolAggregate, protocolSentences)];
export const pathwayHistory = (store: AssemblyPorts['store']) => publishedHistory('pathway', store, pathwayPublishes);

export type FollowUpOutcome = Outcome<FollowUpEvent, FollowUpRefusal>;
type StartCommand = Extract<FollowUpCommand, { readonly type: 'StartFollowUp' }>;
/** What a person says when starting; the rest is known. */
export type StartOrder = Pick<StartCommand, 'anchorOn' | 'stream' | 'team'> & {
  readonly patient: string;
  readonly protocol: string;
  readonly version: number;
  readonly personalLimit?: NonNullable<StartCommand['personalLimit']>;
};

/** Commands of people, on whatever adapters. */
export interface PathwayCommands {
  /** `undefined` for a patient or protocol this trust does not have; `version-moved` when another version came into force meanwhile. */
  start(order: StartOrder, context: CommandContext): Promise<FollowUpOutcome | undefined | 'version-moved'>;
  give(command: FollowUpCommand & { readonly followUp: string }, context: CommandContext): Promise<FollowUpOutcome>;
  calendar(): Calendar;
}

const startWith =
  (execution: Execution, read: Copies, calendar: () => Calendar): PathwayCommands['start'] =>
  async (order, context) => {
    const known = await knownOfAPatient(context.trust, order.patient, read);
    const held = await read.of(protocols).get(regionWide, order.protocol);
    const protocol = held === undefined ? undefined : inForce(held);
    if (known === undefined || protocol === undefined) return undefined;
    if (protocol.version !== order.version) return 'version-moved';
    const ended = known.followUps.filter((one) => one.protocol === order.protocol && one.phase === 'ended').length;
    const id = derivedId(known.patient, `follow-up ${String(ended)} by ${order.protocol}`);
    const { patient: _, protocol: __, version: ___, ...said } = order;
    const command: StartCommand = {
      type: 'StartFollowUp',
      followUp: id,
      patient: known.patient,
      patientDied: known.died,
      protocol,
      calendar: calendar(),
      results: known.results,
      ...said,
    };
    return execute(execution, followUp, { id, command, context: { ...context, patient: known.patient } });
  };

type Reaction = (
  message: Message,
  known: KnownOfAPatient,
  calendar: Calendar,
) => readonly (FollowUpCommand & { readonly followUp: string })[];

/** The service on its ports. */
export const assemblePathway = (
  ports: AssemblyPorts & { readonly holidays: readonly string[] },
): ServiceDefinition & { readonly commands: PathwayCommands } => {
  const execution: Execution = { store: ports.store, now: ports.now };
  const documents = ports.documents('pathway', pathwayCollections);
  const calendar = (): Calendar => ({ today: todayIn(ports.now), holidays: ports.holidays });
  const policy = policyFor({ execution, aggregate: followUp });
  const reacting = (name: string, on: readonly string[], reaction: Reaction): Policy =>
    policy({
      name,
      on,
      decide: async (message) => {
        const known = await knownOfAPatient(message.trust, message.patient ?? '', consumer.copies);
        return known === undefined ? [] : reaction(message, known, calendar()).map((command) => ({ id: command.followUp, command }));
      },
    });
  const consumer: Consumer = new Consumer({
    service: 'pathway',
    documents,
    copies,
    views: [],
    histories: ports.histories,
    onIncident: ports.onIncident,
    policies: [
      reacting('move-the-follow-ups', movesOn, moveTheFollowUps),
      reacting('end-his-follow-ups', endsOn, endHisFollowUps),
      reacting('consider-the-results', considersOn, considerTheResults),
    ],
  });
  const commands: PathwayCommands = {
    start: startWith(execution, consumer.copies, calendar),
    calendar,
    give: (command, context) => execute(execution, followUp, { id: command.followUp, command, context }),
  };
  return {
    name: 'pathway',
    store: ports.store,
    documents,
    consumer,
    hears,
    contracts: hears.flatMap((service) => contractsOf[service].map((contract) => contract.type)),
    history: pathwayHistory(ports.store),
    tellers: pathwayTellers,
    background: [],
    commands,
    streamsOf: async (trust, records) =>
      (await consumer.copies.of(followUps).find(trust, { patient: { $in: [...records] } })).map((one) => streamOf(followUp, one._id)),
    controllers: [FollowUpController],
    providers: [{ provide: 'pathway commands', useValue: commands }],
  };
};
