import type { WorkingTime } from '../working-hours/working-time.model.js';

export const urgencies = ['emergency', 'same-day', 'three-days'] as const;
export type Urgency = (typeof urgencies)[number];
export const symptoms = [
  'legs-weak-or-numb',
  'bladder-or-bowel-control-lost',
  'pain-new-or-worse',
  'lump',
  'bleeding',
  'weight-loss',
  'passing-urine-difficult',
  'breathless',
  'very-tired',
  'other',
] as const;
export type Symptom = (typeof symptoms)[number];
export const tryResults = ['no-answer', 'engaged', 'message-left', 'number-wrong'] as const;
export type TryResult = (typeof tryResults)[number];
export const callOutcomes = ['advised', 'appointment-arranged', 'sent-to-emergency', 'passed-on', 'not-reached', 'not-needed'] as const;
export type CallOutcome = (typeof callOutcomes)[number];

export interface Caller {
  readonly name: string;
  readonly phone?: string;
  readonly relation?: string;
}
interface Said {
  /** The patient it is about, once that is known. */
  readonly patient?: string;
  readonly caller: Caller;
  /** About whom, in the caller's words, while no patient has been found. */
  readonly about?: string;
  readonly said: string;
  readonly symptoms: readonly Symptom[];
  readonly urgency: Urgency;
}
export interface Logged extends Said {
  readonly callBackBy: string;
}
export interface Settled {
  readonly outcome: CallOutcome;
  readonly note: string;
}

/** Whoever ends a call. A clinician may dismiss what was told of; nobody else may. */
interface Closer {
  readonly byClinician: boolean;
}

export type HelplineCallEvent =
  | ({ readonly type: 'HelplineCallLogged' } & Logged)
  | { readonly type: 'CallBackTried'; readonly result: TryResult; readonly note: string }
  | { readonly type: 'CallLinked'; readonly patient: string; readonly from?: string }
  | { readonly type: 'CallReassigned'; readonly patient: string; readonly from: string }
  | ({ readonly type: 'HelplineCallClosed' } & Settled);
export type HelplineCallCommand =
  | ({ readonly type: 'LogCall'; readonly now: string; readonly time: WorkingTime; readonly settled?: Settled } & Closer & Said)
  | { readonly type: 'TryCallBack'; readonly result: TryResult; readonly note: string }
  | { readonly type: 'LinkCall'; readonly patient: string }
  | { readonly type: 'ReassignCall'; readonly patient: string }
  | ({ readonly type: 'CloseCall' } & Closer & Settled);
export type HelplineCallRefusal =
  | 'logged-already'
  | 'no-such-call'
  | 'call-closed'
  | 'caller-needed'
  | 'phone-needed'
  | 'nothing-said'
  | 'emergency-symptom'
  | 'emergency-cannot-close'
  | 'note-needed'
  | 'not-tried-enough'
  | 'unknown-cannot-close'
  | 'clinician-needed';
export interface HelplineCallState {
  readonly phase: 'none' | 'open' | 'closed';
  readonly patient?: string;
  readonly tries: number;
  /** A new symptom was told of, or it is for today. */
  readonly isGrave: boolean;
}
