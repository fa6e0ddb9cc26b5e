import type { CivilDate } from '@rms/nhs';
import type { Protocol } from '@rms/protocols';
import type { FollowUpCopy } from '../copies/follow-ups.projection.js';
import type { TaskCopy } from '../copies/others.projection.js';
import { date, findingIn } from '../words.js';
import { testsToCome } from '../worklist/tests-to-come.js';
import { actOf, places } from '../worklist/worklist.model.js';
import { latenessOf, type Lateness } from './missed-tests.model.js';
import type { PageContext } from './page-context.js';
import type { PatientFile } from './patient-file.js';

type Task = NonNullable<TaskCopy['task']>;
export interface OpenTask {
  readonly title: string;
  readonly why: string;
  readonly by: string;
  readonly late: boolean;
  readonly owner: string;
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
}

const ownerWords = ({ owner }: Task, { subject, nameOf }: PageContext): string => {
  if (owner.person === undefined) return owner.teamName;
  return `${owner.person === subject ? 'You' : nameOf(`person:${owner.person}`)}, ${owner.teamName}`;
};

const openTask = (task: Task, followUp: FollowUpCopy, context: PageContext): OpenTask => {
  const place = places[task.kind] ?? 'recalls';
  return {
    title: task.title,
    why: findingIn(task.why),
    by: date(task.dueOn),
    late: task.dueOn < context.today,
    owner: ownerWords(task, context),
    href: `/follow-ups/${followUp._id}/${place}/${task.about}`,
    act: actOf(task),
  };
};

const nextTest = (followUp: FollowUpCopy, today: CivilDate, protocol: Protocol | undefined): NextTest | undefined => {
  const [test] = testsToCome(followUp);
  if (test === undefined) return undefined;
  return {
    name: `${test.name}, ${test.label.toLowerCase()}`,
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

/** What happens next in one follow-up. */
export const nextOf = (file: PatientFile, followUp: FollowUpCopy, context: PageContext): NextModel => {
  const open = file.tasks.flatMap(({ open: isOpen, task }) => (isOpen && task?.followUp === followUp._id ? [task] : []));
  const reviews = Object.keys(followUp.reviews).length;
  return {
    tasks: open.map((task) => openTask(task, followUp, context)),
    waiting: Math.max(0, reviews - open.filter((task) => task.kind === 'review').length),
    test: nextTest(followUp, context.today, context.protocolOf(followUp.protocol.protocol, followUp.protocol.version)),
    recall: clinicWords(followUp),
  };
};
