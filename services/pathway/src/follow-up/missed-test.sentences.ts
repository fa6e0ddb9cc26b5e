import { showDateText } from '@rms/nhs';
import type { Natures, Sentences } from '@rms/service-kit';
import type { FollowUpEvent } from './follow-up.facts.js';
import type { LadderStep, MissedTestEvent, SuspensionEvent } from './missed-test.facts.js';

const stepWords: Readonly<Record<LadderStep, string>> = {
  reminder: 'a reminder is owed to the patient',
  'second-reminder': 'a second reminder is owed to the patient, by another channel',
  telephone: 'a support worker is asked to ring the patient',
  clinician: 'a clinician is asked to decide',
};
const becauseWords: Readonly<Record<string, string>> = {
  date: '',
  'not-attended': ' The patient did not attend an appointment for it.',
  call: ' It follows from a telephone call.',
};
const callWords: Readonly<Record<string, string>> = {
  booked: 'a date was agreed',
  declined: 'the patient declined the test',
  'not-reached': 'nobody was reached',
  'wrong-number': 'the number is wrong',
};
const outcomeWords: Readonly<Record<string, string>> = {
  done: 'the test has been done',
  booked: 'the test has a date, and nobody need ring until then',
  'not-needed': 'nothing more is done about it',
  declined: 'the patient declined it',
  reached: 'the patient was reached',
};
const waivedWords: Readonly<Record<string, string>> = {
  'not-needed': 'a clinician decided that it is not needed',
  declined: 'the patient declined it, and a clinician accepted that',
  replaced: 'a clinician decided on something else in its place',
};
const endWords: Readonly<Record<string, string>> = {
  resumed: 'a clinician took the follow-up up again',
  'review-due': 'a clinician decided at its review',
  'patient-died': 'the patient died',
  'follow-up-ended': 'follow-up ended',
  'start-undone': 'the start was an error',
};

const noted = (note: string): string => (note === '' ? '' : ` ${note}`);

/** One sentence per fact about missed tests and suspensions. */
export const missedTestSentences: Pick<Sentences<FollowUpEvent>, (MissedTestEvent | SuspensionEvent)['type']> = {
  TestBecameOverdue: (e) => `${e.name}, due on ${showDateText(e.dueOn)}, is overdue.`,
  LadderStepTaken: (e) => `${e.name}, missed: ${stepWords[e.step]}, next by ${showDateText(e.by)}.${becauseWords[e.because] ?? ''}`,
  MissedTestCallRecorded: (e) =>
    `The patient was rung about a missed test, call ${String(e.tries)}: ${callWords[e.outcome] ?? e.outcome}${e.bookedOn === undefined ? '' : `, ${showDateText(e.bookedOn)}`}.${noted(e.note)}`,
  MissedTestSettled: (e) => `Missed test: ${outcomeWords[e.outcome] ?? e.outcome}.${noted(e.note)}`,
  TestWaived: (e) =>
    `A planned test is not asked for any more: ${e.review === undefined ? 'follow-up had ended before it' : (waivedWords[e.because] ?? e.because)}.`,
  TestBooked: (e) => `An appointment for a test is on ${showDateText(e.on)}. No reminder is sent until ${showDateText(e.waitUntil)}.`,
  TestBookingCancelled: (e) => `The appointment for a test on ${showDateText(e.on)} will not take place.`,
  TestNotAttended: (e) => `The patient did not attend the appointment for a test on ${showDateText(e.on)}.`,
  FollowUpSuspended: (e) => `Follow-up is suspended until its review on ${showDateText(e.reviewOn)}. Reason: ${e.reason}`,
  SuspensionEnded: (e) =>
    `The suspension ended: ${endWords[e.because] ?? e.because}.${e.reason === undefined ? '' : ` Reason: ${e.reason}`}`,
};

/** Appointments are told by others; everything else the system or a person did. */
export const missedTestNatures: Pick<Natures<FollowUpEvent>, (MissedTestEvent | SuspensionEvent)['type']> = {
  TestBecameOverdue: 'act',
  LadderStepTaken: 'act',
  MissedTestCallRecorded: 'act',
  MissedTestSettled: 'act',
  TestWaived: 'act',
  TestBooked: 'observation',
  TestBookingCancelled: 'observation',
  TestNotAttended: 'observation',
  FollowUpSuspended: 'act',
  SuspensionEnded: 'act',
};
