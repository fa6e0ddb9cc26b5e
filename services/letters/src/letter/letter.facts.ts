import type { Calendar } from './letter-times.js';

export type Addressee = 'patient' | 'gp';
export type About =
  | 'result'
  | 'repeat'
  | 'recall'
  | 'test-missed'
  | 'test-missed-again'
  | 'follow-up-started'
  | 'follow-up-suspended'
  | 'follow-up-taken-up-again'
  | 'follow-up-ended';
/** How grave the news is: who may approve it, and whether together with other letters. */
export type Weight = 'reassuring' | 'routine' | 'abnormal';
export type Channel = 'post' | 'gp-mailbox' | 'sms' | 'by-hand';
export type Cancellation =
  | 'result-changed'
  | 'result-taken-back'
  | 'patient-died'
  | 'start-undone'
  | 'another-patient'
  | 'no-longer-needed'
  /** A later sample asks for a clinician: good news from before it is not told, but what he decides. */
  | 'newer-result-to-review'
  | 'person-decided';
export type HoldReason =
  | 'person-decided'
  | 'needs-another-format'
  | 'result-newer'
  | 'newer-facts'
  | 'patient-died'
  | 'record-merged'
  | 'addressee-changed'
  | 'address-missing'
  | 'address-unusable'
  | 'address-stale'
  | 'address-returned'
  | 'practice-missing'
  | 'practice-closed'
  | 'no-way-to-reach'
  | 'dates-passed'
  | 'cannot-be-written'
  /** What was approved is not kept any more. */
  | 'page-lost'
  /** A clinician is to look at a result first. */
  | 'under-review';
export type NeedReason =
  HoldReason | 'late' | 'returned' | 'refused' | 'outcome-unknown' | 'changed-after-hand-over' | 'handed-over-before-death';
export type TimedPhase = 'owed' | 'to-approve' | 'approved' | 'handed-over' | 'dispatched';

/** What somebody is to be told by a date. */
export interface News {
  readonly about: About;
  readonly weight: Weight;
  readonly to: Addressee;
  readonly by: string;
  readonly says: string;
  readonly result?: string;
  readonly recall?: string;
  readonly test?: string;
  readonly sampledOn?: string;
}
export interface Owed extends News {
  readonly patient: string;
  readonly followUp: string;
}
/** A letter as it was written: from which facts, by which template, to whom, and the fingerprint of the page. */
export interface Draft {
  readonly template: { readonly template: string; readonly name: string; readonly version: number };
  readonly on: string;
  readonly channel: Channel;
  readonly print: 'standard' | 'large';
  readonly to: readonly string[];
  /** Telephone number or practice code to which it is sent, where it does not go by post. */
  readonly reach?: string;
  readonly text: readonly string[];
  /** Each stream it was written from, with its newest published counter. */
  readonly madeFrom: Readonly<Record<string, number>>;
  readonly contentSha256: string;
  readonly pdfSha256: string;
  readonly approveBy: string;
  /** The first day that it speaks of as one to come: from then on it does not leave. Not known of letters written before this was kept. */
  readonly goodUntil?: string;
}
/** One thing for which somebody is needed. */
export interface Concern {
  readonly why: NeedReason;
  readonly sentence: string;
}
/** What only a person can bring on: the most pressing, what else he is needed for at the same time, and by when. */
export interface Need extends Concern {
  readonly by: string;
  readonly besides?: readonly Concern[];
}
/** `heard` is the published counter of the follow-up's fact behind it: what an older fact would ask for has been overtaken. */
interface Heard {
  readonly heard: number;
}

export type LetterEvent =
  | ({ readonly type: 'LetterOwed' } & Owed & Heard)
  | ({ readonly type: 'LetterCancelled'; readonly because: Cancellation; readonly reason?: string } & Heard)
  | { readonly type: 'LetterReassigned'; readonly to: string; readonly from: string }
  | ({ readonly type: 'LetterDrafted' } & Draft)
  | {
      readonly type: 'LetterApproved';
      readonly person: string;
      readonly role: string;
      readonly handOverFrom: string;
      readonly handOverBy: string;
    }
  | { readonly type: 'LetterHeld'; readonly why: HoldReason; readonly sentence: string }
  | { readonly type: 'LetterReleased'; readonly reason: string; readonly addressConfirmedOn?: string }
  | {
      readonly type: 'LetterHandedOver';
      readonly channel: Channel;
      readonly to: readonly string[];
      readonly pdfSha256: string;
      readonly proofBy: string;
    }
  | { readonly type: 'LetterAccepted'; readonly reference: string; readonly lookFrom: string }
  | { readonly type: 'LetterDispatched'; readonly at: string; readonly lookFrom: string; readonly deliveryBy?: string }
  | { readonly type: 'LetterDelivered'; readonly at: string; readonly how: 'carrier' | 'another-way'; readonly note?: string }
  /** `on`: the day a person gave, who had the envelope in hand. */
  | { readonly type: 'LetterReturned'; readonly at: string; readonly on?: string; readonly why: string }
  | { readonly type: 'LetterRefused'; readonly why: string }
  | { readonly type: 'LetterOutcomeUnknown' }
  | { readonly type: 'LetterOutcomeSettled'; readonly wasSent: boolean; readonly note: string; readonly deliveryBy?: string }
  | ({
      readonly type: 'LetterFollowedBy';
      readonly followUp: string;
      readonly next: string;
      readonly because: 'corrected' | 'to-be-sent-again';
      readonly news: News;
      /** When a person said that the address it came back from is right all the same. */
      readonly addressConfirmedOn?: string;
    } & Heard)
  | { readonly type: 'LetterBecameLate'; readonly state: TimedPhase; readonly by: string }
  | ({ readonly type: 'LetterNeedsSomebody'; readonly followUp: string; readonly which?: string } & Need)
  | { readonly type: 'LetterAttendedTo'; readonly note?: string };

export interface Approver {
  readonly person: string;
  readonly role: string;
  readonly isClinician: boolean;
}
type Timely = { readonly calendar: Calendar };
export type LetterCommand =
  /** Without `by` it is no longer news: nothing new is promised, but a letter that is owed already says what is so now. */
  | ({ readonly type: 'OweLetter'; readonly by?: string; readonly next: string } & Omit<Owed, 'by'> & Heard & Timely)
  | ({ readonly type: 'CancelLetter'; readonly because: Cancellation } & Heard & Timely)
  | { readonly type: 'CancelByPerson'; readonly reason: string }
  /** The patient is alive after all: what only his death had stopped is owed by its old date. */
  | ({ readonly type: 'OweAgain'; readonly next: string } & Heard & Timely)
  | { readonly type: 'ReassignLetter'; readonly to: string }
  | ({ readonly type: 'DraftLetter'; readonly draft: Omit<Draft, 'approveBy'>; readonly blockedBy?: string } & Timely)
  /** What stops it before it can be written, or at the moment it would leave. */
  | ({ readonly type: 'HoldForReason'; readonly why: HoldReason; readonly sentence: string } & Timely)
  /** The laboratory has said something newer about the result: the letter waits until it has been read. */
  | ({ readonly type: 'HoldForResult'; readonly stream: string; readonly published: number } & Timely)
  | ({ readonly type: 'ApproveLetter'; readonly approver: Approver; readonly together: boolean } & Timely)
  | { readonly type: 'HoldLetter'; readonly reason: string }
  | { readonly type: 'ReleaseLetter'; readonly reason: string; readonly addressConfirmedOn?: string }
  | ({ readonly type: 'HandOver'; readonly pdfSha256: string } & Timely)
  | ({ readonly type: 'RecordAccepted'; readonly reference: string; readonly lookFrom: string } & Timely)
  | ({ readonly type: 'RecordDispatched'; readonly at: string; readonly reference: string; readonly lookFrom: string } & Timely)
  | ({ readonly type: 'RecordDelivered'; readonly at: string } & Timely)
  | ({ readonly type: 'RecordReturned'; readonly at: string; readonly why: string } & Timely)
  /** The envelope reached the post room: what was written on it, and the day. */
  | ({ readonly type: 'RecordCameBack'; readonly on: string; readonly note: string } & Timely)
  | ({ readonly type: 'RecordRefused'; readonly why: string } & Timely)
  | ({ readonly type: 'RecordOutcomeUnknown' } & Timely)
  | ({ readonly type: 'SettleOutcome'; readonly wasSent: boolean; readonly note: string } & Timely)
  | ({ readonly type: 'RecordGivenAnotherWay'; readonly note: string } & Timely)
  | ({ readonly type: 'SendAgain'; readonly reason: string; readonly next: string; readonly addressConfirmedOn?: string } & Timely)
  | ({ readonly type: 'NoticeDate' } & Timely);

export type LetterRefusal =
  | 'no-such-letter'
  | 'nothing-to-approve'
  | 'clinician-needed'
  | 'one-at-a-time'
  | 'needs-another-format'
  | 'letter-held'
  | 'not-held'
  | 'reason-needed'
  | 'already-handed-over'
  | 'not-to-be-handed-over'
  | 'outcome-known'
  | 'nothing-to-send-again'
  | 'has-not-left'
  | 'not-by-post'
  | 'no-day-for-it';
