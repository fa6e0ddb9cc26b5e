import {
  issuerFrom,
  neighboursFrom,
  readRegionSettings,
  secretFrom,
  type Environment,
  type RegionSettings,
} from '@rms/service-kit/standing';

/** A cluster as an operator at the command line knows it: where it keeps what, where its services answer, and as whom to come. */
export interface OperatedCluster extends RegionSettings {
  readonly issuer: string;
  readonly services: ReadonlyMap<string, string>;
  /** By which the issuer knows an operator’s program. */
  readonly operatorSecret: string;
  /** `host:port` where HL7 messages arrive; only to seed a training region. */
  readonly mllp: string | undefined;
  /** Who may make sign-ins in the realm; only to seed a training region. */
  readonly staffKeeperSecret: string | undefined;
  /** Of every training sign-in; only in a training region. */
  readonly trainingPassword: string | undefined;
}

/** Reads and checks where a cluster is. Throws `StartRefused` with one sentence naming the variable that does not fit. */
export const readOperatedCluster = (environment: Environment): OperatedCluster => ({
  ...readRegionSettings(environment),
  issuer: issuerFrom(environment['RMS_ISSUER'] ?? '', 'RMS_ISSUER'),
  services: neighboursFrom(environment),
  operatorSecret: secretFrom(environment, 'RMS_OPERATOR_CLIENT_SECRET', 'what the issuer knows operators by'),
  mllp: environment['RMS_MLLP'],
  staffKeeperSecret: environment['RMS_STAFF_KEEPER_SECRET'],
  trainingPassword: environment['RMS_TRAINING_PASSWORD'],
});
