import { join, resolve } from 'node:path';
import {
  issuerFrom,
  neighboursFrom,
  readRegionSettings,
  secretFrom,
  StartRefused,
  urlFrom,
  type Environment,
  type RegionSettings,
} from '@rms/service-kit/standing';

/** A cluster as an operator at the command line knows it: where it keeps what, where its services answer, and as whom to come. */
export interface OperatedCluster extends RegionSettings {
  readonly issuer: string;
  readonly services: ReadonlyMap<string, string>;
  /** By which the issuer knows an operator’s program. */
  readonly operatorSecret: string;
  /** Where signed heads over its history lie, with the public key they are signed by: at whoever operates it, and not in the cluster. */
  readonly heads: string;
}

/** What whoever seeds a training region needs besides. */
export interface TrainingSecrets {
  /** `host:port` where HL7 messages arrive. */
  readonly mllp: string;
  /** Where browsers find the gateway. */
  readonly publicUrl: string;
  /** Of every training sign-in. */
  readonly password: string;
  readonly clients: { readonly gateway: string; readonly service: string; readonly staffKeeper: string; readonly training: string };
  /** Who may make a realm. */
  readonly administrator: { readonly username: string; readonly password: string };
}

/** Reads and checks where a cluster is. Throws `StartRefused` with one sentence naming the variable that does not fit. */
export const readOperatedCluster = (environment: Environment): OperatedCluster => ({
  ...readRegionSettings(environment),
  issuer: issuerFrom(environment['RMS_ISSUER'] ?? '', 'RMS_ISSUER'),
  services: neighboursFrom(environment),
  operatorSecret: secretFrom(environment, 'RMS_OPERATOR_CLIENT_SECRET', 'what the issuer knows operators by'),
  heads: resolve(environment['RMS_HEADS'] ?? join('.rms', 'heads', environment['RMS_REGION'] ?? '')),
});

const keyPattern = /^[0-9a-f]{64}$/;

/** The 32 bytes that heads over the history of a cluster are signed with. Throws `StartRefused` naming the variable that does not fit. */
export const readSealingKey = (environment: Environment): Uint8Array => {
  const text = secretFrom(environment, 'RMS_SEALING_KEY', '64 hexadecimal digits that heads over the history are signed with');
  if (!keyPattern.test(text)) throw new StartRefused('RMS_SEALING_KEY must be 64 hexadecimal digits (0-9, a-f).');
  return Buffer.from(text, 'hex');
};

/** Reads and checks what a training region is seeded with. Throws `StartRefused` with one sentence naming the variable that does not fit. */
export const readTrainingSecrets = (environment: Environment): TrainingSecrets => ({
  mllp: secretFrom(environment, 'RMS_MLLP', 'host:port where HL7 messages arrive'),
  publicUrl: urlFrom(environment['RMS_PUBLIC_URL'] ?? '', 'RMS_PUBLIC_URL'),
  password: secretFrom(environment, 'RMS_TRAINING_PASSWORD', 'the password of every training sign-in'),
  clients: {
    gateway: secretFrom(environment, 'RMS_GATEWAY_CLIENT_SECRET', 'what the issuer is to know the gateway by'),
    service: secretFrom(environment, 'RMS_SERVICE_CLIENT_SECRET', 'what the issuer is to know the services by'),
    staffKeeper: secretFrom(environment, 'RMS_STAFF_KEEPER_SECRET', 'what the issuer is to know the keeper of sign-ins by'),
    training: secretFrom(environment, 'RMS_TRAINING_CLIENT_SECRET', 'what the issuer is to know the seed by'),
  },
  administrator: {
    username: environment['RMS_KEYCLOAK_ADMIN'] ?? 'admin',
    password: secretFrom(environment, 'RMS_KEYCLOAK_ADMIN_PASSWORD', 'the password of the administrator of the identity provider'),
  },
});
