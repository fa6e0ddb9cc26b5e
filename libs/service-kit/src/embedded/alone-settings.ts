import { resolve } from 'node:path';
import type { Mode } from './data-directory.js';
import { hostFrom, issuerFrom, logLevels, modes, oneOf, portFrom, urlFrom, type Environment } from './settings.js';
import { StartRefused } from './start-refused.js';

/** How one service is to run in a process of its own. */
export interface AloneSettings {
  readonly service: string;
  readonly data: string;
  readonly mode: Mode | undefined;
  readonly host: string;
  readonly port: number;
  readonly issuer: string;
  readonly logLevel: string;
}

/** Where the services are on one machine when nobody says otherwise. */
const usualPorts = {
  registration: 8081,
  results: 8082,
  pathway: 8083,
  letters: 8084,
  alerting: 8085,
  'portal-gateway': 8086,
} as const;
export type ServiceThatStandsAlone = keyof typeof usualPorts;

const directoryFrom = (text: string): string => {
  if (text.trim() === '') throw new StartRefused('RMS_DATA must be the path of a directory, and is empty.');
  return resolve(text);
};

/** Reads and checks what every service is told. Throws `StartRefused` with one sentence naming the variable that does not fit. */
export const readAloneSettings = (service: ServiceThatStandsAlone, environment: Environment): AloneSettings => ({
  service,
  data: directoryFrom(environment['RMS_DATA'] ?? `.rms/${service}`),
  mode: oneOf(environment['RMS_MODE'], modes, 'RMS_MODE'),
  host: hostFrom(environment['RMS_HOST'] ?? '127.0.0.1', 'RMS_HOST'),
  port: portFrom(environment['RMS_HTTP_PORT'] ?? String(usualPorts[service]), 'RMS_HTTP_PORT'),
  issuer: issuerFrom(environment['RMS_ISSUER'] ?? 'http://127.0.0.1:8080/realms/rms', 'RMS_ISSUER'),
  logLevel: oneOf(environment['RMS_LOG_LEVEL'], logLevels, 'RMS_LOG_LEVEL') ?? 'info',
});

/** Where a neighbour is, from `RMS_<NAME>_URL`. */
export const neighbourFrom = (service: ServiceThatStandsAlone, environment: Environment): string => {
  const name = `RMS_${service.replaceAll('-', '_').toUpperCase()}_URL`;
  return urlFrom(environment[name] ?? `http://127.0.0.1:${String(usualPorts[service])}`, name);
};
