import type { alerting, DataOf } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import { present } from '@rms/nhs';
import type { Copy, CopyDocument } from '@rms/read-models';
import { wakeAtOf, type Absence } from '../colleague/absences.model.js';

export interface ColleagueCopy extends CopyDocument {
  readonly person: string;
  readonly planned: readonly Absence[];
  readonly away?: Pick<Absence, 'absence' | 'untilOn' | 'cover'>;
  readonly left: boolean;
  /** Who was named to take over when he left. */
  readonly successor?: string;
  readonly wakeAt: string;
}
type Own = Omit<ColleagueCopy, '_id' | 'trust' | 'published' | 'wakeAt'>;

const awake = (own: Own): Own & { readonly wakeAt: string } => ({ ...own, wakeAt: wakeAtOf(own) });

const evolve = (before: Own, message: Message): Own => {
  switch (message.type) {
    case 'alerting.staff-away.v1': {
      const { person, absence, fromOn, untilOn, cover } = message.data as DataOf<typeof alerting.staffAway>;
      return { ...before, person, planned: [...before.planned, { absence, fromOn, untilOn, ...present({ cover }) }] };
    }
    case 'alerting.absence-began.v1': {
      const { absence, untilOn, cover } = message.data as DataOf<typeof alerting.absenceBegan>;
      return {
        ...before,
        planned: before.planned.filter((one) => one.absence !== absence),
        away: { absence, untilOn, ...present({ cover }) },
      };
    }
    case 'alerting.absence-ended.v1': {
      const { absence } = message.data as DataOf<typeof alerting.absenceEnded>;
      const { away, ...rest } = before;
      return {
        ...rest,
        planned: rest.planned.filter((one) => one.absence !== absence),
        ...present({ away: away?.absence === absence ? undefined : away }),
      };
    }
    case 'alerting.staff-left.v1': {
      const { person, cover } = message.data as DataOf<typeof alerting.staffLeft>;
      return { person, planned: [], left: true, ...present({ successor: cover }) };
    }
    case 'alerting.staff-came-back.v1':
      return { person: before.person, planned: [], left: false };
    default:
      return before;
  }
};

/** Who is away or has left, and who acts in his place. Somebody of whom nothing is said is there. */
export const colleagues: Copy<ColleagueCopy> = {
  name: 'colleagues',
  of: 'alerting.colleague',
  indexes: ['wakeAt', 'person'],
  initial: { person: '', planned: [], left: false, wakeAt: '' },
  evolve: (before, message: Message) => {
    const { wakeAt: _, ...own } = before;
    const after = evolve(own, message);
    return after === own ? before : awake(after);
  },
};
