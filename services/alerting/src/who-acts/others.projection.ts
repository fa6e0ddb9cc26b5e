import type { alerting, DataOf, registration } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import { present } from '@rms/nhs';
import type { Copy, CopyDocument } from '@rms/read-models';
import { usualHours, type WorkingHours } from '../working-hours/working-hours.aggregate.js';

export interface RecordCopy extends CopyDocument {
  readonly known: boolean;
  readonly retiredInto?: string;
  readonly died: boolean;
  readonly diedOn?: string;
}
/** Patient records: which one goes on after a merge, and who has died. */
export const records: Copy<RecordCopy> = {
  name: 'records',
  of: 'registration.patient',
  indexes: ['retiredInto'],
  initial: { known: false, died: false },
  evolve: (before, message: Message) => {
    switch (message.type) {
      case 'registration.patient-registered.v1':
        return { ...before, known: true };
      case 'registration.patient-retired.v1':
        return { ...before, retiredInto: (message.data as DataOf<typeof registration.patientRetired>).into };
      case 'registration.patient-died.v1':
        return { ...before, died: true, ...present({ diedOn: (message.data as DataOf<typeof registration.patientDied>).diedOn }) };
      case 'registration.death-withdrawn.v1': {
        const { diedOn: _, ...rest } = before;
        return { ...rest, died: false };
      }
      default:
        return before;
    }
  },
};

export interface CallCopy extends CopyDocument {
  readonly call?: DataOf<typeof alerting.helplineCallLogged>;
  readonly patient?: string;
  readonly open: boolean;
}
/** Calls to the helpline. */
export const calls: Copy<CallCopy> = {
  name: 'calls',
  of: 'alerting.helpline-call',
  indexes: ['patient'],
  initial: { open: false },
  evolve: (before, message: Message) => {
    switch (message.type) {
      case 'alerting.helpline-call-logged.v1': {
        const call = message.data as DataOf<typeof alerting.helplineCallLogged>;
        return { call, open: true, ...present({ patient: before.patient ?? call.patient }) };
      }
      case 'alerting.helpline-call-linked.v1':
      case 'alerting.helpline-call-reassigned.v1':
        return { ...before, patient: (message.data as { readonly patient: string }).patient };
      case 'alerting.helpline-call-closed.v1':
        return { ...before, open: false };
      default:
        return before;
    }
  },
};

export interface WorkingHoursCopy extends CopyDocument {
  readonly hours: WorkingHours;
}
/** When a trust's teams are at work, as it agreed. */
export const agreedHours: Copy<WorkingHoursCopy> = {
  name: 'working_hours',
  of: 'alerting.working-hours',
  indexes: [],
  initial: { hours: usualHours },
  evolve: (before, message: Message) => {
    if (message.type !== 'alerting.working-hours-agreed.v1') return before;
    const { opens, closes, days, closedOn, onCall } = message.data as DataOf<typeof alerting.workingHoursAgreed>;
    return { hours: { opens, closes, days, closedOn, ...present({ onCall }) } };
  },
};
