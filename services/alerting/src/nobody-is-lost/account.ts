import type { ScheduledTest } from '@rms/contracts';

/** What the published facts say of one follow-up: kept apart from every decider and every page, so that it can disagree with them. */
export interface Account {
  readonly followUp: string;
  patient: string;
  /** Every trust under which a fact of it stands. It is one. */
  readonly trusts: Set<string>;
  /** Why a fact of it cannot be read, if one cannot. */
  unreadable: string | undefined;
  ended: string | undefined;
  readonly tests: ScheduledTest[];
  readonly done: Map<string, string>;
  /** Tests that a clinician does not ask for any more. */
  readonly waived: Set<string>;
  /** Review → when it was opened. */
  readonly reviews: Map<string, string>;
  /** Recall → the date by which, or on which, he is seen. */
  readonly recalls: Map<string, string>;
  /** Test → when the next step about it follows; nothing is to follow once a clinician has it. */
  readonly ladders: Map<string, string>;
  suspendedUntil: string | undefined;
  closesOn: string | undefined;
  /** Results that somebody has to be told of, and the date by which. */
  readonly promised: Map<string, { readonly by: string; readonly at: string }>;
  /** Results that a clinician had to look at: whether one has, or must. */
  readonly asked: Set<string>;
  readonly lookedAt: Set<string>;
}

export const openAccount = (followUp: string): Account => ({
  followUp,
  patient: '',
  trusts: new Set(),
  unreadable: undefined,
  ended: undefined,
  tests: [],
  done: new Map(),
  waived: new Set(),
  reviews: new Map(),
  recalls: new Map(),
  ladders: new Map(),
  suspendedUntil: undefined,
  closesOn: undefined,
  promised: new Map(),
  asked: new Set(),
  lookedAt: new Set(),
});

/** A task as far as it concerns who is held. */
export interface TaskAccount {
  readonly trust: string;
  readonly kind: string;
  readonly followUp: string;
  readonly about: string;
  open: boolean;
}

/** A letter as far as it concerns what was promised. */
export interface LetterAccount {
  readonly followUp: string;
  readonly result: string;
  readonly by: string;
  /** Owed until it is on its way to him or there is a recorded reason that it is not. */
  open: boolean;
  /** Somebody has been asked to see to it. */
  needsSomebody: boolean;
}
