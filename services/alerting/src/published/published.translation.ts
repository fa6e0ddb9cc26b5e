import { alerting as c } from '@rms/contracts';
import { idOfStream, type Fact } from '@rms/event-sourcing/pure';
import { publishes, say, type Published, type Said } from '@rms/messaging/pure';
import { colleague, type ColleagueEvent } from '../colleague/colleague.aggregate.js';
import { helplineCall } from '../helpline-call/helpline-call.aggregate.js';
import type { HelplineCallEvent } from '../helpline-call/helpline-call.facts.js';
import { task } from '../task/task.aggregate.js';
import type { TaskEvent } from '../task/task.facts.js';
import { team } from '../team/team.aggregate.js';
import type { TeamEvent } from '../team/team.facts.js';
import { workingHours, type WorkingHoursEvent } from '../working-hours/working-hours.aggregate.js';
import { certificate, type CertificateEvent } from '../nobody-is-lost/certificate.aggregate.js';
import { sweep, type SweepEvent } from '../nobody-is-lost/sweep.aggregate.js';

const translateTask = (e: TaskEvent, fact: Fact<TaskEvent>): Said => {
  const { type, ...content } = e;
  const id = { task: idOfStream(fact.stream) };
  switch (type) {
    case 'TaskOpened':
      return say(c.taskOpened, { ...id, ...content, openedAt: fact.metadata['recordedAt'] });
    case 'TaskRestated':
      return say(c.taskRestated, { ...id, ...content });
    case 'TaskClosed':
      return say(c.taskClosed, { ...id, ...content });
    case 'TaskReassigned':
      return say(c.taskReassigned, { ...id, ...content });
    case 'TaskLinked':
      return say(c.taskLinked, { ...id, ...content });
    case 'TaskTaken':
      return say(c.taskTaken, { ...id, ...content });
    case 'TaskGiven':
      return say(c.taskGiven, { ...id, ...content });
    case 'TaskCovered':
      return say(c.taskCovered, { ...id, ...content });
    case 'TaskReturned':
      return say(c.taskReturned, id);
    case 'TaskEscalated':
      return say(c.taskEscalated, { ...id, ...content });
    default:
      return type satisfies never;
  }
};

const translateTeam = (e: TeamEvent, fact: Fact<TeamEvent>): Said => {
  const { type, ...content } = e;
  const id = { team: idOfStream(fact.stream) };
  switch (type) {
    case 'TeamFormed':
      return say(c.teamFormed, { ...id, ...content });
    case 'MemberJoined':
      return say(c.teamMemberJoined, { ...id, ...content });
    case 'MemberWithdrew':
      return say(c.teamMemberWithdrew, { ...id, ...content });
    case 'LeadNamed':
      return say(c.teamLeadNamed, { ...id, ...content });
    case 'WorkAgreed':
      return say(c.teamWorkAgreed, { ...id, ...content });
    default:
      return type satisfies never;
  }
};

const translateColleague = (e: ColleagueEvent, fact: Fact<ColleagueEvent>): Said => {
  const { type, ...content } = e;
  const id = { colleague: idOfStream(fact.stream) };
  switch (type) {
    case 'StaffAway':
      return say(c.staffAway, { ...id, ...content });
    case 'AbsenceBegan':
      return say(c.absenceBegan, { ...id, ...content });
    case 'AbsenceEnded':
      return say(c.absenceEnded, { ...id, ...content });
    case 'StaffLeft':
      return say(c.staffLeft, { ...id, ...content });
    case 'StaffCameBack':
      return say(c.staffCameBack, { ...id, ...content });
    default:
      return type satisfies never;
  }
};

const translateCall = (e: HelplineCallEvent, fact: Fact<HelplineCallEvent>): Said => {
  const { type, ...content } = e;
  const id = { call: idOfStream(fact.stream) };
  switch (type) {
    case 'HelplineCallLogged':
      return say(c.helplineCallLogged, { ...id, ...content });
    case 'CallBackTried':
      return say(c.helplineCallBackTried, { ...id, ...content });
    case 'CallLinked':
      return say(c.helplineCallLinked, { ...id, ...content });
    case 'CallReassigned':
      return say(c.helplineCallReassigned, { ...id, ...content });
    case 'HelplineCallClosed':
      return say(c.helplineCallClosed, { ...id, ...content });
    default:
      return type satisfies never;
  }
};

export const alertingPublishes: readonly Published[] = [
  publishes(task, translateTask),
  publishes(team, translateTeam),
  publishes(colleague, translateColleague),
  publishes(helplineCall, translateCall),
  publishes(workingHours, ({ type: _, ...agreed }: WorkingHoursEvent, fact) =>
    say(c.workingHoursAgreed, { hours: idOfStream(fact.stream), ...agreed }),
  ),
  publishes(certificate, ({ type: _, ...issued }: CertificateEvent, fact) =>
    say(c.certificateIssued, { certificate: idOfStream(fact.stream), ...issued }),
  ),
  publishes(sweep, ({ type: _, ...found }: SweepEvent) => say(c.sweepFinished, found)),
];
