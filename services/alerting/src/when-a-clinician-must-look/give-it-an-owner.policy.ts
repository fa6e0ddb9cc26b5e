import type { DataOf, pathway, registration } from '@rms/contracts';
import { derivedId } from '@rms/event-sourcing/pure';
import type { Message } from '@rms/messaging/pure';
import type { PolicyOrder } from '@rms/service-kit';
import { addWorkingDays, type CivilDate, present, showDateText } from '@rms/nhs';
import type { TaskCommand } from '../task/task.aggregate.js';
import { ownerFor, type TeamCopy } from '../who-acts/teams-and-tasks.projection.js';

/** A command for the task that stands for one thing. */
export type Order = PolicyOrder<TaskCommand>;
export interface Desk {
  readonly teams: readonly TeamCopy[];
  readonly today: CivilDate;
  readonly holidays: ReadonlySet<string>;
}

export const actsOn: readonly string[] = [
  'pathway.review-opened.v1',
  'pathway.review-withdrawn.v1',
  'pathway.result-reviewed.v1',
  'pathway.recall-requested.v1',
  'pathway.recall-booked.v1',
  'pathway.recall-settled.v1',
  'pathway.missed-test-step-taken.v1',
  'pathway.missed-test-settled.v1',
  'registration.message-quarantined.v1',
  'registration.quarantine-settled.v1',
  'results.message-quarantined.v1',
  'results.quarantine-settled.v1',
];

const titles: Readonly<Record<DataOf<typeof pathway.reviewOpened>['about'], string>> = {
  result: 'Result to review',
  'changed-after-decision': 'Result changed after a decision',
  'schedule-complete': 'Schedule complete',
  'two-follow-ups': 'Two follow-ups of one patient',
  'test-missed': 'Missed test to decide on',
  'suspension-due': 'Suspended follow-up to look at',
};
// No test is being done: neither points to a recurrence, and both are where one would be missed.
const ofMissedTests: readonly string[] = ['test-missed', 'suspension-due'];
const taskOf = (about: string): string => derivedId(about, 'task');
const soon = ({ today, holidays }: Desk): string => addWorkingDays(today, 2, holidays);

const review = (message: Message, desk: Desk): readonly Order[] => {
  const e = message.data as DataOf<typeof pathway.reviewOpened>;
  return [
    {
      id: taskOf(e.review),
      patient: e.patient,
      command: {
        type: 'OpenTask',
        kind: 'review',
        about: e.review,
        settledBy: 'pathway',
        band: ofMissedTests.includes(e.about) ? 'test-missed' : 'possible-recurrence',
        seriousness: e.seriousness,
        title: titles[e.about],
        why: e.sentence,
        dueOn: e.reviewBy,
        owner: ownerFor(desk.teams, 'reviews', e.team),
        patient: e.patient,
        followUp: e.followUp,
      },
    },
  ];
};

const recall = (message: Message, desk: Desk): readonly Order[] => {
  const e = message.data as DataOf<typeof pathway.recallRequested>;
  const dueOn = e.by < soon(desk) ? e.by : soon(desk);
  return [
    {
      id: taskOf(e.recall),
      patient: e.patient,
      command: {
        type: 'OpenTask',
        kind: 'recall',
        about: e.recall,
        settledBy: 'pathway',
        band: 'possible-recurrence',
        seriousness: 2,
        title: 'Clinic to book',
        why: `To be seen in clinic by ${showDateText(e.by)}. Reason: ${e.reason}`,
        dueOn,
        owner: ownerFor(desk.teams, 'recalls', e.team),
        patient: e.patient,
        followUp: e.followUp,
      },
    },
  ];
};

const booked = (message: Message): readonly Order[] => {
  const e = message.data as DataOf<typeof pathway.recallBooked>;
  return [
    {
      id: taskOf(e.recall),
      command: {
        type: 'RestateTask',
        title: 'Clinic outcome to record',
        why: `Clinic on ${showDateText(e.on)}. ${e.note}`,
        seriousness: 2,
        dueOn: e.on,
      },
    },
  ];
};

// A support worker rings; once a clinician is asked, nobody need ring any more.
const missedTest = (message: Message, desk: Desk): readonly Order[] => {
  const e = message.data as DataOf<typeof pathway.missedTestStepTaken>;
  if (e.step === 'clinician') return closes(e.test, 'a clinician is asked to decide');
  if (e.step !== 'telephone') return [];
  return [
    {
      id: taskOf(e.test),
      patient: e.patient,
      command: {
        type: 'OpenTask',
        kind: 'telephone',
        about: e.test,
        settledBy: 'pathway',
        band: 'test-missed',
        seriousness: 4,
        title: 'Telephone call about a missed test',
        why: `${e.name}, due on ${showDateText(e.dueOn)}, has not been done${e.because === 'not-attended' ? ' and an appointment for it was not attended' : ''}. Without a date a clinician is asked on ${showDateText(e.by)}.`,
        dueOn: soon(desk),
        owner: ownerFor(desk.teams, 'telephone', e.team),
        patient: e.patient,
        followUp: e.followUp,
      },
    },
  ];
};

const quarantined = (message: Message, desk: Desk): readonly Order[] => {
  const e = message.data as DataOf<typeof registration.registrationMessageQuarantined>;
  return [
    {
      id: taskOf(e.problem),
      command: {
        type: 'OpenTask',
        kind: 'quarantine',
        about: e.problem,
        settledBy: message.source === 'registration' ? 'registration' : 'results',
        band: 'message',
        seriousness: e.patient === undefined ? 6 : 4,
        title: 'Message to sort out',
        why: `${e.feedName}, ${e.messageType}, control id ${e.controlId}. ${e.sentence}`,
        dueOn: soon(desk),
        owner: ownerFor(desk.teams, 'messages'),
        ...present({ patient: e.patient }),
      },
    },
  ];
};

const closes = (about: string, because: string): readonly Order[] => [{ id: taskOf(about), command: { type: 'CloseTask', because } }];

/** One task for one thing; it closes because its owner settled the thing. */
export const giveItAnOwner = (message: Message, desk: Desk): readonly Order[] => {
  const data = message.data as { readonly review?: string; readonly recall?: string; readonly problem?: string; readonly test?: string };
  switch (message.type) {
    case 'pathway.review-opened.v1':
      return review(message, desk);
    case 'pathway.review-withdrawn.v1':
      return closes(data.review ?? '', 'the review is no longer needed');
    case 'pathway.result-reviewed.v1':
      return closes(data.review ?? '', 'a clinician decided');
    case 'pathway.recall-requested.v1':
      return recall(message, desk);
    case 'pathway.recall-booked.v1':
      return booked(message);
    case 'pathway.recall-settled.v1':
      return closes(data.recall ?? '', 'the recall came to its end');
    case 'pathway.missed-test-step-taken.v1':
      return missedTest(message, desk);
    case 'pathway.missed-test-settled.v1':
      return closes(data.test ?? '', 'nobody need ring any more');
    case 'registration.message-quarantined.v1':
    case 'results.message-quarantined.v1':
      return quarantined(message, desk);
    case 'registration.quarantine-settled.v1':
    case 'results.quarantine-settled.v1':
      return closes(data.problem ?? '', 'somebody dealt with the message');
    default:
      return [];
  }
};
