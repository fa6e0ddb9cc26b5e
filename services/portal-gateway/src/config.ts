import { parseOdsCode } from '@rms/nhs';
import {
  neighbourFrom,
  readStandingSettings,
  StartRefused,
  urlFrom,
  type StandingSettings,
  type Environment,
} from '@rms/service-kit/standing';
import type { OwnerUrls } from './owners/owners.js';

/** The gateway as identity providers know it. */
export const gatewayClient = 'rms-gateway';

/** How the gateway is to run by itself. */
export type GatewayConfig = StandingSettings & {
  readonly owners: OwnerUrls;
  /** Where browsers find it; its own address where nothing is said. */
  readonly publicUrl: string | undefined;
  readonly clientId: string;
  /** What the issuer knows it by; without it nobody can sign in. */
  readonly clientSecret: string | undefined;
  readonly serviceName: string;
  readonly trustNames: ReadonlyMap<string, string>;
};

/** `ZT001=Saltmarsh,ZT002=Northmoor`: a trust's name under its ODS code. */
const trustNamesFrom = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text.split(',').map((each): readonly [string, string] => {
      const [code = '', name = ''] = each.split('=').map((part) => part.trim());
      const ods = parseOdsCode(code);
      if (ods === undefined || name === '')
        throw new StartRefused(`RMS_TRUST_NAMES must be ODS codes with names, such as ZT001=Saltmarsh,ZT002=Northmoor, not "${text}".`);
      return [ods, name];
    }),
  );

const filledFrom = (environment: Environment, name: string): string | undefined => {
  const text = environment[name];
  if (text?.trim() === '') throw new StartRefused(`${name} is set, but empty.`);
  return text;
};
const ownersFrom = (environment: Environment): OwnerUrls => ({
  registration: neighbourFrom('registration', environment),
  results: neighbourFrom('results', environment),
  pathway: neighbourFrom('pathway', environment),
  letters: neighbourFrom('letters', environment),
  alerting: neighbourFrom('alerting', environment),
});

/** How the gateway is to run by itself, from its environment. Throws `StartRefused` with one sentence naming the variable that does not fit. */
export const readConfig = (environment: Environment = process.env): GatewayConfig => {
  const publicUrl = filledFrom(environment, 'RMS_PUBLIC_URL');
  const trustNames = filledFrom(environment, 'RMS_TRUST_NAMES');
  return {
    ...readStandingSettings('portal-gateway', environment),
    owners: ownersFrom(environment),
    publicUrl: publicUrl === undefined ? undefined : urlFrom(publicUrl, 'RMS_PUBLIC_URL'),
    clientId: filledFrom(environment, 'RMS_GATEWAY_CLIENT_ID') ?? gatewayClient,
    clientSecret: filledFrom(environment, 'RMS_GATEWAY_CLIENT_SECRET'),
    serviceName: filledFrom(environment, 'RMS_SERVICE_NAME') ?? 'Cancer follow-up',
    trustNames: trustNames === undefined ? new Map() : trustNamesFrom(trustNames),
  };
};
