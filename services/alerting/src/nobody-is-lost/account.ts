/** A planned test as far as it concerns who is held. */
export interface TestAccount {
  readonly test: string;
  readonly kind: string;
  readonly name: string;
  readonly opensOn: string;
  readonly dueOn: string;
  /** The last day on which it is not yet missing; later when it was done once and is due again. */
  overdueAfter: string;
  readonly required: boolean;
  /** A clinician decided that it is not asked for any more. */
  waived: boolean;
  /** The result that fulfilled it. */
  doneBy: string | undefined;
  /** Since it was missed or has an appointment: the date by which the next step follows, or none once a clinician has it. */
  chase: { readonly until: string | undefined } | undefined;
}

/** What one result asks for: a clinician, a letter, or nothing. */
export interface ResultAccount {
  readonly result: string;
  /** How it reads now; none where the reading was taken back. */
  reading: string | undefined;
  /** How it read when a clinician last decided on it. */
  decided: { readonly reading: string | undefined } | undefined;
  /** When it was promised that somebody is told of it; none where nothing is promised. */
  promisedAt: string | undefined;
}

/** A review that waits for a clinician. */
export interface ReviewAccount {
  readonly review: string;
  readonly about: string;
  readonly result: string | undefined;
  readonly reading: string | undefined;
  readonly openedAt: string;
}

/** A recall that has not come to its end. */
export interface RecallAccount {
  readonly recall: string;
  readonly requestedAt: string;
}

/** What the published facts say of one follow-up: kept apart from every decider and every page, so that it can disagree with them. */
export interface Account {
  readonly followUp: string;
  /** The `published` counter of the newest fact taken in. */
  heard: number;
  patient: string;
  /** Every trust under which a fact of it stands, the first one first. It is one. */
  readonly trusts: string[];
  /** Why a fact of it cannot be read, if one cannot. */
  unreadable: string | undefined;
  /** A fact of it has been erased, so that nobody can say what it held. */
  isErased: boolean;
  ended: string | undefined;
  readonly tests: TestAccount[];
  readonly results: ResultAccount[];
  reviews: ReviewAccount[];
  recalls: RecallAccount[];
  suspendedUntil: string | undefined;
  /** The day on which a clinician is asked how it ends, until that has been asked. */
  closesOn: string | undefined;
  /** The day since which it runs, where it had stood still: what fell due meanwhile has a day from here. */
  resumedOn: string;
}

export const openAccount = (followUp: string): Account => ({
  followUp,
  heard: 0,
  patient: '',
  trusts: [],
  unreadable: undefined,
  isErased: false,
  ended: undefined,
  tests: [],
  results: [],
  reviews: [],
  recalls: [],
  suspendedUntil: undefined,
  closesOn: undefined,
  resumedOn: '',
});

/** What a result asks for, kept from now on. */
export const resultIn = (account: Account, result: string): ResultAccount => {
  const known = account.results.find((one) => one.result === result);
  if (known !== undefined) return known;
  const fresh: ResultAccount = { result, reading: undefined, decided: undefined, promisedAt: undefined };
  account.results.push(fresh);
  return fresh;
};

/** A task as far as it concerns who is held. */
export interface TaskAccount {
  heard: number;
  readonly trust: string;
  readonly kind: string;
  readonly followUp: string;
  readonly about: string;
  /** What it says, and its date: kept of those alone that the sweep itself opened. */
  why: string;
  dueOn: string;
  open: boolean;
}

/** A letter as far as it concerns what was promised. */
export interface LetterAccount {
  heard: number;
  readonly letter: string;
  followUp: string;
  result: string;
  /** The date by which he is to have been told, on which somebody last saw to it, or by which the carrier is to prove that it left. */
  by: string;
  /** Owed until there is proof that it left, or a recorded reason that it does not. */
  open: boolean;
  /** It was stopped because of what the follow-up said: where the follow-up promises it again, it is owed again. */
  stopped: boolean;
  /** Since when it waits for somebody who was asked to see to it. */
  needsSomebodySince: string | undefined;
  unreadable: string | undefined;
}
