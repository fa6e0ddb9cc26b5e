import { parseCivilDate, type CivilDate } from '@rms/nhs';
import type { Calendar, FollowUpEvent } from './follow-up.facts.js';
import { evolveFollowUp, type Started } from './follow-up.state.js';

/** A civil date out of a fact, where the schema has already seen to it that it is one. */
export const civil = (text: string): CivilDate => {
  const date = parseCivilDate(text);
  if (date === undefined) throw new Error(`${text} is not a civil date`);
  return date;
};

/** Works through a list of facts as they are decided, so that each next question sees the state after them. */
export class Recording {
  readonly events: FollowUpEvent[] = [];
  constructor(public state: Started) {}
  add(...events: readonly FollowUpEvent[]): void {
    for (const event of events) {
      this.events.push(event);
      this.state = evolveFollowUp(this.state, event) as Started;
    }
  }
}

export interface About {
  readonly followUp: string;
  readonly calendar: Calendar;
}
