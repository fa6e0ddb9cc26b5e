import type { alerting, DataOf } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import { present } from '@rms/nhs';
import type { Copy, CopyDocument } from '@rms/read-models';
import type { Receives } from '../team/team.facts.js';

export interface TeamCopy extends CopyDocument {
  readonly name: string;
  readonly members: readonly string[];
  readonly lead?: string;
  readonly receives: readonly Receives[];
}

/** Who is in a team, who leads it, what it takes. */
export const teams: Copy<TeamCopy> = {
  name: 'teams',
  of: 'alerting.team',
  indexes: [],
  initial: { name: '', members: [], receives: [] },
  evolve: (before, message: Message) => {
    const { person } = message.data as { readonly person: string };
    switch (message.type) {
      case 'alerting.team-formed.v1': {
        const { name, members, lead, receives } = message.data as DataOf<typeof alerting.teamFormed>;
        return { name, members, receives, ...present({ lead }) };
      }
      case 'alerting.team-member-joined.v1':
        return { ...before, members: [...before.members.filter((member) => member !== person), person] };
      case 'alerting.team-member-withdrew.v1': {
        const { lead, ...rest } = before;
        return {
          ...rest,
          members: before.members.filter((member) => member !== person),
          ...present({ lead: lead === person ? undefined : lead }),
        };
      }
      case 'alerting.team-lead-named.v1':
        return { ...before, lead: person };
      case 'alerting.team-work-agreed.v1':
        return { ...before, receives: (message.data as DataOf<typeof alerting.teamWorkAgreed>).receives };
      default:
        return before;
    }
  },
};
