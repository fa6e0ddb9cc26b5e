import { contractsOf, type ServiceName } from '@rms/contracts';
import { execute, streamOf, type CommandContext, type EventStore, type Execution, type Outcome } from '@rms/event-sourcing';
import { publishedHistory, type Message } from '@rms/messaging';
import { parseCivilDate, present } from '@rms/nhs';
import { collectionsOf, Consumer, type Copies, type Copy, type Policy } from '@rms/read-models';
import { becauseOf, tells, todayIn, type AssemblyPorts, type ServiceDefinition, type Teller } from '@rms/service-kit';
import { alertingPublishes } from './published/published.translation.js';
import { task, taskSentences, type TaskCommand } from './task/task.aggregate.js';
import { team, teamSentences, type Team, type TeamEvent } from './team/team.aggregate.js';
import { actsOn, giveItAnOwner, type Order } from './when-a-clinician-must-look/give-it-an-owner.policy.js';
import { records, tasks, teams } from './who-acts/teams-and-tasks.projection.js';

const hears: readonly ServiceName[] = ['registration', 'results', 'pathway', 'letters', 'alerting'];
export const alertingCopies = [teams, tasks, records] as unknown as readonly Copy[];
export const alertingCollections = collectionsOf(alertingCopies, []);
export const alertingTellers: readonly Teller[] = [tells(task, taskSentences), tells(team, teamSentences)];
export const alertingHistory = (store: EventStore) => publishedHistory('alerting', store, alertingPublishes);

const give = async (
  execution: Execution,
  message: Message,
  order: Order & { readonly policy: string; readonly command: TaskCommand },
): Promise<void> => {
  const context = becauseOf(
    message,
    { service: 'alerting', name: order.policy },
    { stream: order.task, trust: message.trust, ...present({ patient: order.patient }) },
  );
  const outcome = await execute(execution, task, { id: order.task, command: order.command, context });
  if (!outcome.accepted && outcome.refusal !== 'no-such-task') throw new Error(`${order.command.type} was refused: ${outcome.refusal}`);
};

/** Forms a team: for administration and for the seed. */
export const formTeam = (
  execution: Execution,
  order: { readonly id: string; readonly team: Team },
  context: CommandContext,
): Promise<Outcome<TeamEvent, never>> => execute(execution, team, { id: order.id, command: { type: 'FormTeam', ...order.team }, context });

/** Tasks of a retired record go on under the record that survives. */
const movePolicy = (execution: Execution, copies: () => Copies): Policy => ({
  name: 'move-the-tasks',
  on: ['registration.patient-retired.v1', 'alerting.task-opened.v1'],
  react: async (message) => {
    const record = await copies()
      .of(records)
      .get(message.trust, message.patient ?? '');
    if (record?.retiredInto === undefined) return;
    for (const one of await copies().of(tasks).find(message.trust, { patient: record._id }))
      await give(execution, message, {
        policy: 'move-the-tasks',
        task: one._id,
        command: { type: 'ReassignTask', patient: record.retiredInto },
      });
  },
});

/** The service on its ports. */
export const assembleAlerting = (ports: AssemblyPorts & { readonly holidays: readonly string[] }): ServiceDefinition => {
  const execution: Execution = { store: ports.store, now: ports.now };
  const documents = ports.documents('alerting', alertingCollections);
  const holidays = new Set(ports.holidays);
  const ownPolicy: Policy = {
    name: 'give-it-an-owner',
    on: actsOn,
    react: async (message) => {
      const today = parseCivilDate(todayIn(ports.now));
      if (today === undefined) throw new Error('the clock gives no date');
      const known = await consumer.copies.of(teams).find(message.trust, {});
      for (const order of giveItAnOwner(message, { teams: known, today, holidays }))
        await give(execution, message, { ...order, policy: 'give-it-an-owner' });
    },
  };
  const consumer: Consumer = new Consumer({
    service: 'alerting',
    documents,
    copies: alertingCopies,
    views: [],
    histories: ports.histories,
    onIncident: ports.onIncident,
    policies: [ownPolicy, movePolicy(execution, () => consumer.copies)],
  });
  return {
    name: 'alerting',
    store: ports.store,
    documents,
    consumer,
    hears,
    contracts: hears.flatMap((service) => contractsOf[service].map((contract) => contract.type)),
    history: alertingHistory(ports.store),
    tellers: alertingTellers,
    streamsOf: async (trust, patients) =>
      (await consumer.copies.of(tasks).find(trust, { patient: { $in: [...patients] } })).map((one) => streamOf(task, one._id)),
    controllers: [],
    providers: [],
    background: [],
  };
};
