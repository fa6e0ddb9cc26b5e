import type { TaskCopy } from '../copies/others.projection.js';
import type { WorkItem } from './work-items.view.js';

/** The worklist by harm, the most serious band first. */
export const bands = [
  ['possible-recurrence', 'Possible recurrence or new symptom'],
  ['decision', 'Other decisions'],
  ['test-missed', 'Test missed'],
  ['promised', 'Letter or call promised'],
  ['message', 'Message to sort out'],
] as const;
const rankOf = (band: string): number => bands.findIndex(([id]) => id === band);

/** A piece of work as far as it matters to what is done first. */
export interface Urgency extends Pick<WorkItem, '_id' | 'seriousness' | 'dueOn' | 'openedAt'> {
  readonly band: string;
  readonly dueAt?: string | undefined;
}

// A limit of a day ends with it; one of hours before.
const limitOf = ({ dueAt, dueOn }: Urgency): string => dueAt ?? `${dueOn}T99`;

const keysOf = (one: Urgency): readonly string[] => [
  String(rankOf(one.band)),
  String(one.seriousness),
  limitOf(one),
  one.openedAt,
  one._id,
];
/** By harm, then most serious first, then the one whose limit comes or came first, then the one that has waited longest. */
export const byUrgency = (a: Urgency, b: Urgency): number => {
  const [x, y] = [keysOf(a), keysOf(b)];
  const differing = x.findIndex((part, index) => part !== y[index]);
  if (differing < 0) return 0;
  return (x[differing] ?? '') < (y[differing] ?? '') ? -1 : 1;
};

/** Those of the tasks that are open, as a clinician is to see them: a letter that is late comes after a result to review. */
export const mostUrgentFirst = (copies: readonly TaskCopy[]): readonly TaskCopy[] =>
  copies
    .flatMap((copy) => (copy.open && copy.task !== undefined ? [{ copy, urgency: { ...copy.task, _id: copy._id } }] : []))
    .sort((a, b) => byUrgency(a.urgency, b.urgency))
    .map(({ copy }) => copy);
