/** The clinical time `to` was set when the machine's clock stood at `systemAt`; from then on both go at the same pace. */
export interface ClockMove {
  readonly to: string;
  readonly systemAt: string;
}

/** The one clock of a training region: `registration.training-clock-<this id>`. */
export const trainingClockId = '1d0f7c52-6a3e-4b0a-9c41-0b5e2f7a9d10';
export const trainingClockStream = `registration.training-clock-${trainingClockId}`;

/** Where the training clock stands at a reading of the machine's clock, in milliseconds. */
export const trainingTimeAt = ({ to, systemAt }: ClockMove, systemMs: number): number => Date.parse(to) + systemMs - Date.parse(systemAt);
