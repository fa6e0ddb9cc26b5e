import { readStandingSettings, type StandingSettings, type Environment } from '@rms/service-kit/standing';

/** How alerting is to run by itself, from its environment. Throws `StartRefused` with one sentence naming the variable that does not fit. */
export const readConfig = (environment: Environment = process.env): StandingSettings => readStandingSettings('alerting', environment);
