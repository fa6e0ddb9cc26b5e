import type { Calendar, FollowUpEvent } from './follow-up.facts.js';
import { evolveFollowUp, type Started } from './follow-up.state.js';

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
