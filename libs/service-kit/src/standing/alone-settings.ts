import { resolve } from 'node:path';
import { hostFrom, issuerFrom, logLevels, modes, oneOf, portFrom, tracesFrom, type Environment, type Mode } from './settings.js';
import { StartRefused } from './start-refused.js';

/** What every service in a process of its own is told, whatever the profile. */
export interface ProcessSettings {
  readonly service: ServiceThatStandsAlone;
  /** A folder for what this process alone keeps. */
  readonly data: string;
  readonly host: string;
  readonly port: number;
  /** Where its door for HL7 messages is, if it is to have one. */
  readonly mllpPort: number | undefined;
  /** Where programs find a service whose own door is for browsers. */
  readonly programsPort: number | undefined;
  readonly issuer: string;
  readonly logLevel: string;
  /** Where traces are sent; nothing is traced where it is not said. */
  readonly traces: string | undefined;
}

/** How one service is to run by itself, on its own directory. */
export interface AloneSettings extends ProcessSettings {
  readonly profile: 'single-node';
  readonly mode: Mode | undefined;
}

/** Where the services are on one machine when nobody says otherwise. */
export const usualPorts = {
  registration: 8081,
  results: 8082,
  pathway: 8083,
  letters: 8084,
  alerting: 8085,
  'portal-gateway': 8086,
} as const;
export type ServiceThatStandsAlone = keyof typeof usualPorts;

/** The variable that says where a service is. */
export const addressVariable = (service: ServiceThatStandsAlone): string => `RMS_${service.replaceAll('-', '_').toUpperCase()}_URL`;

const directoryFrom = (text: string): string => {
  if (text.trim() === '') throw new StartRefused('RMS_DATA must be the path of a directory, and is empty.');
  return resolve(text);
};

/** Reads and checks what every service is told. Throws `StartRefused` with one sentence naming the variable that does not fit. */
export const readProcessSettings = (service: ServiceThatStandsAlone, environment: Environment): ProcessSettings => {
  const optionalPort = (name: string): number | undefined => {
    const text = environment[name];
    return text === undefined ? undefined : portFrom(text, name);
  };
  return {
    service,
    data: directoryFrom(environment['RMS_DATA'] ?? `.rms/${service}`),
    host: hostFrom(environment['RMS_HOST'] ?? '127.0.0.1', 'RMS_HOST'),
    port: portFrom(environment['RMS_HTTP_PORT'] ?? String(usualPorts[service]), 'RMS_HTTP_PORT'),
    mllpPort: optionalPort('RMS_MLLP_PORT'),
    programsPort: optionalPort('RMS_PROGRAMS_PORT'),
    issuer: issuerFrom(environment['RMS_ISSUER'] ?? 'http://127.0.0.1:8080/realms/rms', 'RMS_ISSUER'),
    logLevel: oneOf(environment['RMS_LOG_LEVEL'], logLevels, 'RMS_LOG_LEVEL') ?? 'info',
    traces: tracesFrom(environment),
  };
};

/** Reads and checks what a service alone is told. Throws `StartRefused` with one sentence naming the variable that does not fit. */
export const readAloneSettings = (service: ServiceThatStandsAlone, environment: Environment): AloneSettings => ({
  ...readProcessSettings(service, environment),
  profile: 'single-node',
  mode: oneOf(environment['RMS_MODE'], modes, 'RMS_MODE'),
});
