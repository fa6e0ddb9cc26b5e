import { parseInstant, present, showInstant, type CivilDate } from '@rms/nhs';
import { testWords, type Protocol } from '@rms/protocols';
import type { FollowUpCopy } from '../copies/follow-ups.projection.js';
import type { TaskCopy } from '../copies/others.projection.js';
import { date, findingIn } from '../words.js';
import { ownerWords } from '../worklist/owner-words.model.js';
import { closingDate, testsToCome } from '../worklist/tests-to-come.js';
import { mostUrgentFirst } from '../worklist/urgency.model.js';
import { whereTo } from '../worklist/where-to.model.js';
import { latenessOf, type Lateness } from './missed-tests.model.js';
import type { PageContext } from './page-context.js';
import type { PatientFile } from './patient-file.js';

export interface OpenTask {
  readonly title: string;
  readonly why: string;
  readonly by: string;
  readonly late: boolean;
  readonly owner: string;
  /** Who acts meanwhile, and who else was told; nothing where the owner acts and nobody was. */
  readonly notes: readonly string[];
  /** The page of the task itself: to take it, or give it to somebody. */
  readonly path: string;
  readonly href: string;
  readonly act: string;
}
export interface NextTest {
  readonly name: string;
  readonly due: string;
  readonly window: string;
  readonly late: Lateness | undefined;
}
/** What keeps a patient from being lost: open tasks, reviews whose task is on its way, the next test, the clinic. */
export interface NextModel {
  readonly tasks: readonly OpenTask[];
  readonly waiting: number;
  readonly test: NextTest | undefined;
  readonly recall: string | undefined;
  /** When somebody decides how follow-up ends, where its protocol names a day. */
  readonly closing: string | undefined;
}

/** An open task as the page about its patient shows it. */
export const openTask = (copy: TaskCopy, context: PageContext): readonly OpenTask[] => {
  const { open, task, cover, escalations } = copy;
  if (!open || task === undefined) return [];
  const { owner, escalatesAt } = task;
  const names = { subject: context.subject, nameOf: (person: string) => context.nameOf(`person:${person}`) };
  const { owner: named, ...more } = ownerWords({ owner, escalations, ...present({ cover, escalatesAt }) }, names);
  const at = parseInstant(task.dueAt ?? '');
  return [
    {
      title: task.title,
      why: findingIn(task.why),
      by: at === undefined ? date(task.dueOn) : showInstant(at),
      late: task.dueOn < context.today,
      owner: named,
      notes: [more.cover, more.escalated].filter((note) => note !== undefined),
      path: `/tasks/${copy._id}`,
      ...whereTo({ ...task, ...present({ patient: copy.patient }) }),
    },
  ];
};

const nextTest = (followUp: FollowUpCopy, today: CivilDate, protocol: Protocol | undefined): NextTest | undefined => {
  const [test] = testsToCome(followUp);
  if (test === undefined) return undefined;
  return {
    name: `${testWords(test)}, ${test.label.toLowerCase()}`,
    due: date(test.dueOn),
    window: `${date(test.opensOn)} to ${date(test.overdueAfter)}`,
    late: latenessOf(test, today, protocol),
  };
};

const clinicWords = ({ recalls }: FollowUpCopy): string | undefined => {
  const [recall] = Object.values(recalls);
  if (recall === undefined) return undefined;
  return recall.booked ? `Clinic on ${date(recall.on)}` : `Clinic by ${date(recall.on)}, not booked yet`;
};

const closingWords = (followUp: FollowUpCopy): string | undefined => {
  const on = closingDate(followUp);
  return on === undefined ? undefined : `How follow-up ends is decided on ${date(on)}.`;
};

/** The open ones of some tasks, what matters most to the patient first. */
export const openTasks = (copies: readonly TaskCopy[], context: PageContext): readonly OpenTask[] =>
  mostUrgentFirst(copies).flatMap((copy) => openTask(copy, context));

/** What happens next in one follow-up. */
export const nextOf = (file: PatientFile, followUp: FollowUpCopy, context: PageContext): NextModel => {
  const own = file.tasks.filter(({ task }) => task?.followUp === followUp._id);
  const open = own.flatMap(({ open: isOpen, task }) => (isOpen && task !== undefined ? [task] : []));
  const reviews = Object.keys(followUp.reviews).length;
  return {
    tasks: openTasks(own, context),
    waiting: Math.max(0, reviews - open.filter((task) => task.kind === 'review').length),
    test: nextTest(followUp, context.today, context.protocolOf(followUp.protocol.protocol, followUp.protocol.version)),
    recall: clinicWords(followUp),
    closing: closingWords(followUp),
  };
};
