import { present } from '@rms/nhs';
import type { Climbing, Ladder } from './climbing.js';
import type { FollowUpEvent } from './follow-up.facts.js';
import { later, overdueFrom } from './ladder.dates.js';
import type { MissedTestEvent, SuspensionEvent } from './missed-test.facts.js';

const without = <V>(record: Readonly<Record<string, V>>, key: string): Readonly<Record<string, V>> =>
  Object.fromEntries(Object.entries(record).filter(([k]) => k !== key));

type LadderEvent = Extract<
  MissedTestEvent,
  { readonly type: 'TestBecameOverdue' | 'LadderStepTaken' | 'MissedTestCallRecorded' | 'MissedTestSettled' }
>;
const begun = (state: Climbing, id: string): Ladder => {
  const test = state.tests.find((each) => each.test === id);
  return {
    kind: test?.kind ?? '',
    step: 'overdue',
    nextOn: test === undefined ? '' : overdueFrom(state, test),
    calling: false,
    taken: [],
    calls: [],
  };
};

const settled = ({ outcome }: Extract<LadderEvent, { readonly type: 'MissedTestSettled' }>, ladder: Ladder): Ladder | undefined => {
  if (outcome === 'reached') return { ...ladder, calling: false };
  // What a clinician was to decide waits for the appointment, and comes back when it was not kept.
  return outcome === 'booked' ? { ...ladder, calling: false, step: ladder.step === 'clinician' ? 'telephone' : ladder.step } : undefined;
};

const climbed = (event: LadderEvent, ladder: Ladder): Ladder | undefined => {
  switch (event.type) {
    case 'TestBecameOverdue':
      return ladder;
    case 'LadderStepTaken': {
      const { step, by, on } = event;
      const taken = [...ladder.taken, { step, on }];
      return { ...ladder, step, nextOn: step === 'clinician' ? '' : by, calling: step === 'telephone', taken };
    }
    case 'MissedTestCallRecorded':
      return { ...ladder, calls: [...ladder.calls, { outcome: event.outcome, on: event.on }] };
    case 'MissedTestSettled':
      return settled(event, ladder);
    default:
      return event satisfies never;
  }
};

const evolveLadder = (state: Climbing, event: LadderEvent): Partial<Climbing> => {
  const ladder = climbed(event, state.ladders[event.test] ?? begun(state, event.test));
  return { ladders: ladder === undefined ? without(state.ladders, event.test) : { ...state.ladders, [event.test]: ladder } };
};

type BookingEvent = Extract<MissedTestEvent, { readonly type: 'TestBooked' | 'TestBookingCancelled' | 'TestNotAttended' }>;
const evolveBooking = (state: Climbing, event: BookingEvent): Partial<Climbing> => {
  const { appointment, version, kind, on, heardOn } = event;
  const known = { version, kind, on };
  if (event.type === 'TestBooked')
    return {
      bookings: { ...state.bookings, [appointment]: { ...known, standing: 'booked', waitUntil: event.waitUntil, ...present({ heardOn }) } },
    };
  const standing = event.type === 'TestNotAttended' ? 'missed' : 'cancelled';
  // A step that had been put off is due today, and not all of those that the appointment had put off at once.
  const ladders = Object.entries(state.ladders).map(([test, ladder]): readonly [string, Ladder] => [
    test,
    ladder.kind === kind && ladder.step !== 'clinician' ? { ...ladder, nextOn: later(ladder.nextOn, event.heardOn) } : ladder,
  ]);
  return {
    bookings: { ...state.bookings, [appointment]: { ...known, standing, waitUntil: '' } },
    ladders: Object.fromEntries(ladders),
  };
};

/** Facts that change what is to be done about a test, or whether anything is. */
export type ClimbingEvent =
  MissedTestEvent | SuspensionEvent | Extract<FollowUpEvent, { readonly type: 'TestFulfilled' | 'TestReopened' | 'TestAdded' }>;

const evolveTest = (state: Climbing, event: Exclude<ClimbingEvent, LadderEvent | BookingEvent | SuspensionEvent>): Partial<Climbing> => {
  switch (event.type) {
    case 'TestFulfilled':
      return { done: { ...state.done, [event.test]: event.result } };
    case 'TestReopened':
      return {
        done: without(state.done, event.test),
        ...(event.on === undefined ? {} : { restarts: { ...state.restarts, [event.test]: event.on } }),
      };
    case 'TestAdded':
      return { tests: [...state.tests, event.test] };
    case 'TestWaived':
      return { waived: { ...state.waived, [event.test]: event.because } };
    default:
      return event satisfies never;
  }
};

const evolveSuspension = (state: Climbing, event: SuspensionEvent): Partial<Climbing> => {
  if (event.type === 'SuspensionEnded') return { suspension: undefined, laddersFrom: later(state.laddersFrom, event.on ?? '') };
  const { reason, reviewOn, by } = event;
  return { suspension: { reason, reviewOn, by, asked: false } };
};

const ladderTypes: readonly string[] = ['TestBecameOverdue', 'LadderStepTaken', 'MissedTestCallRecorded', 'MissedTestSettled'];
const bookingTypes: readonly string[] = ['TestBooked', 'TestBookingCancelled', 'TestNotAttended'];
const suspensionTypes: readonly string[] = ['FollowUpSuspended', 'SuspensionEnded'];
const testTypes: readonly string[] = ['TestFulfilled', 'TestReopened', 'TestAdded', 'TestWaived'];

const isLadder = (event: ClimbingEvent): event is LadderEvent => ladderTypes.includes(event.type);
const isBooking = (event: ClimbingEvent): event is BookingEvent => bookingTypes.includes(event.type);
const isSuspension = (event: ClimbingEvent): event is SuspensionEvent => suspensionTypes.includes(event.type);
/** Is this one of the facts that change what is to be done about a test? */
export const isClimbing = (event: { readonly type: string }): event is ClimbingEvent =>
  [...ladderTypes, ...bookingTypes, ...suspensionTypes, ...testTypes].includes(event.type);

/** What one fact changes. The same for the state of a follow-up and for its copy. */
export const evolveClimbing = (state: Climbing, event: ClimbingEvent): Partial<Climbing> => {
  if (isLadder(event)) return evolveLadder(state, event);
  if (isBooking(event)) return evolveBooking(state, event);
  return isSuspension(event) ? evolveSuspension(state, event) : evolveTest(state, event);
};
