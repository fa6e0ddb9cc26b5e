import { present, showDateText } from '@rms/nhs';
import type { Limit, ReadingName, ReviewDecision } from '@rms/contracts';
import type { Erased } from '@rms/event-sourcing/pure';
import { sideOf, type Answers, type Protocol } from '@rms/protocols';
import { closingAfter, nothingMissed, type Climbing, type Suspension } from './climbing.js';
import { ageAfter, type CountedByAge } from './counted-by-age.js';
import type { ConsideredResult, EndReason, FollowUpEvent, ReadingWithdrawal, ReviewSubject, Stream } from './follow-up.facts.js';
import { evolveClimbing, isClimbing, type ClimbingEvent } from './ladder.evolve.js';

export interface OpenReview {
  readonly review: string;
  readonly about: ReviewSubject;
  readonly result?: string;
  readonly test?: string;
  readonly reading?: ReadingName;
  readonly sentence: string;
  readonly reviewBy: string;
}
export interface Decided {
  readonly review: string;
  readonly reading?: ReadingName;
  /** What had been reported, side included. */
  readonly raw: string;
  readonly decision: ReviewDecision;
}

/** What is known of one result: how it was last read, or why it no longer counts. */
export type Known =
  | { readonly counts: true; readonly considered: ConsideredResult; readonly reading: ReadingName; readonly sentence: string }
  | { readonly counts: false; readonly version: number; readonly because: ReadingWithdrawal };

export interface Started extends Climbing {
  readonly because?: EndReason | 'start-undone';
  readonly patient: string;
  readonly protocol: Protocol;
  readonly anchorOn: string;
  readonly startedOn?: string;
  readonly stream: Stream;
  readonly team: string;
  readonly personalLimit?: Limit;
  readonly answers?: Answers;
  readonly age?: CountedByAge;
  readonly results: Readonly<Record<string, Known>>;
  readonly reviews: Readonly<Record<string, OpenReview>>;
  /** Result id → the last decision that rested on it. */
  readonly decided: Readonly<Record<string, Decided>>;
  readonly reviewsOpened: number;
  readonly decisions: number;
  /** What only the patient's death stopped and no reading of a result brings back, in words. */
  readonly stopped: readonly string[];
  /** A suspension that only the patient's death ended. */
  readonly suspendedAtDeath: Suspension | undefined;
}
export type FollowUpState = { readonly phase: 'not-started' } | Started;

const without = <V>(record: Readonly<Record<string, V>>, key: string): Readonly<Record<string, V>> =>
  Object.fromEntries(Object.entries(record).filter(([k]) => k !== key));
/** What a result says, as text that differs whenever it says something else: the code counts with its words, and its side. */
export const rawOfValue = (value: ConsideredResult['value']): string =>
  value.kind === 'coded' ? [value.code, value.system, value.raw, sideOf(value)].join('|') : value.raw;
export const rawOf = (known: Known | undefined): string => (known?.counts ? rawOfValue(known.considered.value) : '');

const started = (event: Extract<FollowUpEvent, { readonly type: 'FollowUpStarted' }>): Started => ({
  phase: 'active',
  patient: event.patient,
  protocol: event.protocol,
  anchorOn: event.anchorOn,
  stream: event.stream,
  team: event.team,
  ...present({ personalLimit: event.personalLimit, answers: event.answers, closesOn: event.closesOn, startedOn: event.on }),
  ...(event.bornOn === undefined ? {} : { age: { counted: event.bornOn, asked: event.bornOn } }),
  ...nothingMissed,
  tests: event.tests,
  results: {},
  reviews: {},
  decided: {},
  reviewsOpened: 0,
  decisions: 0,
  stopped: [],
  suspendedAtDeath: undefined,
});

const reviewed = (state: Started, event: Extract<FollowUpEvent, { readonly type: 'ResultReviewed' }>): Started => {
  const review = state.reviews[event.review];
  const decided: Decided = {
    review: event.review,
    ...(review?.reading === undefined ? {} : { reading: review.reading }),
    raw: rawOf(state.results[event.result ?? '']),
    decision: event.decision,
  };
  return {
    ...state,
    reviews: without(state.reviews, event.review),
    decisions: state.decisions + 1,
    ...(event.result === undefined ? {} : { decided: { ...state.decided, [event.result]: decided } }),
  };
};

// A review of a result comes back with its result, that of a schedule that is complete with the schedule, that of a suspension with the
// suspension; any other would be lost.
const stoppedWith = (state: Started, event: Extract<FollowUpEvent, { readonly type: 'ReviewWithdrawn' }>): readonly string[] => {
  const review = state.reviews[event.review];
  return event.because !== 'patient-died' ||
    review === undefined ||
    ['result', 'schedule-complete', 'suspension-due'].includes(review.about)
    ? []
    : [review.sentence];
};

const suspensionAfter = (
  { suspension }: Started,
  { about }: Extract<FollowUpEvent, { readonly type: 'ReviewOpened' }>,
): Started['suspension'] => (suspension === undefined || about !== 'suspension-due' ? suspension : { ...suspension, asked: true });

type ReviewEvent = Extract<FollowUpEvent, { readonly type: 'ReviewOpened' | 'ReviewWithdrawn' | 'ResultReviewed' }>;
const evolveReview = (state: Started, event: ReviewEvent): Started => {
  switch (event.type) {
    case 'ReviewOpened': {
      const { type: _, seriousness: __, proposes: ___, team: ____, ...open } = event;
      return {
        ...state,
        suspension: suspensionAfter(state, event),
        reviews: { ...state.reviews, [event.review]: open },
        reviewsOpened: state.reviewsOpened + 1,
        ...closingAfter(state, event),
        ...ageAfter(state, event),
      };
    }
    case 'ReviewWithdrawn':
      return {
        ...state,
        reviews: without(state.reviews, event.review),
        stopped: [...state.stopped, ...stoppedWith(state, event)],
        ...ageAfter(state, event),
      };
    case 'ResultReviewed':
      return reviewed(state, event);
    default:
      return event satisfies never;
  }
};

type ReadEvent = Extract<FollowUpEvent, { readonly type: 'ResultInterpreted' | 'ReadingWithdrawn' }>;
const evolveReading = (state: Started, event: ReadEvent): Started => {
  switch (event.type) {
    case 'ResultInterpreted':
      return {
        ...state,
        results: {
          ...state.results,
          [event.considered.result]: { counts: true, considered: event.considered, reading: event.reading, sentence: event.sentence },
        },
      };
    case 'ReadingWithdrawn':
      return { ...state, results: { ...state.results, [event.result]: { counts: false, version: event.version, because: event.because } } };
    default:
      return event satisfies never;
  }
};

type CourseEvent = Exclude<FollowUpEvent, ReviewEvent | ReadEvent | ClimbingEvent | { readonly type: 'FollowUpStarted' }>;
const evolveCourse = (state: Started, event: CourseEvent): Started => {
  switch (event.type) {
    case 'StartUndone':
      return { ...state, phase: 'ended', because: 'start-undone', recalls: {} };
    case 'FollowUpEnded':
      return {
        ...state,
        phase: 'ended',
        because: event.because,
        recalls: {},
        stopped: [
          ...state.stopped,
          ...Object.values(state.recalls).map(({ on, booked }) => `A clinic ${booked ? 'on' : 'by'} ${showDateText(on)} was to be kept.`),
        ],
      };
    case 'FollowUpResumed': {
      const { because: _, ...rest } = state;
      return { ...rest, phase: 'active', stopped: [], suspendedAtDeath: undefined, laddersFrom: event.on ?? state.laddersFrom };
    }
    case 'FollowUpReassigned':
      return { ...state, patient: event.to };
    case 'RecallRequested':
      return { ...state, recalls: { ...state.recalls, [event.recall]: { on: event.by, booked: false } } };
    case 'RecallBooked':
      return { ...state, recalls: { ...state.recalls, [event.recall]: { on: event.on, booked: true } } };
    case 'RecallSettled':
      return { ...state, recalls: without(state.recalls, event.recall) };
    default:
      return event satisfies never;
  }
};

const isReview = (event: FollowUpEvent): event is ReviewEvent => ['ReviewOpened', 'ReviewWithdrawn', 'ResultReviewed'].includes(event.type);
const isReading = (event: FollowUpEvent): event is ReadEvent => ['ResultInterpreted', 'ReadingWithdrawn'].includes(event.type);

const climb = (state: Started, event: ClimbingEvent): Started => {
  const isEndedByDeath = event.type === 'SuspensionEnded' && event.because === 'patient-died';
  return { ...state, ...evolveClimbing(state, event), ...(isEndedByDeath ? { suspendedAtDeath: state.suspension } : {}) };
};

/** Folds one fact. A fact that was erased leaves the state as it was. */
export const evolveFollowUp = (state: FollowUpState, event: FollowUpEvent | Erased): FollowUpState => {
  if (event.type === 'Erased') return state;
  if (event.type === 'FollowUpStarted') return started(event);
  if (state.phase === 'not-started') return state;
  if (isReview(event)) return evolveReview(state, event);
  if (isClimbing(event)) return climb(state, event);
  return isReading(event) ? evolveReading(state, event) : evolveCourse(state, event);
};
