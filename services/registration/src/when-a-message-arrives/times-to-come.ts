import { addDays, londonDateOf, parseInstant } from '@rms/nhs';

/** Is a date later than the day on which the message came? A sender's clock may be ahead by a day, and no more. */
export const isStillToCome = (on: string | undefined, receivedAt: string): boolean => {
  const received = parseInstant(receivedAt);
  return on !== undefined && received !== undefined && on > addDays(londonDateOf(received), 1);
};
