import type { EndDecision, Limit, ReadingName, ReportedValue, ReviewDecision, ReviewSubject, ScheduledTest } from '@rms/contracts';
import type { Answers, Protocol } from '@rms/protocols';
import type { MissedTestCommand, MissedTestEvent, ReviewWithdrawal, SuspensionEvent } from './missed-test.facts.js';

export type Stream = 'self-management' | 'professional-led' | 'shared-care' | 'complex';
export type { ReviewSubject, ReviewWithdrawal };
export type ReadingWithdrawal = 'withdrawn' | 'deleted' | 'not-obtained' | 'another-patient' | 'before-follow-up';
export type EndReason = 'patient-died' | EndDecision;
/** Why a follow-up that had ended goes on: not known of those recorded before this was kept, which were deaths withdrawn. */
export type ResumedBecause = 'death-withdrawn' | 'result';
export type RecallOutcome = 'seen' | 'not-needed' | 'patient-declined';

/** A clinician as he stood when he decided. */
export interface Reviewer {
  readonly person: string;
  readonly role: string;
  readonly registration: string;
}

/** A result as it was on record when it was considered. `version` is the published counter of its own stream. */
export interface ConsideredResult {
  readonly result: string;
  readonly version: number;
  readonly analyte: string;
  readonly status: 'final' | 'corrected' | 'preliminary';
  readonly value: ReportedValue;
  readonly sampledOn: string;
}

export type FollowUpEvent =
  | MissedTestEvent
  | SuspensionEvent
  | {
      readonly type: 'FollowUpStarted';
      readonly patient: string;
      readonly protocol: Protocol;
      readonly anchorOn: string;
      readonly stream: Stream;
      readonly team: string;
      readonly personalLimit?: Limit;
      readonly tests: readonly ScheduledTest[];
      /** What was answered to the protocol's questions, and the birth date its tests were counted by; absent where it needs none. */
      readonly answers?: Answers;
      readonly bornOn?: string;
      /** When a clinician decides how it ends, where the protocol names a day. */
      readonly closesOn?: string;
      /** The day of the start; not known of those that were recorded before this was kept. */
      readonly on?: string;
    }
  | { readonly type: 'StartUndone'; readonly reason: string }
  | {
      readonly type: 'ResultInterpreted';
      readonly considered: ConsideredResult;
      readonly reading: ReadingName;
      readonly sentence: string;
      readonly rule: string;
      readonly source: string;
      /** What the protocol calls the test: “PSA”, “mammogram”. */
      readonly testName?: string;
      /** Absent where a report was read and nothing measured. */
      readonly limit?: Limit;
      readonly letterBy?: string;
      /** Where a clinician has decided on this result: whether that is still about what it says, or is put before a clinician again. */
      readonly decision?: 'stands' | 'asked-again';
    }
  | { readonly type: 'ReadingWithdrawn'; readonly result: string; readonly version: number; readonly because: ReadingWithdrawal }
  | { readonly type: 'TestFulfilled'; readonly test: string; readonly result: string; readonly on: string }
  | { readonly type: 'TestReopened'; readonly test: string; readonly on?: string }
  | {
      readonly type: 'ReviewOpened';
      readonly review: string;
      readonly about: ReviewSubject;
      readonly result?: string;
      readonly test?: string;
      readonly reading?: ReadingName;
      /** The birth date that is asked about. */
      readonly bornOn?: string;
      readonly sentence: string;
      readonly seriousness: number;
      readonly reviewBy: string;
      readonly proposes?: ReviewDecision;
      readonly team: string;
    }
  | { readonly type: 'ReviewWithdrawn'; readonly review: string; readonly because: ReviewWithdrawal }
  | {
      readonly type: 'ResultReviewed';
      readonly review: string;
      readonly result?: string;
      readonly decision: ReviewDecision;
      readonly reason: string;
      readonly reviewer: Reviewer;
      readonly nextOn?: string;
    }
  | {
      readonly type: 'TestAdded';
      readonly test: ScheduledTest;
      /** The review at which it was asked for, and the result that was reviewed. */
      readonly because: string;
      readonly result?: string;
    }
  | {
      readonly type: 'RecallRequested';
      readonly recall: string;
      readonly by: string;
      readonly reason: string;
      readonly review: string;
      readonly team: string;
    }
  | { readonly type: 'RecallBooked'; readonly recall: string; readonly on: string; readonly note: string }
  | {
      readonly type: 'RecallSettled';
      readonly recall: string;
      readonly outcome: RecallOutcome;
      readonly note: string;
      readonly nextOn?: string;
    }
  | { readonly type: 'FollowUpEnded'; readonly because: EndReason; readonly on: string }
  | { readonly type: 'FollowUpResumed'; readonly on?: string; readonly because?: ResumedBecause }
  | { readonly type: 'FollowUpReassigned'; readonly to: string; readonly from: string };

/** The calendar a decision is made on: today in England, and the days nobody works. */
export interface Calendar {
  readonly today: string;
  readonly holidays: readonly string[];
}

/** A result as a copy of the results service has it now. */
export type ResultOnRecord = ConsideredResult | { readonly result: string; readonly version: number; readonly gone: ReadingWithdrawal };

interface Besides {
  readonly followUp: string;
  /** Follow-ups of other records of his that go on as well. */
  readonly besides: readonly string[];
  readonly calendar: Calendar;
}
export type FollowUpCommand =
  | MissedTestCommand
  | {
      readonly type: 'StartFollowUp';
      readonly followUp: string;
      readonly patient: string;
      readonly patientDied: boolean;
      readonly protocol: Protocol;
      readonly anchorOn: string;
      readonly stream: Stream;
      readonly team: string;
      readonly personalLimit?: Limit;
      readonly answers?: Answers;
      readonly bornOn?: string;
      readonly calendar: Calendar;
      readonly results: readonly ResultOnRecord[];
      /** Those of which an earlier follow-up told him. */
      readonly toldElsewhere?: readonly string[];
    }
  | { readonly type: 'UndoStart'; readonly followUp: string; readonly reason: string }
  | {
      readonly type: 'ConsiderResults';
      readonly followUp: string;
      readonly results: readonly ResultOnRecord[];
      /** Those of which another follow-up of his tells him. */
      readonly toldElsewhere?: readonly string[];
      readonly calendar: Calendar;
    }
  | {
      readonly type: 'ReviewResult';
      readonly followUp: string;
      readonly review: string;
      readonly decision: ReviewDecision;
      readonly reason: string;
      readonly reviewer: Reviewer | undefined;
      readonly calendar: Calendar;
    }
  | {
      readonly type: 'BookRecall';
      readonly followUp: string;
      readonly recall: string;
      readonly on: string;
      readonly note: string;
      readonly calendar: Calendar;
    }
  | {
      readonly type: 'SettleRecall';
      readonly recall: string;
      readonly outcome: RecallOutcome;
      readonly note: string;
      readonly calendar: Calendar;
      readonly followUp: string;
    }
  | { readonly type: 'NoticeBirthDate'; readonly followUp: string; readonly bornOn: string; readonly calendar: Calendar }
  | { readonly type: 'EndForDeath'; readonly followUp: string; readonly on: string }
  | ({ readonly type: 'ResumeAfterDeathWithdrawn' } & Besides)
  | ({ readonly type: 'ReassignFollowUp'; readonly to: string } & Besides);
