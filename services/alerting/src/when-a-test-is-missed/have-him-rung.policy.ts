import type { DataOf, pathway } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import { showDateText } from '@rms/nhs';
import { closes, opens, type Order } from '../when-a-clinician-must-look/give-it-an-owner.policy.js';
import type { Desk } from '../who-acts/desk.model.js';
import { ownerFor } from '../who-acts/who-is-there.model.js';

export const ringsOn: readonly string[] = ['pathway.missed-test-step-taken.v1', 'pathway.missed-test-settled.v1'];

const reminded: Readonly<Record<string, string>> = {
  date: ', though the patient was reminded',
  'not-attended': ': the appointment was not kept',
  'returned-post': ', and the reminder came back',
};
const settledWords: Readonly<Record<DataOf<typeof pathway.missedTestSettled>['outcome'], string>> = {
  done: 'the test was done',
  booked: 'the test was booked',
  'not-needed': 'the test is not needed',
  declined: 'the patient does not want the test',
  reached: 'the patient was reached',
};

const missed = (e: DataOf<typeof pathway.missedTestStepTaken>, desk: Desk): readonly Order[] => {
  if (e.step === 'clinician') return closes(e.test, 'a clinician decides about the missed test');
  if (e.step !== 'telephone') return [];
  return opens(desk, {
    kind: 'telephone',
    about: e.test,
    settledBy: 'pathway',
    band: 'test-missed',
    seriousness: 4,
    title: 'Patient to ring about a missed test',
    why: `${e.name} was due on ${showDateText(e.dueOn)} and has not been done${reminded[e.because] ?? ''}.`,
    dueOn: e.by,
    owner: ownerFor(desk.roster, 'telephone', e.team),
    patient: e.patient,
    followUp: e.followUp,
  });
};

/** After reminders a person rings: pathway says when, and says when it is settled. */
export const haveHimRung = (message: Message, desk: Desk): readonly Order[] => {
  if (message.type === 'pathway.missed-test-step-taken.v1') return missed(message.data as DataOf<typeof pathway.missedTestStepTaken>, desk);
  const { test, outcome } = message.data as DataOf<typeof pathway.missedTestSettled>;
  return closes(test, settledWords[outcome]);
};
