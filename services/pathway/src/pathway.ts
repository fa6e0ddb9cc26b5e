import { contractsOf, type ServiceName } from '@rms/contracts';
import { execute, streamOf } from '@rms/event-sourcing';
import { publishedHistory, type Message } from '@rms/messaging';
import { collectionsOf, Consumer, type Copy, type Policy } from '@rms/read-models';
import {
  executionOn,
  holidaysAround,
  ownHolidays,
  policyFor,
  tells,
  timersOver,
  todayIn,
  tracedPolicies,
  type AssemblyPorts,
  type ServiceDefinition,
  type Teller,
} from '@rms/service-kit';
import { followUp } from './follow-up/follow-up.aggregate.js';
import type { Calendar, FollowUpCommand } from './follow-up/follow-up.facts.js';
import { pathwayCommands, pathwayCommandsToken, type PathwayCommands } from './follow-up/follow-up.commands.js';
import { followUpNatures, followUpSentences } from './follow-up/follow-up.sentences.js';
import { FollowUpController } from './follow-up/follow-up.controller.js';
import { MissedTestsController } from './follow-up/missed-tests.controller.js';
import { HolidayController, holidayCommandsToken, type HolidayCommands } from './holiday/holiday.controller.js';
import { holidayAggregate, holidayNatures, holidaySentences, holidaysId } from './holiday/holiday.decider.js';
import { protocolAggregate, protocolNatures, protocolSentences } from './protocol/protocol.decider.js';
import { protocols } from './protocol/protocols.projection.js';
import { pathwayPublishes } from './published/published.translation.js';
import { appointments } from './what-is-known-of-a-patient/appointments.projection.js';
import { followUps } from './what-is-known-of-a-patient/follow-ups.projection.js';
import { knownOfAPatient, type KnownOfAPatient } from './what-is-known-of-a-patient/known-of-a-patient.js';
import { patients } from './what-is-known-of-a-patient/patients.projection.js';
import { results } from './what-is-known-of-a-patient/results.projection.js';
import { endHisFollowUps, endsOn } from './when-a-patient-dies/end-his-follow-ups.policy.js';
import { askAboutHisAge, describedAnewOn } from './when-he-is-described-anew/ask-about-his-age.policy.js';
import { considersOn, considerTheResults } from './when-a-result-is-on-record/consider-the-results.policy.js';
import { appointmentsOn, considerTheAppointments } from './when-an-appointment-is-told/consider-the-appointments.policy.js';
import { moveTheFollowUps, movesOn } from './when-records-are-merged/move-the-follow-ups.policy.js';

const hears: readonly ServiceName[] = ['registration', 'results', 'pathway'];
const copies: readonly Copy[] = [patients, results, appointments, followUps, protocols, ownHolidays];

export const pathwayCollections = collectionsOf(copies, []);
export const pathwayCopies = copies;
export const pathwayTellers: readonly Teller[] = [
  tells(followUp, followUpSentences, followUpNatures),
  tells(protocolAggregate, protocolSentences, protocolNatures),
  tells(holidayAggregate, holidaySentences, holidayNatures),
];
export const pathwayHistory = (store: AssemblyPorts['store']) => publishedHistory('pathway', store, pathwayPublishes);

type Reaction = (
  message: Message,
  known: KnownOfAPatient,
  calendar: Calendar,
) => readonly (FollowUpCommand & { readonly followUp: string })[];

/** The service on its ports. */
export const assemblePathway = (ports: AssemblyPorts): ServiceDefinition & { readonly commands: PathwayCommands } => {
  const history = pathwayHistory(ports.store);
  const execution = executionOn(ports, history);
  const documents = ports.documents('pathway', pathwayCollections);
  const calendar = async (trust: string): Promise<Calendar> => {
    const today = todayIn(ports.now);
    return { today, holidays: await holidaysAround(consumer.copies, trust, today) };
  };
  const policy = policyFor({ execution, aggregate: followUp });
  const reacting = (name: string, on: readonly string[], reaction: Reaction): Policy =>
    policy({
      name,
      on,
      decide: async (message) => {
        const known = await knownOfAPatient(message.trust, message.patient ?? '', consumer.copies);
        if (known === undefined) return [];
        return reaction(message, known, await calendar(message.trust)).map((command) => ({ id: command.followUp, command }));
      },
    });
  const consumer: Consumer = new Consumer({
    service: 'pathway',
    documents,
    copies,
    views: [],
    histories: ports.histories,
    onIncident: ports.onIncident,
    policies: tracedPolicies(
      [
        reacting('move-the-follow-ups', movesOn, moveTheFollowUps),
        reacting('end-his-follow-ups', endsOn, endHisFollowUps),
        reacting('ask-about-his-age', describedAnewOn, askAboutHisAge),
        reacting('consider-the-results', considersOn, considerTheResults),
        reacting('consider-the-appointments', appointmentsOn, considerTheAppointments),
      ],
      ports.tracing,
    ),
  });
  const dates = timersOver({
    execution,
    aggregate: followUp,
    documents,
    copy: followUps,
    notice: async ({ _id, trust }): Promise<FollowUpCommand> => ({ type: 'NoticeDate', followUp: _id, calendar: await calendar(trust) }),
  });
  const commands = pathwayCommands(execution, consumer.copies, calendar);
  const holidays: HolidayCommands = {
    today: () => todayIn(ports.now),
    give: (command, context) => execute(execution, holidayAggregate, { id: holidaysId(context.trust), command, context }),
  };
  return {
    name: 'pathway',
    store: ports.store,
    documents,
    consumer,
    hears,
    contracts: hears.flatMap((service) => contractsOf[service].map((contract) => contract.type)),
    history,
    tellers: pathwayTellers,
    background: [],
    timers: [dates],
    commands,
    streamsOf: async (trust, records) =>
      (await consumer.copies.of(followUps).find(trust, { patient: { $in: [...records] } })).map((one) => streamOf(followUp, one._id)),
    controllers: [FollowUpController, MissedTestsController, HolidayController],
    providers: [
      { provide: pathwayCommandsToken, useValue: commands },
      { provide: holidayCommandsToken, useValue: holidays },
    ],
  };
};
