import { contractsOf, portalGateway, type ServiceName } from '@rms/contracts';
import { execute, streamOf, type CommandContext, type EventStore, type Execution, type Outcome } from '@rms/event-sourcing';
import { publishedHistory } from '@rms/messaging';
import { regionWide } from '@rms/nhs';
import { collectionsOf, Consumer, type Copies, type Copy } from '@rms/read-models';
import {
  executionOn,
  holidaysOf,
  ownHolidays,
  tells,
  timersOver,
  todayIn,
  tracedPolicies,
  type AssemblyPorts,
  type ServiceDefinition,
  type Teller,
} from '@rms/service-kit';
import { alertingCommands, alertingCommandsToken, hoursOf, type AlertingCommands } from './alerting.commands.js';
import { alertingPolicies } from './alerting.policies.js';
import { colleague, colleagueNatures, colleagueSentences, type ColleagueCommand } from './colleague/colleague.aggregate.js';
import { ColleagueController } from './colleague/colleague.controller.js';
import { helplineCall, helplineCallNatures, helplineCallSentences } from './helpline-call/helpline-call.aggregate.js';
import { HelplineCallController } from './helpline-call/helpline-call.controller.js';
import { alertingPublishes } from './published/published.translation.js';
import { certificate, certificateNatures, certificateSentences } from './nobody-is-lost/certificate.aggregate.js';
import { certificates } from './nobody-is-lost/certificates.projection.js';
import type { KeepingWatch } from './nobody-is-lost/keeping-watch.js';
import { assembleNobodyIsLost, type NobodyIsLostParts } from './nobody-is-lost/nobody-is-lost.js';
import { sweep, sweepNatures, sweepSentences } from './nobody-is-lost/sweep.aggregate.js';
import { task, taskNatures, taskSentences } from './task/task.aggregate.js';
import type { TaskCommand } from './task/task.facts.js';
import { TaskController } from './task/task.controller.js';
import { team, teamNatures, teamSentences } from './team/team.aggregate.js';
import { TeamController } from './team/team.controller.js';
import type { Team, TeamEvent, TeamRefusal } from './team/team.facts.js';
import { alertingGauges } from './who-acts/alerting-gauges.js';
import { colleagues } from './who-acts/colleagues.projection.js';
import type { Desk } from './who-acts/desk.model.js';
import { agreedHours, calls, records } from './who-acts/others.projection.js';
import { staff, workersOf } from './who-acts/staff.projection.js';
import { tasks } from './who-acts/tasks.projection.js';
import { teams } from './who-acts/teams.projection.js';
import { reminders } from './when-a-test-is-missed/reminders.projection.js';
import {
  usualHours,
  workingHours,
  workingHoursNatures,
  workingHoursSentences,
  type WorkingHours,
  type WorkingHoursEvent,
  type WorkingHoursRefusal,
} from './working-hours/working-hours.aggregate.js';
import { WorkingHoursController } from './working-hours/working-hours.controller.js';

// The gateway is heard for one thing alone: who may sign in and in which roles. Who looked at whom is nothing to alerting.
const hears: readonly ServiceName[] = ['registration', 'results', 'pathway', 'letters', 'alerting', 'portal-gateway'];
const ofTheGateway: readonly string[] = [
  portalGateway.staffRecorded,
  portalGateway.staffAdded,
  portalGateway.rolesGiven,
  portalGateway.staffPutOutOfUse,
  portalGateway.staffPutBackInUse,
].map(({ type }) => type);
export const alertingCopies: readonly Copy[] = [
  teams,
  tasks,
  records,
  colleagues,
  staff,
  calls,
  agreedHours,
  certificates,
  ownHolidays,
  reminders,
];
export const alertingCollections = collectionsOf(alertingCopies, []);
export const alertingTellers: readonly Teller[] = [
  tells(task, taskSentences, taskNatures),
  tells(team, teamSentences, teamNatures),
  tells(helplineCall, helplineCallSentences, helplineCallNatures),
  tells(colleague, colleagueSentences, colleagueNatures),
  tells(workingHours, workingHoursSentences, workingHoursNatures),
  tells(certificate, certificateSentences, certificateNatures),
  tells(sweep, sweepSentences, sweepNatures),
];
export const alertingHistory = (store: EventStore) => publishedHistory('alerting', store, alertingPublishes);

/** Forms a team: for administration and for the seed. */
export const formTeam = (
  execution: Execution,
  order: { readonly id: string; readonly team: Team },
  context: CommandContext,
): Promise<Outcome<TeamEvent, TeamRefusal>> =>
  execute(execution, team, { id: order.id, command: { type: 'FormTeam', ...order.team }, context });

/** Says when the teams of a trust are at work: for the seed. */
export const agreeWorkingHours = (
  execution: Execution,
  hours: WorkingHours,
  context: CommandContext,
): Promise<Outcome<WorkingHoursEvent, WorkingHoursRefusal>> =>
  execute(execution, workingHours, { id: hoursOf(context.trust), command: { type: 'AgreeWorkingHours', ...hours }, context });

export type AlertingPorts = AssemblyPorts & Pick<NobodyIsLostParts, 'signer' | 'certifies' | 'onSilent'>;

const deskOf = async (trust: string, { now }: AlertingPorts, copies: Copies): Promise<Desk> => {
  const { closedOn, ...hours } = (await copies.of(agreedHours).get(trust, hoursOf(trust)))?.hours ?? usualHours;
  const known = await holidaysOf(copies, trust);
  const holidays = { has: (date: string) => known.has(date) || closedOn.includes(date) };
  return {
    roster: {
      teams: await copies.of(teams).find(trust, {}),
      colleagues: await copies.of(colleagues).find(trust, {}),
      staff: workersOf(trust, await copies.of(staff).find(regionWide, {})),
    },
    moment: { now: now(), time: { ...hours, holidays } },
  };
};

const parts = (ports: AlertingPorts) => {
  const history = alertingHistory(ports.store);
  const execution = executionOn(ports, history);
  const documents = ports.documents('alerting', alertingCollections);
  const desk = (trust: string): Promise<Desk> => deskOf(trust, ports, consumer.copies);
  const consumer: Consumer = new Consumer({
    service: 'alerting',
    documents,
    copies: alertingCopies,
    views: [],
    histories: ports.histories,
    onIncident: ports.onIncident,
    policies: tracedPolicies(alertingPolicies({ execution, copies: () => consumer.copies, deskOf: desk }), ports.tracing),
  });
  return { history, execution, documents, desk, consumer };
};

/** The service on its ports. */
export const assembleAlerting = (
  ports: AlertingPorts,
): ServiceDefinition & { readonly commands: AlertingCommands; readonly watch: KeepingWatch } => {
  const { history, execution, documents, desk, consumer } = parts(ports);
  const commands = alertingCommands(execution, consumer.copies, desk);
  const nobodyIsLost = assembleNobodyIsLost({ ...ports, execution, documents, deskOf: desk });
  return {
    name: 'alerting',
    watch: nobodyIsLost.watch,
    look: async () => {
      await nobodyIsLost.watch.sweep();
    },
    store: ports.store,
    documents,
    consumer,
    hears,
    contracts: hears
      .flatMap((service) => contractsOf[service].map((contract) => contract.type))
      .filter((type) => !type.startsWith('portal-gateway.') || ofTheGateway.includes(type)),
    history,
    tellers: alertingTellers,
    commands,
    gauges: () => alertingGauges(documents, ports.now()),
    streamsOf: async (trust, patients) => {
      const his = { patient: { $in: [...patients] } };
      return [
        ...(await consumer.copies.of(tasks).find(trust, his)).map((one) => streamOf(task, one._id)),
        ...(await consumer.copies.of(calls).find(trust, his)).map((one) => streamOf(helplineCall, one._id)),
      ];
    },
    controllers: [TaskController, HelplineCallController, TeamController, ColleagueController, WorkingHoursController],
    providers: [{ provide: alertingCommandsToken, useValue: commands }],
    background: [nobodyIsLost.background],
    timers: [
      nobodyIsLost.watch.timers,
      timersOver({
        execution,
        aggregate: colleague,
        documents,
        copy: colleagues,
        notice: (): ColleagueCommand => ({ type: 'NoticeDate', today: todayIn(ports.now) }),
      }),
      timersOver({
        execution,
        aggregate: task,
        documents,
        copy: tasks,
        notice: async ({ trust }): Promise<TaskCommand> => ({ type: 'NoticeDate', ...(await desk(trust)) }),
      }),
    ],
  };
};
