import { present } from '@rms/nhs';
import type { Copies, Document, Key, View } from '@rms/read-models';
import { followUps, type FollowUpCopy } from '../copies/follow-ups.projection.js';
import { tasks, type TaskCopy } from '../copies/others.projection.js';
import { patients } from '../copies/patients.projection.js';
import { heldBy, nextOn, testsToCome, type HeldBy } from './follow-up-states.view.js';
import { bannerOf, type Banner } from './work-items.view.js';

/** One patient in follow-up as a team's caseload shows him: what comes next, when, and whose it is. */
export interface Case extends Document {
  readonly team: string;
  /** By which a list is put in order and searched: family name and given name as two systems spell them alike. */
  readonly family: string;
  readonly nextOn: string;
  readonly next: string;
  readonly heldBy: HeldBy;
  readonly owner: string;
  readonly cover: string;
  readonly teamName: string;
  readonly openTasks: number;
  readonly title: string;
  readonly banner?: Banner;
}

const taskFirst = (open: readonly TaskCopy[]): TaskCopy | undefined =>
  [...open].sort((a, b) => ((a.task?.dueOn ?? '') < (b.task?.dueOn ?? '') ? -1 : 1))[0];

const nextWords = (copy: FollowUpCopy, task: TaskCopy | undefined): string => {
  if (task?.task !== undefined) return task.task.title;
  const [test] = testsToCome(copy);
  return test === undefined ? 'Nothing planned' : `${test.name}, ${test.label.toLowerCase()}`;
};

const compute = async ({ trust, id }: Key, copies: Copies): Promise<Case | undefined> => {
  const copy = await copies.of(followUps).get(trust, id);
  if (copy?.phase !== 'active') return undefined;
  const patient = await copies.of(patients).get(trust, copy.patient);
  const open = (await copies.of(tasks).find(trust, { patient: copy.patient })).filter(
    (one) => one.open && (one.task?.followUp === id || one.task?.followUp === undefined),
  );
  const task = taskFirst(open);
  const next = nextOn(copy);
  return {
    _id: id,
    trust,
    team: copy.team,
    family: patient?.family ?? '',
    nextOn: task?.task?.dueOn ?? next,
    next: nextWords(copy, task),
    heldBy: heldBy(
      copy,
      open.some((one) => one.task?.followUp === id),
      next,
    ),
    owner: task?.task?.owner.person ?? '',
    cover: task?.cover?.by.person ?? '',
    teamName: task?.task?.owner.teamName ?? '',
    openTasks: open.length,
    title: copy.protocol.title,
    ...present({ banner: patient === undefined ? undefined : bannerOf(patient) }),
  };
};

/** Everybody in follow-up: computed again when the follow-up, the patient or one of his tasks changes. */
export const caseload: View<Case> = {
  name: 'caseload',
  indexes: ['family', 'team', 'nextOn'],
  affectedBy: {
    [followUps.name]: (changed) => [changed._id],
    [patients.name]: async (changed, copies) =>
      (await copies.of(followUps).find(changed.trust, { patient: changed._id })).map((one) => one._id),
    [tasks.name]: async (changed, copies) => {
      const { patient, formerly } = changed as TaskCopy;
      const whose = [...formerly, ...(patient === undefined ? [] : [patient])];
      const found = await Promise.all(whose.map((one) => copies.of(followUps).find(changed.trust, { patient: one })));
      return found.flat().map((one) => one._id);
    },
  },
  compute,
};
