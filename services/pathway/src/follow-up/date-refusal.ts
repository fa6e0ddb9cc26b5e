import { addDays } from '@rms/nhs';
import { civil } from './civil.js';
import type { FollowUpRefusal } from './follow-up.refusal.js';

const furthestDays = 366;

/** A date holds a patient: one that nobody will live to see holds nobody. */
export const dateRefusal = (on: string, today: string): FollowUpRefusal | undefined => {
  if (on < today) return 'date-in-the-past';
  return on > addDays(civil(today), furthestDays) ? 'date-too-far' : undefined;
};
