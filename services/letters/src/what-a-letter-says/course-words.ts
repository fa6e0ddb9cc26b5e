import type { DataOf, EndDecision, pathway } from '@rms/contracts';
import type { Addressee } from '../letter/letter.facts.js';

type For = Readonly<Record<Addressee, string>>;
/** How a patient is looked after. */
export type Stream = DataOf<typeof pathway.followUpStarted>['stream'];
/** What a clinician was asked about. */
export type Asked = DataOf<typeof pathway.reviewOpened>['about'];

const streamWords: Readonly<Record<Stream, For>> = {
  'self-management': {
    patient: 'You do not need to come to clinic for check-ups.',
    gp: 'We follow this patient without routine clinics.',
  },
  'professional-led': {
    patient: 'Your team goes on seeing you in clinic.',
    gp: 'We go on seeing this patient in clinic.',
  },
  'shared-care': {
    patient: 'Your GP and your hospital team look after you together.',
    gp: 'We follow this patient together with you.',
  },
  complex: {
    patient: 'Your team goes on looking after you, and agrees with you when to come to clinic.',
    gp: 'We go on looking after this patient as a complex case, in clinic as needed.',
  },
};
/** How somebody is looked after from now on, by the stream that was chosen. */
export const streamSentence = (stream: Stream, to: Addressee): string => streamWords[stream][to];

const recallWords: Readonly<Record<Asked, For>> = {
  result: {
    patient: 'Your team has looked at your test results and would like to talk to you.',
    gp: 'We call this patient back because of a result.',
  },
  'changed-after-decision': {
    patient: 'A test result of yours has changed. Your team has looked at it and would like to talk to you.',
    gp: 'We call this patient back because a result changed after we had decided on it.',
  },
  'schedule-complete': {
    patient: 'Your planned tests have come to their end. Your team would like to talk to you about what comes next.',
    gp: 'We call this patient back because the planned tests have come to their end.',
  },
  'two-follow-ups': {
    patient: 'Your team would like to talk to you about your follow-up.',
    gp: 'We call this patient back because two of our records of the same patient were joined.',
  },
  'test-missed': {
    patient: 'You had a test due and we have no result. Your team would like to talk to you about it.',
    gp: 'We call this patient back because a test was due and we have no result.',
  },
  'suspension-due': {
    patient: 'Your tests have been paused. Your team would like to talk to you about what comes next.',
    gp: 'We call this patient back because the pause of the tests has come to its end.',
  },
  'birth-date-corrected': {
    patient: 'The date of birth on your record has been corrected. Your team would like to talk to you about your planned tests.',
    gp: 'We call this patient back because the date of birth that the tests were planned by has been corrected.',
  },
};
/** For what reason somebody is called back; where it is not known, none is made up. */
export const recallSentence = (asked: Asked | undefined, to: Addressee): string => {
  if (asked !== undefined) return recallWords[asked][to];
  return to === 'gp' ? 'We call this patient back.' : 'Your team would like to talk to you.';
};

/** `because` goes on from “Your follow-up has come to its end, because …”; `patient` and `gp` are sentences of their own. */
type Ending = For & { readonly because: string };
const endingWords: Readonly<Record<Exclude<EndDecision, 'followed-under-another-record'>, Ending>> = {
  'schedule-complete': {
    because: 'all your planned tests have been done',
    patient: 'Your follow-up with us has come to its end, because all your planned tests have been done.',
    gp: 'Our follow-up of this patient has come to its end: all planned tests have been done.',
  },
  discharged: {
    because: 'your team has discharged you',
    patient: 'Your follow-up with us has come to its end. Your team has discharged you.',
    gp: 'Our follow-up of this patient has come to its end: the patient is discharged.',
  },
  transferred: {
    because: 'another team looks after you now',
    patient: 'Your follow-up with us has come to its end. Another team looks after you now.',
    gp: 'Our follow-up of this patient has come to its end: another team looks after the patient now.',
  },
  'in-treatment': {
    because: 'you are being treated again',
    patient:
      'Your follow-up with us has come to its end, because you are being treated again. The team that treats you looks after you now.',
    gp: 'Our follow-up of this patient has come to its end: the patient is being treated again.',
  },
  'patient-wish': {
    because: 'you told us that you do not want it any more',
    patient: 'Your follow-up with us has come to its end, as you wished. If you change your mind, ring us.',
    gp: 'Our follow-up of this patient has come to its end, as the patient wished.',
  },
};
/** Why follow-up ended, for the reasons of which somebody is told; `undefined` for one that has no words: none is made up. */
export const endingFor = (because: string, to: Addressee): { readonly because: string; readonly sentence: string } | undefined => {
  const ending = Object.hasOwn(endingWords, because) ? endingWords[because as keyof typeof endingWords] : undefined;
  return ending === undefined ? undefined : { because: ending.because, sentence: ending[to] };
};
