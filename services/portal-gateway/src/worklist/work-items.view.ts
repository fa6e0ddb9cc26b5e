import { present } from '@rms/nhs';
import type { Copies, CopyDocument, Document, Key, View } from '@rms/read-models';
import { followUps, type FollowUpCopy } from '../copies/follow-ups.projection.js';
import { patients, type PatientCopy } from '../copies/patients.projection.js';
import { tasks, type TaskCopy } from '../copies/others.projection.js';

/** Identity as every list and banner shows it. */
export interface Banner {
  readonly patient: string;
  readonly family: string;
  readonly given: string;
  readonly title?: string;
  readonly bornOn?: string;
  readonly sex: string;
  readonly nhsNumber?: string;
  readonly needs: readonly { readonly kind: string; readonly says: string }[];
  readonly died: boolean;
  readonly diedOn?: string;
  /** Review dates of his follow-ups that are suspended. */
  readonly suspendedUntil: readonly string[];
}

/** One line of the worklist: an open task with the patient it is about. */
export interface WorkItem extends Document {
  readonly open: true;
  readonly kind: string;
  readonly about: string;
  readonly settledBy: string;
  readonly band: string;
  readonly seriousness: number;
  readonly title: string;
  readonly why: string;
  readonly openedAt: string;
  readonly dueOn: string;
  readonly team: string;
  readonly teamName: string;
  readonly person: string;
  readonly role: string;
  readonly followUp?: string;
  readonly patient?: string;
  readonly dueAt?: string;
  readonly escalatesAt?: string;
  /** Who acts while the owner is away. */
  readonly cover?: NonNullable<TaskCopy['cover']>;
  readonly escalations: TaskCopy['escalations'];
  readonly banner?: Banner;
}

const suspendedUntil = (followUps: readonly FollowUpCopy[]): readonly string[] =>
  followUps.flatMap(({ missed: { suspension } }) => (suspension === undefined ? [] : [suspension.reviewOn]));

/** Identity of a patient, with the flags that his follow-ups give him. */
export const bannerOf = (copy: PatientCopy, followUps: readonly FollowUpCopy[]): Banner => {
  const { name, bornOn, sex, nhsNumber, needs } = copy.demographics;
  return {
    patient: copy._id,
    family: name.family,
    given: name.given,
    sex,
    needs,
    died: copy.died,
    suspendedUntil: suspendedUntil(followUps),
    ...present({ title: name.title, bornOn, nhsNumber, diedOn: copy.diedOn }),
  };
};

const compute = async ({ trust, id }: Key, copies: Copies): Promise<WorkItem | undefined> => {
  const copy = await copies.of(tasks).get(trust, id);
  if (copy?.task === undefined || !copy.open) return undefined;
  const { kind, about, settledBy, band, seriousness, title, why, openedAt, dueOn, dueAt, escalatesAt, owner, followUp } = copy.task;
  const patient = copy.patient === undefined ? undefined : await copies.of(patients).get(trust, copy.patient);
  return {
    _id: id,
    trust,
    open: true,
    kind,
    about,
    settledBy,
    band,
    seriousness,
    title,
    why,
    openedAt,
    dueOn,
    team: owner.team ?? '',
    teamName: owner.teamName,
    person: owner.person ?? '',
    role: owner.role,
    ...present({ followUp, dueAt, escalatesAt, patient: copy.patient, cover: copy.cover }),
    escalations: copy.escalations,
    ...(patient === undefined ? {} : { banner: bannerOf(patient, await copies.of(followUps).find(trust, { patient: patient._id })) }),
  };
};

const tasksOf = async (trust: string, patient: string, copies: Copies): Promise<readonly string[]> =>
  (await copies.of(tasks).find(trust, { patient })).map((one: TaskCopy) => one._id);

/** Open tasks with their patients and whether his follow-up is suspended: computed again when one of them changes. */
export const workItems: View<WorkItem> = {
  name: 'work_items',
  indexes: ['team', 'person', 'band'],
  affectedBy: {
    [tasks.name]: (changed) => [changed._id],
    [patients.name]: (changed: CopyDocument, copies: Copies) => tasksOf(changed.trust, changed._id, copies),
    [followUps.name]: async (changed: CopyDocument, copies: Copies) => {
      const { patient, formerly } = changed as FollowUpCopy;
      return (await Promise.all([patient, ...formerly].map((one) => tasksOf(changed.trust, one, copies)))).flat();
    },
  },
  compute,
};
