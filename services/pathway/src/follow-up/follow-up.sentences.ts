import type { ReviewDecision } from '@rms/contracts';
import { showDateText } from '@rms/nhs';
import { answersInWords, testWords } from '@rms/protocols';
import type { Natures, Sentences } from '@rms/service-kit';
import type { EndReason, FollowUpEvent } from './follow-up.facts.js';
import { missedTestNatures, missedTestSentences } from './missed-test.sentences.js';

export const decisionWords = (decision: ReviewDecision): string => {
  switch (decision.kind) {
    case 'continue':
      return 'continue as planned';
    case 'repeat':
      return `repeat the test by ${showDateText(decision.by)}`;
    case 'recall':
      return `recall to clinic by ${showDateText(decision.by)}`;
    case 'suspend':
      return `suspend follow-up until ${showDateText(decision.by)}`;
    case 'end':
      return `end this follow-up, ${endWords[decision.because]}`;
    default:
      return decision satisfies never;
  }
};
const withdrawnBecause: Readonly<Record<string, string>> = {
  corrected: 'the reading changed',
  withdrawn: 'the result was taken back',
  'start-undone': 'the start was an error',
  'patient-died': 'the patient died',
  'another-patient': 'the result belongs to somebody else',
  'follow-up-ended': 'follow-up ended',
  'test-done': 'the test is not missed any more',
  'test-booked': 'the test has a date',
  suspended: 'follow-up is suspended',
  resumed: 'follow-up goes on',
};
const goneBecause: Readonly<Record<string, string>> = {
  withdrawn: 'the laboratory withdrew it',
  deleted: 'the laboratory deleted it',
  'not-obtained': 'the laboratory could not obtain it',
  'another-patient': 'it belongs to another patient',
  'before-follow-up': 'its sample was taken before the day that follow-up is counted from',
};
const outcomeWords: Readonly<Record<string, string>> = {
  seen: 'the patient was seen',
  'not-needed': 'it is no longer needed',
  'patient-declined': 'the patient declined',
};
const endWords: Readonly<Record<EndReason, string>> = {
  'patient-died': 'the patient died',
  'schedule-complete': 'the schedule is complete',
  discharged: 'the patient was discharged',
  transferred: 'the patient is followed by another team or hospital',
  'in-treatment': 'the patient is being treated again',
  'patient-wish': 'the patient does not want to be followed',
  'followed-under-another-record': 'the patient is followed under another record',
};

/** One sentence per fact, for the history. */
export const followUpSentences: Sentences<FollowUpEvent> = {
  ...missedTestSentences,
  FollowUpStarted: (e) =>
    `Follow-up started: ${e.protocol.title}, version ${String(e.protocol.version)}, ${e.stream.replace('-', ' ')}, counted from ${showDateText(e.anchorOn)}.${e.personalLimit === undefined ? '' : ` Personal limit ${String(e.personalLimit.value)} ${e.personalLimit.unit}, agreed by ${e.personalLimit.agreedBy ?? 'nobody named'}: ${e.personalLimit.because ?? ''}.`}${answersInWords(
      e.protocol,
      e.answers ?? {},
    )
      .map(({ asks, says }) => ` ${asks} ${says}.`)
      .join('')}${e.closesOn === undefined ? '' : ` How it ends is decided on ${showDateText(e.closesOn)}.`}`,
  StartUndone: (e) => `The start was taken back as an error. Reason: ${e.reason}`,
  ResultInterpreted: (e) => e.sentence,
  ReadingWithdrawn: (e) => `The reading of a result no longer stands: ${goneBecause[e.because] ?? e.because}.`,
  TestFulfilled: (e) => `A planned test counts as done by the sample of ${showDateText(e.on)}.`,
  TestReopened: () => 'A planned test that had counted as done is due again.',
  ReviewOpened: (e) => `A clinician is asked to look by ${showDateText(e.reviewBy)}. ${e.sentence}`,
  ReviewWithdrawn: (e) => `A clinician need no longer look: ${withdrawnBecause[e.because] ?? e.because}.`,
  ResultReviewed: (e) => `Decided: ${decisionWords(e.decision)}. Reason: ${e.reason}`,
  TestAdded: (e) => `${testWords(e.test)} asked for besides the schedule, by ${showDateText(e.test.dueOn)}.`,
  RecallRequested: (e) => `The patient is called back to clinic by ${showDateText(e.by)}.`,
  RecallBooked: (e) => `A clinic date was agreed: ${showDateText(e.on)}. ${e.note}`,
  RecallSettled: (e) => `The recall came to its end: ${outcomeWords[e.outcome] ?? e.outcome}. ${e.note}`,
  FollowUpEnded: (e) => `Follow-up ended on ${showDateText(e.on)}: ${endWords[e.because]}.`,
  FollowUpResumed: (e) =>
    e.because === 'result'
      ? 'Follow-up goes on: a result has come or changed since it ended that somebody must look at.'
      : 'Follow-up goes on: the death that had ended it was an error.',
  FollowUpReassigned: () => 'The follow-up moved to another record of the same patient, because records were merged.',
};

/** What each fact is: about the world, or done by people and the system. */
export const followUpNatures: Natures<FollowUpEvent> = {
  FollowUpStarted: 'act',
  StartUndone: 'act',
  ResultInterpreted: 'act',
  ReadingWithdrawn: 'act',
  TestFulfilled: 'act',
  TestReopened: 'act',
  ReviewOpened: 'act',
  ReviewWithdrawn: 'act',
  ResultReviewed: 'act',
  TestAdded: 'act',
  RecallRequested: 'act',
  RecallBooked: 'act',
  RecallSettled: 'act',
  FollowUpEnded: 'act',
  FollowUpResumed: 'act',
  FollowUpReassigned: 'act',
  ...missedTestNatures,
};
