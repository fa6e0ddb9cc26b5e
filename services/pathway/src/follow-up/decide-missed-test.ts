import { accept, type Decision } from '@rms/event-sourcing/pure';
import { considerAppointments } from './appointments.js';
import type { FollowUpCommand, FollowUpEvent } from './follow-up.facts.js';
import type { FollowUpRefusal } from './follow-up.refusal.js';
import type { Started } from './follow-up.state.js';
import { recordMissedTestCall } from './missed-test-call.js';
import type { MissedTestCommand } from './missed-test.facts.js';
import { noticeDate } from './notice-date.js';
import { Recording } from './recording.js';
import { resumeFollowUp, suspendFollowUp } from './suspension.js';

type Decided = Decision<FollowUpEvent, FollowUpRefusal>;
const types: readonly string[] = ['NoticeDate', 'ConsiderAppointments', 'RecordMissedTestCall', 'SuspendFollowUp', 'ResumeFollowUp'];

/** Is this a command about dates, appointments, calls or a suspension? */
export const isAboutMissedTests = (command: FollowUpCommand): command is MissedTestCommand => types.includes(command.type);

const notice = (command: Extract<MissedTestCommand, { readonly type: 'NoticeDate' }>, state: Started): Decided => {
  const recording = new Recording(state);
  noticeDate(recording, command);
  return accept(...recording.events);
};

/** Decides on such a command. */
export const decideMissedTest = (command: MissedTestCommand, state: Started): Decided => {
  switch (command.type) {
    case 'NoticeDate':
      return notice(command, state);
    case 'ConsiderAppointments':
      return considerAppointments(command, state);
    case 'RecordMissedTestCall':
      return recordMissedTestCall(command, state);
    case 'SuspendFollowUp':
      return suspendFollowUp(command, state);
    case 'ResumeFollowUp':
      return resumeFollowUp(command, state);
    default:
      return command satisfies never;
  }
};
