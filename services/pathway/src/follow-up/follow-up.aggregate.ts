import { onlyShapes, type Aggregate, type Occurred } from '@rms/event-sourcing/pure';
import { followUpDecider } from './follow-up.decider.js';
import type { FollowUpCommand, FollowUpEvent } from './follow-up.facts.js';
import type { FollowUpRefusal } from './follow-up.refusal.js';
import type { FollowUpState } from './follow-up.state.js';

const occurred = (event: FollowUpEvent): Occurred | undefined => {
  switch (event.type) {
    case 'TestFulfilled':
    case 'FollowUpEnded':
      return { on: event.on };
    default:
      return undefined;
  }
};

const schemas = {
  FollowUpStarted: 1,
  StartUndone: 1,
  ResultInterpreted: 1,
  ReadingWithdrawn: 1,
  TestFulfilled: 1,
  TestReopened: 1,
  ReviewOpened: 1,
  ReviewWithdrawn: 1,
  ResultReviewed: 1,
  TestAdded: 1,
  RecallRequested: 1,
  RecallBooked: 1,
  RecallSettled: 1,
  FollowUpEnded: 1,
  FollowUpResumed: 1,
  FollowUpReassigned: 1,
  TestBecameOverdue: 1,
  LadderStepTaken: 1,
  MissedTestCallRecorded: 1,
  MissedTestSettled: 1,
  TestWaived: 1,
  TestBooked: 1,
  TestBookingCancelled: 1,
  TestNotAttended: 1,
  FollowUpSuspended: 1,
  SuspensionEnded: 1,
} as const;

/** One patient's surveillance for one cancer: `pathway.follow-up-<id>`. */
export const followUp: Aggregate<FollowUpState, FollowUpCommand, FollowUpEvent, FollowUpRefusal> = {
  service: 'pathway',
  name: 'follow-up',
  decider: followUpDecider,
  schemas,
  published: new Set(Object.keys(schemas)),
  occurred,
  upcast: onlyShapes(schemas),
};
