import { present } from '@rms/nhs';
import type { alerting, DataOf, registration } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import type { Copy, CopyDocument } from '@rms/read-models';
import type { Owner } from '../task/task.aggregate.js';
import type { Receives } from '../team/team.aggregate.js';

export interface TeamCopy extends CopyDocument {
  readonly name: string;
  readonly lead?: string;
  readonly receives: readonly Receives[];
}
export interface TaskCopy extends CopyDocument {
  readonly patient?: string;
  readonly open: boolean;
}
export interface RecordCopy extends CopyDocument {
  readonly retiredInto?: string;
}

export const teams: Copy<TeamCopy> = {
  name: 'teams',
  of: 'alerting.team',
  indexes: [],
  initial: { name: '', receives: [] },
  evolve: (before, message: Message) => {
    if (message.type !== 'alerting.team-formed.v1') return before;
    const { name, lead, receives } = message.data as DataOf<typeof alerting.teamFormed>;
    return { name, receives, ...present({ lead }) };
  },
};

export const tasks: Copy<TaskCopy> = {
  name: 'tasks',
  of: 'alerting.task',
  indexes: ['patient'],
  initial: { open: false },
  evolve: (before, message: Message) => {
    switch (message.type) {
      case 'alerting.task-opened.v1': {
        const { patient } = message.data as DataOf<typeof alerting.taskOpened>;
        return { ...before, ...(patient === undefined || before.patient !== undefined ? {} : { patient }), open: true };
      }
      case 'alerting.task-closed.v1':
        return { ...before, open: false };
      case 'alerting.task-reassigned.v1':
        return { ...before, patient: (message.data as DataOf<typeof alerting.taskReassigned>).patient };
      default:
        return before;
    }
  },
};

export const records: Copy<RecordCopy> = {
  name: 'records',
  of: 'registration.patient',
  indexes: [],
  initial: {},
  evolve: (before, message: Message) =>
    message.type === 'registration.patient-retired.v1'
      ? { retiredInto: (message.data as DataOf<typeof registration.patientRetired>).into }
      : before,
};

const roleFor: Readonly<Record<Receives, string>> = {
  reviews: 'clinical-nurse-specialist',
  recalls: 'pathway-coordinator',
  messages: 'pathway-coordinator',
  telephone: 'support-worker',
};

/** Who owns a piece of work: the team it was given to, else the trust's team for such work, else the role. Never nobody. */
export const ownerFor = (known: readonly TeamCopy[], work: Receives, given?: string): Owner => {
  const chosen =
    known.find((one) => one._id === given && one.receives.includes(work)) ??
    known.find((one) => one.receives.includes(work)) ??
    known.find((one) => one._id === given);
  if (chosen === undefined) return { teamName: `Every ${roleFor[work].replaceAll('-', ' ')} of the trust`, role: roleFor[work] };
  return { team: chosen._id, teamName: chosen.name, role: roleFor[work], ...present({ person: chosen.lead }) };
};
