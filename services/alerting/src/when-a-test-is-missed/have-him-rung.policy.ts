import type { DataOf, pathway } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import { showDateText, type CivilDate } from '@rms/nhs';
import { closes, opens, type Order } from '../when-a-clinician-must-look/give-it-an-owner.policy.js';
import { inTimeFor, todayAt, type Desk } from '../who-acts/desk.model.js';
import { ownerFor } from '../who-acts/who-is-there.model.js';
import type { Became, ReminderCopy } from './reminders.projection.js';

type StepTaken = DataOf<typeof pathway.missedTestStepTaken>;

export const ringsOn: readonly string[] = ['pathway.missed-test-step-taken.v1', 'pathway.missed-test-settled.v1'];

const becameWords: Readonly<Record<Became, string>> = {
  owed: 'had not been written',
  'to-approve': 'had not left and waited to be approved',
  approved: 'had not left and waited to be handed over',
  held: 'had not left and was held back',
  'handed-over': 'had been given to the carrier',
  'not-known': 'may not have left: nobody knew whether the carrier had it',
  dispatched: 'had been sent',
  delivered: 'had been delivered',
  returned: 'had come back',
  'not-taken': 'had not left: the carrier did not take it',
  cancelled: 'was not to be sent',
};
const inOrder = (a: ReminderCopy, b: ReminderCopy): number => (a.owedAt < b.owedAt ? -1 : 1);

// Said of a day: a letter goes on, and the task still says what was so when somebody was asked to ring.
const remindersWords = (reminders: readonly ReminderCopy[], today: CivilDate): string => {
  const became = [...reminders].sort(inOrder).map((one) => `the ${one.isSecond ? 'second ' : ''}reminder ${becameWords[one.became]}`);
  return became.length === 0
    ? `No reminder had been written by ${showDateText(today)}.`
    : `By ${showDateText(today)}: ${became.join('; ')}.`;
};
const missedWords = ({ name, dueOn, because }: StepTaken, today: CivilDate): string => {
  const notKept = because === 'not-attended' ? ': the appointment was not kept' : '';
  const due = showDateText(dueOn);
  return dueOn > today ? `${name} is due on ${due}${notKept}.` : `${name} was due on ${due} and has not been done${notKept}.`;
};
const whyOf = (e: StepTaken, today: CivilDate, reminders: readonly ReminderCopy[]): string => {
  const missed = missedWords(e, today);
  return e.because === 'not-attended' && reminders.length === 0 ? missed : `${missed} ${remindersWords(reminders, today)}`;
};

const settledWords: Readonly<Record<DataOf<typeof pathway.missedTestSettled>['outcome'], string>> = {
  done: 'the test was done',
  booked: 'the test was booked',
  'not-needed': 'the test is not needed',
  declined: 'the patient does not want the test',
  reached: 'the patient was reached',
};

const missed = (e: StepTaken, desk: Desk, reminders: readonly ReminderCopy[]): readonly Order[] => {
  if (e.step === 'clinician') return closes(e.test, 'a clinician decides about the missed test');
  if (e.step !== 'telephone') return [];
  return opens(desk, {
    kind: 'telephone',
    about: e.test,
    settledBy: 'pathway',
    band: 'test-missed',
    seriousness: 4,
    title: 'Patient to ring about a missed test',
    why: whyOf(e, todayAt(desk), reminders),
    dueOn: inTimeFor(e.by, desk),
    owner: ownerFor(desk.roster, 'telephone', e.team),
    patient: e.patient,
    followUp: e.followUp,
  });
};

/** After reminders were asked for a person rings: pathway says when, and says when it is settled. */
export const haveHimRung = (message: Message, desk: Desk, reminders: readonly ReminderCopy[] = []): readonly Order[] => {
  if (message.type === 'pathway.missed-test-step-taken.v1') return missed(message.data as StepTaken, desk, reminders);
  const { test, outcome } = message.data as DataOf<typeof pathway.missedTestSettled>;
  return closes(test, settledWords[outcome]);
};
