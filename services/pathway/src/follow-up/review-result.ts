import type { ReviewDecision, ScheduledTest } from '@rms/contracts';
import { accept, derivedId, refuse, type Decision } from '@rms/event-sourcing/pure';
import { addDays, present } from '@rms/nhs';
import type { Protocol } from '@rms/protocols';
import type { ConsideredResult, FollowUpCommand, FollowUpEvent, FollowUpRefusal, ReviewSubject } from './follow-up.facts.js';
import { settleMissed } from './climb-the-ladder.js';
import { dateRefusal } from './date-refusal.js';
import { isHeld, nextDate } from './follow-up.schedule.js';
import type { OpenReview, Started } from './follow-up.state.js';
import { civil } from './civil.js';
import { Recording } from './recording.js';
import { withdrawAll } from './reviews-of-results.js';
import { endSuspension, stopAsking, suspend } from './suspension.js';

type ReviewCommand = Extract<FollowUpCommand, { readonly type: 'ReviewResult' }>;
type Decided = Decision<FollowUpEvent, FollowUpRefusal>;

const decisionsFor: Readonly<Record<ReviewSubject, readonly ReviewDecision['kind'][]>> = {
  result: ['continue', 'repeat', 'recall'],
  'changed-after-decision': ['continue', 'repeat', 'recall'],
  'schedule-complete': ['repeat', 'recall', 'end'],
  'two-follow-ups': ['continue', 'end'],
  // Never an ending: nobody is discharged for a test that he did not have.
  'test-missed': ['repeat', 'recall', 'suspend', 'continue'],
  'suspension-due': ['continue', 'repeat', 'recall', 'suspend', 'end'],
};

const refusalFor = (command: ReviewCommand, state: Started, review: OpenReview | undefined): FollowUpRefusal | undefined => {
  if (state.phase === 'ended') return 'follow-up-ended';
  if (command.reviewer === undefined) return 'not-a-registered-clinician';
  if (review === undefined) return 'no-such-review';
  if (command.reason.trim() === '') return 'reason-needed';
  if (!decisionsFor[review.about].includes(command.decision.kind)) return 'decision-not-for-this-review';
  return 'by' in command.decision ? dateRefusal(command.decision.by, command.calendar.today) : undefined;
};

const consideredIn = (state: Started, review: OpenReview): ConsideredResult | undefined => {
  const known = state.results[review.result ?? ''];
  return known?.counts ? known.considered : undefined;
};

const planFor = (state: Started, review: OpenReview): Protocol['tests'][number] => {
  const { tests } = state.protocol;
  const analyte = consideredIn(state, review)?.analyte;
  const missed = state.tests.find(({ test }) => test === review.test)?.kind;
  const plan = tests.find((test) => test.analyte === analyte || test.kind === missed) ?? tests[0];
  if (plan === undefined) throw new Error(`${state.protocol.title} has no test.`);
  return plan;
};

// The sample that led to the review must not count as its own repeat.
const repeatTest = ({ by, today }: { readonly by: string; readonly today: string }, state: Started, review: OpenReview): ScheduledTest => {
  const considered = consideredIn(state, review);
  const { kind, name, overdueAfterDays } = planFor(state, review);
  const isSampledToday = considered !== undefined && considered.sampledOn >= today;
  return {
    test: derivedId(review.review, 'repeat'),
    kind,
    name,
    label: 'Repeat, asked for at review',
    origin: 'review',
    required: true,
    opensOn: isSampledToday ? addDays(civil(considered.sampledOn), 1) : today,
    dueOn: by,
    overdueAfter: addDays(civil(by), overdueAfterDays),
  };
};

const follows = (command: ReviewCommand, recording: Recording, review: OpenReview): void => {
  const { decision } = command;
  switch (decision.kind) {
    case 'continue':
      return;
    case 'repeat': {
      recording.add({
        type: 'TestAdded',
        test: repeatTest({ by: decision.by, today: command.calendar.today }, recording.state, review),
        because: review.review,
      });
      return;
    }
    case 'recall': {
      recording.add({
        type: 'RecallRequested',
        recall: derivedId(review.review, 'recall'),
        by: decision.by,
        reason: command.reason.trim(),
        review: review.review,
        team: recording.state.team,
      });
      return;
    }
    case 'suspend': {
      const { reason, reviewer } = command;
      suspend(recording, { reason: reason.trim(), reviewOn: decision.by, by: reviewer?.person ?? '' });
      return;
    }
    case 'end': {
      withdrawAll(recording, 'follow-up-ended');
      stopAsking(recording, { note: 'Follow-up ended.', because: 'follow-up-ended', on: command.calendar.today });
      recording.add({ type: 'FollowUpEnded', because: decision.because, on: command.calendar.today });
      return;
    }
    default:
      return decision satisfies never;
  }
};

// What a clinician decided about a missed test stands in the place of the test: it is not asked for any more.
const waiveTheTest = (recording: Recording, { review, test = '' }: OpenReview, kind: ReviewDecision['kind']): void => {
  const ladder = recording.state.ladders[test];
  if (ladder === undefined) return;
  const isReplaced = kind === 'repeat' || kind === 'recall';
  const outcome = ladder.calls.some((call) => call.outcome === 'declined') ? 'declined' : 'not-needed';
  recording.add({ type: 'TestWaived', test, because: isReplaced ? 'replaced' : outcome, review });
  settleMissed(recording, test, { outcome, note: 'A clinician decided.', because: 'test-done' });
};

// A suspension that was decided on is over; what is decided may suspend anew.
const settleAndFollow = (command: ReviewCommand, recording: Recording, review: OpenReview): void => {
  if (review.about === 'suspension-due') endSuspension(recording, { because: 'review-due', on: command.calendar.today });
  follows(command, recording, review);
  if (review.about === 'test-missed') waiveTheTest(recording, review, command.decision.kind);
};

/**
 * Records a clinician's decision and what follows from it in one append: the review closes, and a next date, an open review or
 * an ending is there in the same moment. Refuses a decision after which nothing would be due.
 */
export const reviewResult = (command: ReviewCommand, state: Started): Decided => {
  const review = state.reviews[command.review];
  const refusal = refusalFor(command, state, review);
  if (refusal !== undefined) return refuse(refusal);
  if (review === undefined || command.reviewer === undefined) return refuse('no-such-review');
  const after = new Recording(state);
  const decided = {
    type: 'ResultReviewed',
    review: review.review,
    ...present({ result: review.result }),
    decision: command.decision,
    reason: command.reason.trim(),
    reviewer: command.reviewer,
  } as const;
  after.add(decided);
  settleAndFollow(command, after, review);
  if (!isHeld(after.state)) return refuse('nothing-would-be-due');
  const nextOn = after.state.phase === 'ended' ? undefined : nextDate(after.state);
  return accept<FollowUpEvent>(nextOn === undefined ? decided : { ...decided, nextOn }, ...after.events.slice(1));
};
