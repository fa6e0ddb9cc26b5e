import type { EndDecision, ReviewDecision, ScheduledTest } from '@rms/contracts';
import { accept, derivedId, refuse, type Decision } from '@rms/event-sourcing/pure';
import { addDays, present } from '@rms/nhs';
import { sideOf, testsFor, type ProtocolTest, type Side } from '@rms/protocols';
import type { ConsideredResult, FollowUpCommand, FollowUpEvent, ReviewSubject } from './follow-up.facts.js';
import type { FollowUpRefusal } from './follow-up.refusal.js';
import { settleMissed } from './climb-the-ladder.js';
import { dateRefusal } from './date-refusal.js';
import { isHeld, nextDate } from './follow-up.schedule.js';
import type { OpenReview, Started } from './follow-up.state.js';
import { civil } from './civil.js';
import { isToBeClosed, openTests } from './ladder.dates.js';
import { Recording } from './recording.js';
import { askWhenNothingIsDue, withdrawAll } from './reviews-of-results.js';
import { endSuspension, stopAsking, suspend } from './suspension.js';

type ReviewCommand = Extract<FollowUpCommand, { readonly type: 'ReviewResult' }>;
type Decided = Decision<FollowUpEvent, FollowUpRefusal>;

const decisionsFor: Readonly<Record<ReviewSubject, readonly ReviewDecision['kind'][]>> = {
  result: ['continue', 'repeat', 'recall'],
  'changed-after-decision': ['continue', 'repeat', 'recall'],
  'schedule-complete': ['repeat', 'recall', 'end'],
  'two-follow-ups': ['continue', 'end'],
  'birth-date-corrected': ['continue', 'repeat', 'recall'],
  // Never an ending: nobody is discharged for a test that he did not have.
  'test-missed': ['repeat', 'recall', 'suspend', 'continue'],
  'suspension-due': ['continue', 'repeat', 'recall', 'suspend', 'end'],
};

const consideredIn = (state: Started, review: OpenReview): ConsideredResult | undefined => {
  const known = state.results[review.result ?? ''];
  return known?.counts ? known.considered : undefined;
};

/** The planned test that a repeat is another of; none where no test is asked for from this patient. */
const planFor = (state: Started, review: OpenReview): ProtocolTest | undefined => {
  const asked = testsFor(state.protocol, state.answers ?? {});
  const analyte = consideredIn(state, review)?.analyte;
  const missed = state.tests.find(({ test }) => test === review.test);
  const isAnother = (test: ProtocolTest): boolean => test.analyte === analyte || (test.kind === missed?.kind && test.side === missed.side);
  return asked.find(isAnother) ?? asked.find((test) => test.kind === missed?.kind) ?? asked[0];
};
// Of a test of both sides only the side that led to the review is repeated.
const sideToRepeat = (plan: ProtocolTest, considered: ConsideredResult | undefined): Side | undefined =>
  plan.side === 'both' && considered !== undefined ? (sideOf(considered.value) ?? plan.side) : plan.side;

const refusalFor = (command: ReviewCommand, state: Started, review: OpenReview | undefined): FollowUpRefusal | undefined => {
  if (state.phase === 'ended') return 'follow-up-ended';
  if (command.reviewer === undefined) return 'not-a-registered-clinician';
  if (review === undefined) return 'no-such-review';
  if (command.reason.trim() === '') return 'reason-needed';
  return decisionRefusal(command, state, review);
};
// A result that comes when nothing else is to come, such as one after follow-up had ended: then it may end with it.
const mayEndWith: readonly ReviewSubject[] = ['result', 'changed-after-decision'];
const isFor = ({ about }: OpenReview, kind: ReviewDecision['kind'], state: Started): boolean =>
  decisionsFor[about].includes(kind) || (kind === 'end' && mayEndWith.includes(about) && openTests(state).length === 0);

// Under the other record of a merge the same results are read, and reviewed.
const endRefusal = (because: EndDecision, state: Started, review: OpenReview): FollowUpRefusal | undefined => {
  const isElsewhere = because === 'followed-under-another-record';
  if (isElsewhere !== (review.about === 'two-follow-ups')) return 'reason-not-for-this-end';
  if (because === 'schedule-complete' && openTests(state).length > 0) return 'tests-still-to-come';
  const others = Object.values(state.reviews).filter((other) => other.review !== review.review && other.result !== undefined);
  return !isElsewhere && others.length > 0 ? 'result-still-to-review' : undefined;
};

const decisionRefusal = ({ decision, calendar }: ReviewCommand, state: Started, review: OpenReview): FollowUpRefusal | undefined => {
  if (!isFor(review, decision.kind, state)) return 'decision-not-for-this-review';
  if (decision.kind === 'repeat' && planFor(state, review) === undefined) return 'no-test-to-repeat';
  if (decision.kind === 'end') return endRefusal(decision.because, state, review);
  return 'by' in decision ? dateRefusal(decision.by, calendar.today) : undefined;
};

// The sample that led to the review must not count as its own repeat.
const repeatTest = (
  { by, today }: { readonly by: string; readonly today: string },
  review: OpenReview,
  { plan, considered }: { readonly plan: ProtocolTest; readonly considered: ConsideredResult | undefined },
): ScheduledTest => {
  const { kind, name, overdueAfterDays } = plan;
  const isSampledToday = considered !== undefined && considered.sampledOn >= today;
  return {
    test: derivedId(review.review, 'repeat'),
    kind,
    name,
    label: 'Repeat, asked for at review',
    ...present({ side: sideToRepeat(plan, considered) }),
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
      const plan = planFor(recording.state, review);
      if (plan === undefined) throw new Error(`${recording.state.protocol.title} has no test to repeat.`);
      const considered = consideredIn(recording.state, review);
      const test = repeatTest({ by: decision.by, today: command.calendar.today }, review, { plan, considered });
      recording.add({ type: 'TestAdded', test, because: review.review, ...present({ result: review.result }) });
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

// The day on which follow-up is to end may have come while this review was open.
const askHowItEnds = (after: Recording, command: ReviewCommand): void => {
  if (after.state.phase === 'active' && isToBeClosed(after.state, command.calendar.today)) askWhenNothingIsDue(after, command);
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
  askHowItEnds(after, command);
  if (!isHeld(after.state)) return refuse('nothing-would-be-due');
  const nextOn = after.state.phase === 'ended' ? undefined : nextDate(after.state);
  return accept<FollowUpEvent>(nextOn === undefined ? decided : { ...decided, nextOn }, ...after.events.slice(1));
};
