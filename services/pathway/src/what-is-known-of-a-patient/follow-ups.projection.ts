import type { DataOf, pathway } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import { present } from '@rms/nhs';
import type { Copy, CopyDocument } from '@rms/read-models';
import { closingAfter, nothingMissed, type Climbing } from '../follow-up/climbing.js';
import { wakeOn } from '../follow-up/ladder.dates.js';
import { evolveClimbing, type ClimbingEvent } from '../follow-up/ladder.evolve.js';

/** Which follow-ups a patient has, of which protocol, whether they go on, and when each must be woken. */
export interface FollowUpCopy extends CopyDocument, Climbing {
  readonly patient: string;
  /** The record the stream was born with. */
  readonly bornWith: string;
  readonly protocol: string;
  readonly anchorOn: string;
  /** Results of which it promised that he is told; what a start that was a mistake promised was taken back. */
  readonly told: readonly string[];
  /** Why it has ended; '' while it goes on. */
  readonly endedBecause: string;
  /** The day on which it last ended; '' for never. */
  readonly endedOn: string;
  readonly wakeAt: string;
}

type Content = Omit<FollowUpCopy, keyof CopyDocument>;

/** What is published of the facts that change when a follow-up must be woken: each has the content of its fact. */
const climbingFacts: Readonly<Record<string, ClimbingEvent['type']>> = {
  'pathway.test-fulfilled.v1': 'TestFulfilled',
  'pathway.test-reopened.v1': 'TestReopened',
  'pathway.test-added.v1': 'TestAdded',
  'pathway.test-missed.v1': 'TestBecameOverdue',
  'pathway.missed-test-step-taken.v1': 'LadderStepTaken',
  'pathway.missed-test-call-recorded.v1': 'MissedTestCallRecorded',
  'pathway.missed-test-settled.v1': 'MissedTestSettled',
  'pathway.test-waived.v1': 'TestWaived',
  'pathway.test-booked.v1': 'TestBooked',
  'pathway.test-booking-cancelled.v1': 'TestBookingCancelled',
  'pathway.test-not-attended.v1': 'TestNotAttended',
  'pathway.follow-up-suspended.v1': 'FollowUpSuspended',
  'pathway.suspension-ended.v1': 'SuspensionEnded',
};

const asked = (before: Content, opened: DataOf<typeof pathway.reviewOpened>): Content => {
  const { suspension } = before;
  const isAsked = opened.about === 'suspension-due' && suspension !== undefined;
  return { ...before, ...closingAfter(before, opened), ...(isAsked ? { suspension: { ...suspension, asked: true } } : {}) };
};

const promised = (before: Content, { result, letterBy }: DataOf<typeof pathway.resultInterpreted>): Content =>
  letterBy === undefined || before.told.includes(result) ? before : { ...before, told: [...before.told, result] };

type RecallFact = 'pathway.recall-requested.v1' | 'pathway.recall-booked.v1' | 'pathway.recall-settled.v1';
const recallFacts: readonly string[] = [
  'pathway.recall-requested.v1',
  'pathway.recall-booked.v1',
  'pathway.recall-settled.v1',
] satisfies readonly RecallFact[];
// A recall that is open keeps the end of follow-up waiting.
const recallsAfter = ({ recalls }: Content, message: Message): Content['recalls'] => {
  const { recall, by, on = by } = message.data as { readonly recall: string; readonly by?: string; readonly on?: string };
  const others = Object.fromEntries(Object.entries(recalls).filter(([open]) => open !== recall));
  return on === undefined || message.type === 'pathway.recall-settled.v1'
    ? others
    : { ...others, [recall]: { on, booked: message.type === 'pathway.recall-booked.v1' } };
};

const evolveCourse = (before: Content, message: Message): Content => {
  if (recallFacts.includes(message.type)) return { ...before, recalls: recallsAfter(before, message) };
  switch (message.type) {
    case 'pathway.follow-up-started.v1': {
      const { patient, protocol, anchorOn, tests, closesOn } = message.data as DataOf<typeof pathway.followUpStarted>;
      const begun = { patient, bornWith: patient, protocol: protocol.protocol, anchorOn, phase: 'active', tests } as const;
      return { ...before, ...nothingMissed, ...begun, ...present({ closesOn }) };
    }
    case 'pathway.result-interpreted.v1':
      return promised(before, message.data as DataOf<typeof pathway.resultInterpreted>);
    case 'pathway.review-opened.v1':
      return asked(before, message.data as DataOf<typeof pathway.reviewOpened>);
    case 'pathway.start-undone.v1':
      return { ...before, phase: 'ended', endedBecause: 'start-undone', told: [], recalls: {} };
    case 'pathway.follow-up-ended.v1': {
      const { because, on } = message.data as DataOf<typeof pathway.followUpEnded>;
      return { ...before, phase: 'ended', endedBecause: because, endedOn: on, recalls: {} };
    }
    case 'pathway.follow-up-resumed.v1': {
      const { on } = message.data as DataOf<typeof pathway.followUpResumed>;
      return { ...before, phase: 'active', endedBecause: '', laddersFrom: on ?? before.laddersFrom };
    }
    case 'pathway.follow-up-reassigned.v1':
      return { ...before, patient: (message.data as DataOf<typeof pathway.followUpReassigned>).patient };
    default:
      return before;
  }
};

const evolve = (before: Content, message: Message): Content => {
  const type = climbingFacts[message.type];
  const after =
    type === undefined
      ? evolveCourse(before, message)
      : { ...before, ...evolveClimbing(before, { ...(message.data as object), type } as ClimbingEvent) };
  return { ...after, wakeAt: wakeOn(after) };
};

export const followUps: Copy<FollowUpCopy> = {
  name: 'follow_ups',
  of: 'pathway.follow-up',
  indexes: ['wakeAt', 'patient'],
  initial: {
    patient: '',
    bornWith: '',
    protocol: '',
    anchorOn: '',
    told: [],
    endedBecause: '',
    endedOn: '',
    phase: 'active',
    tests: [],
    wakeAt: '',
    ...nothingMissed,
  },
  evolve,
};
