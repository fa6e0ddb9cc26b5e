import { contractsOf, type ServiceName } from '@rms/contracts';
import { execute, streamOf, type CommandContext, type EventStore, type Outcome, type Execution } from '@rms/event-sourcing';
import { publishedHistory } from '@rms/messaging';
import { parseCivilDate } from '@rms/nhs';
import { collectionsOf, Consumer, type Copies, type Copy } from '@rms/read-models';
import {
  executionOn,
  holidaysOf,
  ownHolidays,
  policyFor,
  tells,
  todayIn,
  type AssemblyPorts,
  type ServiceDefinition,
  type Teller,
} from '@rms/service-kit';
import { alertingPublishes } from './published/published.translation.js';
import { task, taskSentences } from './task/task.aggregate.js';
import { team, teamSentences, type Team, type TeamEvent } from './team/team.aggregate.js';
import { actsOn, giveItAnOwner, type Desk } from './when-a-clinician-must-look/give-it-an-owner.policy.js';
import { certificate, certificateSentences } from './nobody-is-lost/certificate.aggregate.js';
import { certificates } from './nobody-is-lost/certificates.projection.js';
import type { KeepingWatch } from './nobody-is-lost/keeping-watch.js';
import { assembleNobodyIsLost, type NobodyIsLostParts } from './nobody-is-lost/nobody-is-lost.js';
import { sweep, sweepSentences } from './nobody-is-lost/sweep.aggregate.js';
import { movesOn, moveTheTasks } from './when-records-are-merged/move-the-tasks.policy.js';
import { records, tasks, teams } from './who-acts/teams-and-tasks.projection.js';

const hears: readonly ServiceName[] = ['registration', 'results', 'pathway', 'letters', 'alerting'];
export const alertingCopies: readonly Copy[] = [teams, tasks, records, certificates, ownHolidays];
export const alertingCollections = collectionsOf(alertingCopies, []);
export const alertingTellers: readonly Teller[] = [
  tells(task, taskSentences),
  tells(team, teamSentences),
  tells(certificate, certificateSentences),
  tells(sweep, sweepSentences),
];
export const alertingHistory = (store: EventStore) => publishedHistory('alerting', store, alertingPublishes);

/** Forms a team: for administration and for the seed. */
export const formTeam = (
  execution: Execution,
  order: { readonly id: string; readonly team: Team },
  context: CommandContext,
): Promise<Outcome<TeamEvent, never>> => execute(execution, team, { id: order.id, command: { type: 'FormTeam', ...order.team }, context });

export type AlertingPorts = AssemblyPorts & Pick<NobodyIsLostParts, 'signer' | 'certifies' | 'onSilent'>;

const deskOf = async (trust: string, { now }: AlertingPorts, copies: Copies): Promise<Desk> => {
  const today = parseCivilDate(todayIn(now));
  if (today === undefined) throw new Error('the clock gives no date');
  return { teams: await copies.of(teams).find(trust, {}), today, holidays: await holidaysOf(copies, trust) };
};

/** The service on its ports. */
export const assembleAlerting = (ports: AlertingPorts): ServiceDefinition & { readonly watch: KeepingWatch } => {
  const history = alertingHistory(ports.store);
  const execution = executionOn(ports, history);
  const documents = ports.documents('alerting', alertingCollections);
  const policy = policyFor({ execution, aggregate: task, harmless: ['no-such-task'] });
  const giving = policy({
    name: 'give-it-an-owner',
    on: actsOn,
    decide: async (message) => giveItAnOwner(message, await deskOf(message.trust, ports, consumer.copies)),
  });
  const moving = policy({
    name: 'move-the-tasks',
    on: movesOn,
    decide: async ({ trust, patient = '' }) => {
      const { copies } = consumer;
      return moveTheTasks(await copies.of(records).get(trust, patient), await copies.of(tasks).find(trust, { patient }));
    },
  });
  const consumer: Consumer = new Consumer({
    service: 'alerting',
    documents,
    copies: alertingCopies,
    views: [],
    histories: ports.histories,
    onIncident: ports.onIncident,
    policies: [giving, moving],
  });
  const nobodyIsLost = assembleNobodyIsLost({ ...ports, execution, documents, copies: () => consumer.copies });
  return {
    name: 'alerting',
    watch: nobodyIsLost.watch,
    store: ports.store,
    documents,
    consumer,
    hears,
    contracts: hears.flatMap((service) => contractsOf[service].map((contract) => contract.type)),
    history,
    tellers: alertingTellers,
    streamsOf: async (trust, patients) =>
      (await consumer.copies.of(tasks).find(trust, { patient: { $in: [...patients] } })).map((one) => streamOf(task, one._id)),
    controllers: [],
    providers: [],
    background: [nobodyIsLost.background],
    timers: [nobodyIsLost.watch.timers],
  };
};
