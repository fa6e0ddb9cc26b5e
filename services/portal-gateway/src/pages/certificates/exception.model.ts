import type { TaskCopy } from '../../copies/others.projection.js';
import { capital, date, instant } from '../../words.js';
import type { HeldBy } from '../../worklist/follow-up-states.view.js';

/** Whose task it is to see to somebody whom nothing held. */
export interface WhoseTask {
  readonly isOpen: boolean;
  readonly owner: string;
  readonly state: string;
}

/** The task about this follow-up that the sweep opened, the newest where there were several. */
export const exceptionTaskOf = (tasks: readonly TaskCopy[], followUp: string): TaskCopy | undefined =>
  tasks
    .filter(({ task }) => task?.kind === 'exception' && task.followUp === followUp)
    .sort((a, b) => ((a.task?.openedAt ?? '') < (b.task?.openedAt ?? '') ? -1 : 1))
    .at(-1);

/** In words: who has it and by when, or why it was closed. */
export const whoseTask = (copy: TaskCopy | undefined, nameOf: (actor: string) => string): WhoseTask => {
  if (copy?.task === undefined)
    return { isOpen: false, owner: 'Nobody yet', state: 'The next sweep, within the hour, opens a task where it is still so.' };
  const { owner, openedAt, dueOn } = copy.task;
  const person = owner.person === undefined ? [] : [nameOf(`person:${owner.person}`)];
  return {
    isOpen: copy.open,
    owner: [...person, owner.teamName].join(', '),
    state: copy.open
      ? `Open since ${instant(openedAt)}, by ${date(dueOn)}.`
      : `Closed on ${instant(copy.closedAt ?? '')}: ${copy.closedBecause ?? 'no reason was recorded'}.`,
  };
};

const nowWords: Readonly<Record<HeldBy, string>> = {
  task: 'an open task',
  review: 'a review that waits for its task',
  date: 'a next date',
  ended: 'follow-up has ended',
  nothing: 'nothing',
};
/** What the pages of today say holds him: made otherwise than the certificate, so it may disagree. */
export const heldNow = (heldBy: HeldBy | undefined): string => capital(heldBy === undefined ? 'it is not known here' : nowWords[heldBy]);
