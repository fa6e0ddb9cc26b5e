/** Milliseconds since 1970. The clinical clock dates facts; the system clock runs tokens, leases and metrics. */
export interface Clock {
  now(): number;
}

/** A new random UUID. */
export type NewId = () => string;

/** Milliseconds since 1970 as ISO text in UTC with milliseconds, so that text order is time order. */
export const instantText = (millis: number): string => new Date(Math.trunc(millis)).toISOString();
