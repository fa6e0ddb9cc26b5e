import { addressVariable, readAloneSettings, usualPorts, type AloneSettings, type ServiceThatStandsAlone } from './alone-settings.js';
import { readClusterSettings, type ClusterSettings } from './cluster-settings.js';
import { oneOf, urlFrom, type Environment } from './settings.js';

/** How one service is to run in a process of its own. */
export type StandingSettings = AloneSettings | ClusterSettings;

const profiles = ['single-node', 'cluster'] as const;

/** Reads and checks what a service is told, by its profile (RMS_PROFILE). Throws `StartRefused` with one sentence naming the variable that does not fit. */
export const readStandingSettings = (service: ServiceThatStandsAlone, environment: Environment): StandingSettings =>
  oneOf(environment['RMS_PROFILE'], profiles, 'RMS_PROFILE') === 'cluster'
    ? readClusterSettings(service, environment)
    : readAloneSettings(service, environment);

/** Where a neighbour is, from `RMS_<NAME>_URL`. */
export const neighbourFrom = (service: ServiceThatStandsAlone, environment: Environment): string => {
  const name = addressVariable(service);
  return urlFrom(environment[name] ?? `http://127.0.0.1:${String(usualPorts[service])}`, name);
};
