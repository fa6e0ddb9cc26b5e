/** Readings of the machine's two clocks and of the newest moment in the store, in milliseconds. */
export interface ClockReadings {
  /** The wall clock now. */
  readonly system: number;
  /** The clock that only ever goes on, now. */
  readonly monotonic: number;
  /** Both as they stood when the process began. */
  readonly began: { readonly system: number; readonly monotonic: number };
  /** When the store last stored something, by the wall clock; 0 for an empty one. */
  readonly stored: number;
}

/** Why the wall clock is not believed: it jumped while the process ran, or it stands before what is already stored. */
export type ClockDoubt = { readonly why: 'jumped' | 'behind-the-store'; readonly byMs: number };

/** A clock that is further off than this would make every test overdue, or none. */
export const toleratedMs = 10 * 60_000;

/** Whether the wall clock may be believed; `undefined` when it may. `byMs` is positive when it is ahead. */
export const doubtOf = ({ system, monotonic, began, stored }: ClockReadings): ClockDoubt | undefined => {
  const drift = system - began.system - (monotonic - began.monotonic);
  if (Math.abs(drift) > toleratedMs) return { why: 'jumped', byMs: drift };
  return stored - system > toleratedMs ? { why: 'behind-the-store', byMs: system - stored } : undefined;
};

/** The doubt as a sentence for whoever runs the system. */
export const doubtSentence = ({ why, byMs }: ClockDoubt): string => {
  const minutes = String(Math.round(Math.abs(byMs) / 60_000));
  const rest = 'Nothing that depends on the date is done until the clock is right again.';
  return why === 'behind-the-store'
    ? `The machine’s clock is ${minutes} minutes behind the newest record. ${rest}`
    : `The machine’s clock jumped ${byMs > 0 ? 'forwards' : 'backwards'} by ${minutes} minutes. ${rest}`;
};
