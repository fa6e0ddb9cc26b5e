import { readStandingSettings, StartRefused, type StandingSettings, type Environment } from '@rms/service-kit/standing';
import type { LetterTimes } from './letter/letter-times.js';

/** How letters is to run by itself, from its environment. Throws `StartRefused` with one sentence naming the variable that does not fit. */
export const readConfig = (environment: Environment = process.env): StandingSettings => readStandingSettings('letters', environment);

const numberFrom = (environment: Environment, name: string, most: number): number | undefined => {
  const text = environment[name];
  if (text === undefined) return undefined;
  const value = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
  if (!(value <= most)) throw new StartRefused(`${name} must be a whole number from 0 to ${String(most)}, not "${text}".`);
  return value;
};

/** What a host has set otherwise than usual: minutes for which a reassuring letter cools off, days for which an address is good. */
export const readLetterTimes = (environment: Environment = process.env): Partial<LetterTimes> => {
  const coolingMinutes = numberFrom(environment, 'RMS_LETTERS_COOLING_MINUTES', 10_080);
  const addressGoodForDays = numberFrom(environment, 'RMS_LETTERS_ADDRESS_DAYS', 3660);
  return {
    ...(coolingMinutes === undefined ? {} : { coolingMinutes }),
    ...(addressGoodForDays === undefined ? {} : { addressGoodForDays }),
  };
};
