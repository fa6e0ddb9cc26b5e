/** One value as the letter prints it. */
export interface ShownResult {
  readonly takenOn: string;
  /** `YYYY-MM-DD`, for the chart. */
  readonly day: string;
  readonly shown: string;
  readonly unit: string;
  /** "Under the limit", "At or above the limit", or that it cannot be told. */
  readonly against: string;
  readonly isOver: boolean;
  /** The number to draw; absent for a value that is no number or too low to measure. */
  readonly drawn: number | null;
}

/**
 * Everything a template may use, and nothing else. What may be missing is `null`: a template must ask (`{% if next %}`) before it
 * uses it. Dates are as people write them.
 */
export interface LetterContent {
  readonly letter: { readonly date: string; readonly isToGp: boolean };
  readonly to: { readonly name: string; readonly greeting: string };
  readonly patient: { readonly name: string; readonly formal: string; readonly born: string; readonly nhsNumber: string };
  readonly trust: { readonly name: string; readonly department: string };
  readonly contact: { readonly phone: string; readonly hours: string; readonly email: string };
  readonly followUp: {
    readonly cancer: string;
    readonly treatment: string;
    readonly treatedOn: string;
    readonly protocol: string;
    /** “self-management”, “professional-led”, “shared-care” or “complex”. */
    readonly stream: string;
    /** The same as a sentence to whomever it goes to. */
    readonly how: string;
  };
  readonly limit: { readonly value: string; readonly unit: string; readonly isPersonal: boolean };
  /** The result it is about. */
  readonly result: {
    readonly test: string;
    readonly shown: string;
    readonly unit: string;
    readonly takenOn: string;
    readonly isUnderLimit: boolean;
    /** A report whose conclusion is good news: nothing is held against a limit. */
    readonly isReassuringReport: boolean;
    readonly isOverLimit: boolean;
    /** What it was and what it means, in a sentence or two: there is one for every way in which a result can read. */
    readonly sentence: string;
    /** A clinician has looked at it, and decided that the plan stays as it is. */
    readonly isReviewed: boolean;
    /** It was told by the laboratory and taken back: the sentence says so, and there is no value. */
    readonly isTakenBack: boolean;
  } | null;
  /** The test that is really next: never one whose day has passed. `isOpen`: it can be had already. */
  readonly next: { readonly test: string; readonly due: string; readonly opens: string; readonly isOpen: boolean } | null;
  /** A test that is asked for and whose day has passed: it is due now. */
  readonly overdue: { readonly test: string } | null;
  /** The test that a clinician asked to be done once more, and by when. */
  readonly repeat: { readonly test: string; readonly due: string } | null;
  /** `because`: a sentence about why he is called back. */
  readonly recall: { readonly on: string; readonly isBooked: boolean; readonly because: string } | null;
  readonly missed: { readonly test: string; readonly due: string } | null;
  /** No test is asked for until a clinician has looked again on this day. */
  readonly paused: { readonly until: string } | null;
  /** Why it ended; absent for a reason without words. `because` goes on from “…, because”, `sentence` says all of it. */
  readonly ended: { readonly because: string; readonly sentence: string } | null;
  /** The date by which he is to ring when he has not heard. */
  readonly hearBy: string;
  readonly results: readonly ShownResult[];
}

const contact = { phone: '01632 960123', hours: 'Monday to Friday, 9am to 5pm', email: 'follow-up@northmoor.example' };
const always = {
  to: { name: 'Mr George Allan', greeting: 'Mr Allan' },
  patient: { name: 'Mr George Allan', formal: 'Mr Allan', born: '12 May 1957', nhsNumber: '999 000 4129' },
  trust: { name: 'Northmoor Hospitals', department: 'Cancer follow-up team' },
  contact,
  followUp: {
    cancer: 'Prostate',
    treatment: 'Radical prostatectomy',
    treatedOn: '14 March 2023',
    protocol: 'Prostate, version 1',
    stream: 'self-management',
    how: 'You do not need to come to clinic for check-ups.',
  },
  limit: { value: '0.20', unit: 'ng/mL', isPersonal: false },
  hearBy: '9 October 2026',
};

/** A letter with everything, on which each template is tried before it is laid down. */
export const fullContent: LetterContent = {
  ...always,
  letter: { date: '4 March 2026', isToGp: false },
  result: {
    test: 'PSA',
    shown: '0.05',
    unit: 'ng/mL',
    takenOn: '2 March 2026',
    isUnderLimit: true,
    isReassuringReport: false,
    isOverLimit: false,
    sentence: 'Your PSA was 0.05 ng/mL. This is good news: it is under your limit of 0.20.',
    isReviewed: false,
    isTakenBack: false,
  },
  next: { test: 'PSA', due: '4 September 2026', opens: '21 August 2026', isOpen: false },
  overdue: { test: 'PSA' },
  repeat: { test: 'PSA', due: '15 April 2026' },
  recall: {
    on: '18 March 2026',
    isBooked: true,
    because: 'Your team has looked at your test results and would like to talk to you.',
  },
  missed: { test: 'PSA', due: '4 March 2026' },
  paused: { until: '4 May 2026' },
  ended: {
    because: 'all your planned tests have been done',
    sentence: 'Your follow-up with us has come to its end, because all your planned tests have been done.',
  },
  results: [
    { takenOn: '27 April 2023', day: '2023-04-27', shown: '<0.01', unit: 'ng/mL', against: 'Under the limit', isOver: false, drawn: null },
    {
      takenOn: '16 September 2024',
      day: '2024-09-16',
      shown: '0.02',
      unit: 'ng/mL',
      against: 'Under the limit',
      isOver: false,
      drawn: 0.02,
    },
    { takenOn: '2 March 2026', day: '2026-03-02', shown: '0.05', unit: 'ng/mL', against: 'Under the limit', isOver: false, drawn: 0.05 },
  ],
};
/** A letter with next to nothing. */
export const sparseContent: LetterContent = {
  ...always,
  letter: { date: '4 March 2026', isToGp: true },
  result: null,
  next: null,
  overdue: null,
  repeat: null,
  recall: null,
  missed: null,
  paused: null,
  ended: null,
  results: [],
};
