import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import {
  readOperatedCluster,
  readSealingKey,
  readTrainingSecrets,
  type OperatedCluster,
  type TrainingSecrets,
} from './cluster/operated-cluster.js';
import { readLetterTimes } from '@rms/letters';
import { type SeedName } from '@rms/service-kit/embedded';
import { hostFrom, logLevels, modes, oneOf, portFrom, tracesFrom, type Mode } from '@rms/service-kit/standing';

const clocks = ['real', 'training'] as const;
type Clock = (typeof clocks)[number];

/** How a single node is to run, from its command line and environment. */
export interface NodeConfig {
  readonly data: string;
  readonly mode: Mode | undefined;
  readonly seed: SeedName | undefined;
  readonly host: string;
  readonly httpPort: number;
  readonly mllpPort: number;
  readonly readyFile: string | undefined;
  readonly logLevel: string;
  /** Where traces are sent; nothing is traced where it is not said. */
  readonly traces: string | undefined;
  readonly serviceName: string;
  /** An operating-system user, as the actor of what is done from the command line. */
  readonly operator: string;
  /** The real clock cannot be moved; the training clock can. */
  readonly clock: Clock;
  /** What the host has set of how long letters may take. */
  readonly letterTimes: ReturnType<typeof readLetterTimes>;
}

/** Options as typed; the environment has the same names in capitals with RMS_ in front. */
export interface StartOptions {
  readonly data?: string;
  readonly mode?: string;
  readonly seed?: string;
  readonly http?: string;
  readonly mllp?: string;
  readonly host?: string;
  readonly clock?: string;
  readonly readyFile?: string;
}

const seeds = ['demo', 'cast', 'empty'] as const;

export const defaultData = (environment: NodeJS.ProcessEnv = process.env): string => resolve(environment['RMS_DATA'] ?? '.rms/data');
/** Whose account of the operating system this is: what the history names as the actor cannot be chosen by setting a variable. */
export const operatorFrom = (account: () => { readonly username: string } = userInfo): string => {
  try {
    return account().username;
  } catch {
    // In a container a user often has a number and no name.
    return `uid ${String(process.getuid?.() ?? 'not known')}`;
  }
};

type Environment = NodeJS.ProcessEnv;

/** The cluster that commands are about, where its endpoints are set (RMS_PROFILE=cluster). Throws `StartRefused` naming the variable that does not fit. */
export const operatedCluster = (environment: Environment = process.env): OperatedCluster | undefined =>
  oneOf(environment['RMS_PROFILE'], ['single-node', 'cluster'], 'RMS_PROFILE') === 'cluster' ? readOperatedCluster(environment) : undefined;
const doorsFrom = (options: StartOptions, environment: Environment): Pick<NodeConfig, 'host' | 'httpPort' | 'mllpPort'> => ({
  host: hostFrom(options.host ?? environment['RMS_HOST'] ?? '127.0.0.1', '--host (RMS_HOST)'),
  httpPort: portFrom(options.http ?? environment['RMS_HTTP_PORT'] ?? '8080', '--http (RMS_HTTP_PORT)'),
  mllpPort: portFrom(options.mllp ?? environment['RMS_MLLP_PORT'] ?? '2575', '--mllp (RMS_MLLP_PORT)'),
});
const birthFrom = (options: StartOptions, environment: Environment): Pick<NodeConfig, 'data' | 'mode' | 'seed'> => ({
  data: resolve(options.data ?? defaultData(environment)),
  mode: oneOf(options.mode ?? environment['RMS_MODE'], modes, '--mode (RMS_MODE)'),
  seed: oneOf(options.seed ?? environment['RMS_SEED'], seeds, '--seed (RMS_SEED)'),
});

/** What a training region on a cluster is seeded with. Throws `StartRefused` naming the variable that does not fit. */
export const trainingSecrets = (environment: Environment = process.env): TrainingSecrets => readTrainingSecrets(environment);

/** What heads over the history of a cluster are signed with. Throws `StartRefused` naming the variable that does not fit. */
export const sealingKeyFrom = (environment: Environment = process.env): Uint8Array => readSealingKey(environment);

/** Reads and checks the configuration. Throws `StartRefused` naming the variable or option that does not fit. */
export const readConfig = (options: StartOptions, environment: Environment = process.env): NodeConfig => {
  return {
    ...birthFrom(options, environment),
    ...doorsFrom(options, environment),
    readyFile: options.readyFile ?? environment['RMS_READY_FILE'],
    logLevel: oneOf(environment['RMS_LOG_LEVEL'], logLevels, 'RMS_LOG_LEVEL') ?? 'warn',
    traces: tracesFrom(environment),
    serviceName: environment['RMS_SERVICE_NAME'] ?? 'Cancer follow-up',
    operator: operatorFrom(),
    clock: oneOf(options.clock ?? environment['RMS_CLOCK'], clocks, '--clock (RMS_CLOCK)') ?? 'training',
    letterTimes: readLetterTimes(environment),
  };
};
