import { londonDateOf, parseCivilDate, parseInstant, type CivilDate } from '@rms/nhs';
import { lastWorkingDateBy, workingDateAfter } from '../working-hours/working-time.model.js';
import type { Moment, Roster } from '../task/task.facts.js';

/** What a decision about a task rests on besides the fact: who is there, what day and time it is, and when the teams work. */
export interface Desk {
  readonly roster: Roster;
  readonly moment: Moment;
}

export const todayAt = ({ moment }: Pick<Desk, 'moment'>): CivilDate => {
  const at = parseInstant(moment.now);
  if (at === undefined) throw new Error('the clock gives no date');
  return londonDateOf(at);
};

/** Within two working days: for what waits for somebody, but for no one date. */
export const soon = (desk: Pick<Desk, 'moment'>): string => workingDateAfter(todayAt(desk), 2, desk.moment.time);

/** The limit for a person where a date was counted by the calendar: the last working day on or before it. */
export const inTimeFor = (by: string, desk: Pick<Desk, 'moment'>): string => {
  const date = parseCivilDate(by);
  return date === undefined ? by : lastWorkingDateBy(date, todayAt(desk), desk.moment.time);
};
