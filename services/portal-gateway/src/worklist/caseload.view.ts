import { present } from '@rms/nhs';
import type { Copies, Document, Key, View } from '@rms/read-models';
import { followUps, type FollowUpCopy } from '../copies/follow-ups.projection.js';
import { tasks, type TaskCopy } from '../copies/others.projection.js';
import { patients } from '../copies/patients.projection.js';
import { heldBy, type HeldBy } from './follow-up-states.view.js';
import { nextDateOf, testsToCome } from './tests-to-come.js';
import { mostUrgentFirst } from './urgency.model.js';
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

const nextWords = (copy: FollowUpCopy, task: TaskCopy | undefined): string => {
  if (task?.task !== undefined) return task.task.title;
  if (copy.missed.suspension !== undefined) return 'Suspended, to be looked at again';
  const [test] = testsToCome(copy);
  return test === undefined ? 'Nothing planned' : `${test.name}, ${test.label.toLowerCase()}`;
};

type Held = Pick<Case, 'nextOn' | 'next' | 'owner' | 'cover' | 'teamName' | 'openTasks'>;
/** What comes next: the most pressing task, else the next test. */
const comesNext = (copy: FollowUpCopy, open: readonly TaskCopy[], dateOf: string): Held => {
  const [first] = mostUrgentFirst(open);
  const task = first?.task;
  const next = nextWords(copy, first);
  if (task === undefined) return { nextOn: dateOf, next, owner: '', cover: '', teamName: '', openTasks: open.length };
  const { person: owner = '', teamName } = task.owner;
  return { nextOn: task.dueOn, next, owner, cover: first?.cover?.by.person ?? '', teamName, openTasks: open.length };
};

// A patient whose one follow-up is suspended carries the flag of it on the line of every other.
const followUpsOf = (trust: string, records: readonly string[], copies: Copies): Promise<readonly FollowUpCopy[]> =>
  copies.of(followUps).find(trust, { patient: { $in: [...records] } });

// A task about the patient himself, such as a call, comes before his test as well.
const openTasksOf = async (copy: FollowUpCopy, { trust, id }: Key, copies: Copies): Promise<readonly TaskCopy[]> =>
  (await copies.of(tasks).find(trust, { patient: copy.patient })).filter(
    ({ open, task }) => open && [id, undefined].includes(task?.followUp),
  );

const compute = async (key: Key, copies: Copies): Promise<Case | undefined> => {
  const { trust, id } = key;
  const copy = await copies.of(followUps).get(trust, id);
  if (copy?.phase !== 'active') return undefined;
  const patient = await copies.of(patients).get(trust, copy.patient);
  const open = await openTasksOf(copy, key, copies);
  const next = nextDateOf(copy);
  return {
    _id: id,
    trust,
    team: copy.team,
    family: patient?.family ?? '',
    heldBy: heldBy(copy, open, next),
    title: copy.protocol.title,
    ...comesNext(copy, open, next),
    ...present({ banner: patient === undefined ? undefined : bannerOf(patient, await followUpsOf(trust, [patient._id], copies)) }),
  };
};

/** Everybody in follow-up: computed again when the follow-up, the patient or one of his tasks changes. */
export const caseload: View<Case> = {
  name: 'caseload',
  indexes: ['family', 'team', 'nextOn'],
  affectedBy: {
    [followUps.name]: async (changed, copies) => {
      const { patient, formerly } = changed as FollowUpCopy;
      const his = await followUpsOf(changed.trust, [patient, ...formerly], copies);
      return [...new Set([changed._id, ...his.map((one) => one._id)])];
    },
    [patients.name]: async (changed, copies) => (await followUpsOf(changed.trust, [changed._id], copies)).map((one) => one._id),
    [tasks.name]: async (changed, copies) => {
      const { patient, formerly } = changed as TaskCopy;
      const whose = [...formerly, ...(patient === undefined ? [] : [patient])];
      return (await followUpsOf(changed.trust, whose, copies)).map((one) => one._id);
    },
  },
  compute,
};
