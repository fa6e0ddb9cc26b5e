import type { ScheduledTest } from '@rms/contracts';
import type { CallOutcome, LadderStep } from './missed-test.facts.js';

/** How far a missed test has climbed. `nextOn` is the date of the next step; '' when it is with the clinician. */
export interface Ladder {
  readonly kind: string;
  readonly step: 'overdue' | LadderStep;
  readonly nextOn: string;
  /** A support worker is asked to ring. */
  readonly calling: boolean;
  readonly taken: readonly { readonly step: LadderStep; readonly on: string }[];
  readonly calls: readonly { readonly outcome: CallOutcome; readonly on: string }[];
}
export interface Booking {
  readonly version: number;
  readonly kind: string;
  readonly on: string;
  /** The day on which it was told of; not known of those that were recorded before this was kept. */
  readonly heardOn?: string;
  readonly standing: 'booked' | 'cancelled' | 'missed';
  /** Until when its result is waited for. */
  readonly waitUntil: string;
}
export interface Suspension {
  readonly reviewOn: string;
  readonly reason: string;
  readonly by: string;
  /** The review of its date has been opened. */
  readonly asked: boolean;
}

/** Everything that decides when a follow-up must be woken: held by its state and, from what is published, by its copy. */
export interface Climbing {
  readonly phase: 'active' | 'ended';
  readonly tests: readonly ScheduledTest[];
  /** Test id → result id. */
  readonly done: Readonly<Record<string, string>>;
  /** Test id → why it is not asked for any more. */
  readonly waived: Readonly<Record<string, string>>;
  readonly ladders: Readonly<Record<string, Ladder>>;
  readonly bookings: Readonly<Record<string, Booking>>;
  /** Test id → the day on which it became due again. */
  readonly restarts: Readonly<Record<string, string>>;
  /** No ladder begins before this day: the follow-up was suspended or taken for ended until then. */
  readonly laddersFrom: string;
  readonly suspension: Suspension | undefined;
  /** The day on which a clinician is to be asked how follow-up ends, where the protocol names one. */
  readonly closesOn?: string;
  /** A clinician has been asked how it ends: the day for it holds nobody any longer. */
  readonly closingAsked?: true;
  /** Recall id → the date by which, or on which, the patient is seen. */
  readonly recalls: Readonly<Record<string, { readonly on: string; readonly booked: boolean }>>;
}
/** What a review that was opened says of the day on which follow-up ends. */
export const closingAfter = (
  { closesOn }: Pick<Climbing, 'closesOn'>,
  { about }: { readonly about: string },
): Pick<Climbing, 'closingAsked'> => (closesOn !== undefined && about === 'schedule-complete' ? { closingAsked: true } : {});

export const nothingMissed: Omit<Climbing, 'phase' | 'tests'> = {
  done: {},
  waived: {},
  ladders: {},
  bookings: {},
  restarts: {},
  laddersFrom: '',
  suspension: undefined,
  recalls: {},
};
