import type { DataOf, pathway, registration } from '@rms/contracts';
import { derivedId } from '@rms/event-sourcing/pure';
import type { Message } from '@rms/messaging/pure';
import type { PolicyOrder } from '@rms/service-kit';
import { present, showDateText } from '@rms/nhs';
import type { Opened, TaskCommand } from '../task/task.facts.js';
import { inTimeFor, soon, type Desk } from '../who-acts/desk.model.js';
import { headingOf } from '../who-acts/titles.model.js';
import { ownerFor } from '../who-acts/who-is-there.model.js';

/** A command for the task that stands for one thing. */
export type Order = PolicyOrder<TaskCommand>;

export const actsOn: readonly string[] = [
  'pathway.review-opened.v1',
  'pathway.review-withdrawn.v1',
  'pathway.result-reviewed.v1',
  'pathway.recall-requested.v1',
  'pathway.recall-booked.v1',
  'pathway.recall-settled.v1',
  'registration.message-quarantined.v1',
  'registration.quarantine-settled.v1',
  'results.message-quarantined.v1',
  'results.quarantine-settled.v1',
];

/** The task that stands for a thing: a review, a recall, a message, a letter, a call. */
export const taskOf = (about: string): string => derivedId(about, 'task');

/** Opens the task that stands for a thing. */
export const opens = (desk: Desk, opened: Opened): readonly Order[] => [
  {
    id: taskOf(opened.about),
    command: { type: 'OpenTask', moment: desk.moment, ...opened },
    ...present({ patient: opened.patient }),
  },
];

const review = (message: Message, desk: Desk): readonly Order[] => {
  const e = message.data as DataOf<typeof pathway.reviewOpened>;
  return opens(desk, {
    kind: 'review',
    about: e.review,
    settledBy: 'pathway',
    ...headingOf(e.about, e.reading),
    seriousness: e.seriousness,
    why: e.sentence,
    dueOn: e.reviewBy,
    owner: ownerFor(desk.roster, 'reviews', e.team),
    patient: e.patient,
    followUp: e.followUp,
  });
};

const recall = (message: Message, desk: Desk): readonly Order[] => {
  const e = message.data as DataOf<typeof pathway.recallRequested>;
  return opens(desk, {
    kind: 'recall',
    about: e.recall,
    settledBy: 'pathway',
    band: 'possible-recurrence',
    seriousness: 2,
    title: 'Clinic to book',
    why: `To be seen in clinic by ${showDateText(e.by)}. Reason: ${e.reason}`,
    dueOn: e.by < soon(desk) ? inTimeFor(e.by, desk) : soon(desk),
    owner: ownerFor(desk.roster, 'recalls', e.team),
    patient: e.patient,
    followUp: e.followUp,
  });
};

const booked = (message: Message, { moment }: Desk): readonly Order[] => {
  const e = message.data as DataOf<typeof pathway.recallBooked>;
  const why = `Clinic on ${showDateText(e.on)}. ${e.note}`;
  return [
    { id: taskOf(e.recall), command: { type: 'RestateTask', moment, title: 'Clinic outcome to record', why, seriousness: 2, dueOn: e.on } },
  ];
};

const quarantined = (message: Message, desk: Desk): readonly Order[] => {
  const e = message.data as DataOf<typeof registration.registrationMessageQuarantined>;
  return opens(desk, {
    kind: 'quarantine',
    about: e.problem,
    settledBy: message.source === 'registration' ? 'registration' : 'results',
    band: 'message',
    seriousness: e.patient === undefined ? 6 : 4,
    title: 'Message to sort out',
    why: `${e.feedName}, ${e.messageType}, control id ${e.controlId}. ${e.sentence}`,
    dueOn: soon(desk),
    owner: ownerFor(desk.roster, 'messages'),
    ...present({ patient: e.patient }),
  });
};

/** Closes it, saying why. */
export const closes = (about: string, because: string): readonly Order[] => [
  { id: taskOf(about), command: { type: 'CloseTask', because } },
];

type Ids = Readonly<Record<'review' | 'recall' | 'problem', string>>;
type Reaction = (message: Message, desk: Desk) => readonly Order[];
const closing =
  (about: keyof Ids, because: string): Reaction =>
  (message) =>
    closes((message.data as Ids)[about], because);
const settlesMessage = closing('problem', 'somebody dealt with the message');

const reactions: Readonly<Record<string, Reaction>> = {
  'pathway.review-opened.v1': review,
  'pathway.review-withdrawn.v1': closing('review', 'the review is no longer needed'),
  'pathway.result-reviewed.v1': closing('review', 'a clinician decided'),
  'pathway.recall-requested.v1': recall,
  'pathway.recall-booked.v1': booked,
  'pathway.recall-settled.v1': closing('recall', 'the recall came to its end'),
  'registration.message-quarantined.v1': quarantined,
  'results.message-quarantined.v1': quarantined,
  'registration.quarantine-settled.v1': settlesMessage,
  'results.quarantine-settled.v1': settlesMessage,
};

/** One task for one thing; it closes because its owner settled the thing. */
export const giveItAnOwner = (message: Message, desk: Desk): readonly Order[] => reactions[message.type]?.(message, desk) ?? [];
