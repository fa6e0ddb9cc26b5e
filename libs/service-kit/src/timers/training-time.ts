/** The clinical time `to` was set when the machine's clock stood at `systemAt`; from then on both go at the same pace. */
export interface ClockMove {
  readonly to: string;
  readonly systemAt: string;
}

/** Where the training clock stands at a reading of the machine's clock, in milliseconds. */
export const trainingTimeAt = ({ to, systemAt }: ClockMove, systemMs: number): number => Date.parse(to) + systemMs - Date.parse(systemAt);
