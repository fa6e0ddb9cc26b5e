import type { Calendar } from './follow-up.facts.js';

/** What is done one after the other about a test that was missed; the last is a person who must decide. */
export type LadderStep = 'reminder' | 'second-reminder' | 'telephone' | 'clinician';
/** Why a step was taken: its date came, the patient did not attend, or what came of a telephone call. */
export type StepBecause = 'date' | 'not-attended' | 'call';
export type CallOutcome = 'booked' | 'declined' | 'not-reached' | 'wrong-number';
/** `booked` and `reached` end the telephone task; the others end the ladder. */
export type MissedTestOutcome = 'done' | 'booked' | 'not-needed' | 'declined' | 'reached';
export type WaivedBecause = 'not-needed' | 'declined' | 'replaced';
/** Why a review is not needed any more. */
export type ReviewWithdrawal =
  | 'corrected'
  | 'withdrawn'
  | 'start-undone'
  | 'patient-died'
  | 'another-patient'
  | 'follow-up-ended'
  | 'test-done'
  | 'test-booked'
  | 'suspended'
  | 'resumed';
export type SuspensionEnd = 'resumed' | 'review-due' | 'patient-died' | 'follow-up-ended' | 'start-undone';

/** An appointment for a test. `version` is the counter of the appointment's own stream; 0 for one agreed by telephone. */
interface ForATest {
  readonly appointment: string;
  readonly version: number;
  readonly kind: string;
  readonly on: string;
}

export type MissedTestEvent =
  | { readonly type: 'TestBecameOverdue'; readonly test: string; readonly name: string; readonly dueOn: string }
  | {
      readonly type: 'LadderStepTaken';
      readonly test: string;
      readonly name: string;
      readonly dueOn: string;
      readonly step: LadderStep;
      /** When the step after it follows; for the clinician's, when the review is due. */
      readonly by: string;
      readonly because: StepBecause;
      readonly team: string;
      readonly on: string;
    }
  | {
      readonly type: 'MissedTestCallRecorded';
      readonly test: string;
      readonly outcome: CallOutcome;
      readonly bookedOn?: string;
      readonly tries: number;
      readonly note: string;
      readonly on: string;
    }
  | { readonly type: 'MissedTestSettled'; readonly test: string; readonly outcome: MissedTestOutcome; readonly note: string }
  | { readonly type: 'TestWaived'; readonly test: string; readonly because: WaivedBecause; readonly review?: string }
  | ({ readonly type: 'TestBooked'; readonly waitUntil: string; readonly heardOn?: string } & ForATest)
  | ({ readonly type: 'TestBookingCancelled'; readonly heardOn: string } & ForATest)
  | ({ readonly type: 'TestNotAttended'; readonly heardOn: string } & ForATest);

export type SuspensionEvent =
  | { readonly type: 'FollowUpSuspended'; readonly reason: string; readonly reviewOn: string; readonly by: string }
  | { readonly type: 'SuspensionEnded'; readonly because: SuspensionEnd; readonly reason?: string; readonly on?: string };

/** An appointment as a copy of registration has it now, for a test of this analyte. */
export interface AppointmentOnRecord {
  readonly appointment: string;
  readonly version: number;
  readonly analyte: string;
  readonly on: string;
  readonly standing: 'booked' | 'cancelled' | 'missed';
}

/** What came of a telephone call about a missed test. */
export interface Call {
  readonly outcome: CallOutcome;
  /** The date that was agreed. */
  readonly on?: string;
}

export type MissedTestCommand =
  /** A date has come: look what is due. Safe to give at any time and as often as one likes. */
  | { readonly type: 'NoticeDate'; readonly followUp: string; readonly calendar: Calendar }
  | {
      readonly type: 'ConsiderAppointments';
      readonly followUp: string;
      readonly appointments: readonly AppointmentOnRecord[];
      readonly calendar: Calendar;
    }
  | {
      readonly type: 'RecordMissedTestCall';
      readonly followUp: string;
      readonly test: string;
      readonly call: Call;
      readonly note: string;
      readonly calendar: Calendar;
    }
  | {
      readonly type: 'SuspendFollowUp';
      readonly followUp: string;
      readonly reason: string;
      readonly reviewOn: string;
      readonly by: string;
      readonly calendar: Calendar;
    }
  | { readonly type: 'ResumeFollowUp'; readonly followUp: string; readonly reason: string; readonly calendar: Calendar };

export type MissedTestRefusal =
  'no-such-missed-test' | 'date-needed' | 'date-too-late-for-the-test' | 'already-suspended' | 'not-suspended';
