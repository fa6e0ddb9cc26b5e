import type { Opened } from '../task/task.facts.js';

type Headed = Pick<Opened, 'band' | 'title'>;
const reviews: Readonly<Record<string, Headed>> = {
  result: { band: 'possible-recurrence', title: 'Result to review' },
  'changed-after-decision': { band: 'possible-recurrence', title: 'Result changed after a decision' },
  'test-missed': { band: 'test-missed', title: 'Missed test to decide on' },
  'schedule-complete': { band: 'decision', title: 'Schedule complete' },
  'suspension-due': { band: 'decision', title: 'Suspension to decide on' },
  'birth-date-corrected': { band: 'decision', title: 'Date of birth corrected' },
  'two-follow-ups': { band: 'decision', title: 'Two follow-ups of one patient' },
};
const other: Headed = { band: 'decision', title: 'Decision needed' };
// A list must not say of a value that nobody could read that it may be a recurrence, nor of one that is under its limit.
const saysNothing: Readonly<Record<string, string>> = {
  'cannot-be-interpreted': 'Result that could not be read',
  'under-limit': 'Result to look at',
  'shown-only': 'Result to look at',
};

/** Under which heading a review stands and what it is called: by what it is about, and what the rule made of the result. */
export const headingOf = (about: string, reading: string | undefined): Headed => {
  const headed = reviews[about] ?? other;
  const title = saysNothing[reading ?? ''];
  if (title === undefined || headed.band !== 'possible-recurrence') return headed;
  return { band: 'decision', title: about === 'result' ? title : headed.title };
};
