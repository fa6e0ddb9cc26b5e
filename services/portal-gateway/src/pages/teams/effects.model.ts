import type { TeamCopy } from '../../copies/others.projection.js';
import { counted } from '../../words.js';
import type { WorkItem } from '../../worklist/work-items.view.js';
import type { TeamOrder } from './team.reading.js';
import { workWords } from './work-words.js';

/** One thing that a change will do: first in bold, then the rest. */
export interface Effect {
  readonly what: string;
  readonly rest: string;
  /** Something to think about before it is recorded. */
  readonly warns?: true;
}
interface Known {
  readonly nameOf: (person: string) => string;
  readonly open: readonly WorkItem[];
}

const workList = (receives: readonly string[]): string => receives.map((kind) => (workWords[kind] ?? kind).toLowerCase()).join('; ');

/** What changing a team will do. */
export const teamEffects = (
  order: TeamOrder,
  { nameOf, open, team }: Known & { readonly team: TeamCopy | undefined },
): readonly Effect[] => {
  switch (order.kind) {
    case 'form':
      return [
        { what: `${counted(order.members.length, 'member')}:`, rest: order.members.map(nameOf).join(', ') },
        order.lead === undefined
          ? { what: 'No lead.', rest: 'What is late goes past this step' }
          : { what: `${nameOf(order.lead)} leads it`, rest: 'and is told when something is late' },
        { what: 'New work', rest: `of these kinds may go to it: ${workList(order.receives)}` },
      ];
    case 'join':
      return [{ what: `${nameOf(order.person)} is in the team`, rest: 'and sees its work under “My team”' }];
    case 'withdraw': {
      const his = open.filter((item) => item.person === order.person);
      return [
        { what: `${nameOf(order.person)} is in the team no longer.`, rest: '' },
        { what: counted(his.length, 'open task'), rest: 'of the team that he or she owns stays with the team' },
        ...(team?.lead === order.person ? [{ what: 'The team has no lead', rest: 'until you name another' }] : []),
      ];
    }
    case 'lead':
      return [{ what: `${nameOf(order.person)} leads the team:`, rest: 'owns new work first, and is told when something is late' }];
    case 'work':
      return [
        { what: 'New work', rest: `of these kinds goes to the team: ${workList(order.receives)}. What it has already stays with it` },
      ];
    default:
      return order satisfies never;
  }
};
