import { readAloneSettings, type AloneSettings, type Environment } from '@rms/service-kit/embedded';

/** How alerting is to run by itself, from its environment. Throws `StartRefused` with one sentence naming the variable that does not fit. */
export const readConfig = (environment: Environment = process.env): AloneSettings => readAloneSettings('alerting', environment);
