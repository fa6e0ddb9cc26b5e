import { present } from '@rms/nhs';
import type { alerting, DataOf } from '@rms/contracts';
import type { Message } from '@rms/messaging';
import type { Copy, CopyDocument } from '@rms/read-models';

type Logged = DataOf<typeof alerting.helplineCallLogged>;
export interface CallCopy extends CopyDocument {
  readonly call?: Logged;
  readonly patient?: string;
  readonly formerly: readonly string[];
  readonly open: boolean;
  readonly loggedAt: string;
  readonly loggedBy: string;
  readonly tries: readonly { readonly result: string; readonly note: string; readonly at: string; readonly by: string }[];
  readonly closed?: { readonly outcome: string; readonly note: string; readonly at: string; readonly by: string };
}
/** Calls to the helpline: what was said, each try to ring back, the end. */
export const calls: Copy<CallCopy> = {
  name: 'calls',
  of: 'alerting.helpline-call',
  indexes: ['patient'],
  initial: { formerly: [], open: false, loggedAt: '', loggedBy: '', tries: [] },
  evolve: (before, m: Message) => {
    switch (m.type) {
      case 'alerting.helpline-call-logged.v1': {
        const call = m.data as Logged;
        return { ...before, call, open: true, loggedAt: m.time, loggedBy: m.actor, ...present({ patient: call.patient }) };
      }
      case 'alerting.helpline-call-back-tried.v1': {
        const { result, note } = m.data as DataOf<typeof alerting.helplineCallBackTried>;
        return { ...before, tries: [...before.tries, { result, note, at: m.time, by: m.actor }] };
      }
      case 'alerting.helpline-call-linked.v1':
      case 'alerting.helpline-call-reassigned.v1': {
        const { patient, from } = m.data as DataOf<typeof alerting.helplineCallLinked>;
        return { ...before, patient, formerly: from === undefined ? before.formerly : [...before.formerly, from] };
      }
      case 'alerting.helpline-call-closed.v1': {
        const { outcome, note } = m.data as DataOf<typeof alerting.helplineCallClosed>;
        return { ...before, open: false, closed: { outcome, note, at: m.time, by: m.actor } };
      }
      default:
        return before;
    }
  },
};

export interface WorkingHoursCopy extends CopyDocument {
  readonly agreed?: DataOf<typeof alerting.workingHoursAgreed>;
}
export const workingHours: Copy<WorkingHoursCopy> = {
  name: 'working_hours',
  of: 'alerting.working-hours',
  indexes: [],
  initial: {},
  evolve: (before, m: Message) =>
    m.type === 'alerting.working-hours-agreed.v1' ? { agreed: m.data as DataOf<typeof alerting.workingHoursAgreed> } : before,
};
