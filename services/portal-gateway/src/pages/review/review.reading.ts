import type { ReviewDecision } from '@rms/contracts';
import { addDays, type CivilDate } from '@rms/nhs';
import { formError, tooLong, type FormError, type Values } from '../form.js';

const furthestWeeks = 26;

const weeksIn = (text: string | undefined): number | undefined => {
  const weeks = /^\d{1,2}$/.test(text ?? '') ? Number(text) : NaN;
  return weeks >= 1 && weeks <= furthestWeeks ? weeks : undefined;
};

/** Why follow-up can end although tests are still to come. */
const earlyEnds = ['discharged', 'transferred', 'in-treatment', 'patient-wish'] as const;

const decisionIn = (values: Values, today: CivilDate): ReviewDecision | FormError => {
  switch (values['decision']) {
    case 'repeat': {
      const weeks = weeksIn(values['weeks']);
      return weeks === undefined
        ? formError('weeks', `Enter how many weeks until the repeat, from 1 to ${String(furthestWeeks)}`)
        : { kind: 'repeat', by: addDays(today, weeks * 7) };
    }
    case 'recall': {
      const weeks = weeksIn(values['clinic']);
      return weeks === undefined
        ? formError('clinic', `Enter within how many weeks he or she is to be seen, from 1 to ${String(furthestWeeks)}`)
        : { kind: 'recall', by: addDays(today, weeks * 7) };
    }
    case 'suspend': {
      const weeks = weeksIn(values['pause']);
      return weeks === undefined
        ? formError('pause', `Enter in how many weeks a clinician is to look again, from 1 to ${String(furthestWeeks)}`)
        : { kind: 'suspend', by: addDays(today, weeks * 7) };
    }
    case 'continue':
      return { kind: 'continue' };
    case 'end-complete':
      return { kind: 'end', because: 'schedule-complete' };
    case 'end-early': {
      const because = earlyEnds.find((one) => one === values['because']);
      return because === undefined
        ? formError('because', 'Choose why follow-up ends', `because-${earlyEnds[0]}`)
        : { kind: 'end', because };
    }
    case 'end-other':
      return { kind: 'end', because: 'followed-under-another-record' };
    default:
      return formError('decision', 'Choose what you decide');
  }
};

/** Reads the review form. A reason is needed for every review: somebody was asked to look. */
export const readReview = (
  values: Values,
  today: CivilDate,
):
  | { readonly ok: true; readonly decision: ReviewDecision; readonly reason: string }
  | { readonly ok: false; readonly errors: readonly FormError[] } => {
  const decision = decisionIn(values, today);
  const reason = values['reason'] ?? '';
  const errors = [
    ...('field' in decision ? [decision] : []),
    ...(reason === '' ? [formError('reason', 'Enter your reason: it goes into the history')] : []),
    ...tooLong('reason', 'Your reason', reason),
  ];
  return errors.length > 0 || 'field' in decision ? { ok: false, errors } : { ok: true, decision, reason };
};

const decisionsOn = (about: string): readonly string[] => {
  switch (about) {
    case 'schedule-complete':
      return ['repeat', 'recall', 'end-complete', 'end-early'];
    case 'two-follow-ups':
      return ['continue', 'end-other'];
    case 'test-missed':
      return ['repeat', 'recall', 'suspend', 'continue'];
    case 'birth-date-corrected':
      return ['continue', 'repeat', 'recall'];
    case 'suspension-due':
      return ['continue', 'repeat', 'recall', 'suspend', 'end-complete', 'end-early'];
    default:
      return ['recall', 'repeat', 'continue', 'end-early'];
  }
};
const ends = ['end-complete', 'end-early'];
/** A suspension can end in an ending; otherwise only a follow-up of which nothing is still to come ends, and never for one result. */
const mayEnd = (about: string, decision: string, toCome: number): boolean =>
  toCome === 0 || !ends.includes(decision) || (about === 'suspension-due' && decision === 'end-early');
/** Decisions offered for each kind of review, the safest first and none chosen beforehand; no repeat where no test is asked for. */
export const offeredFor = (
  about: string,
  { hasTests, toCome }: { readonly hasTests: boolean; readonly toCome: number },
): readonly string[] => decisionsOn(about).filter((decision) => (hasTests || decision !== 'repeat') && mayEnd(about, decision, toCome));
