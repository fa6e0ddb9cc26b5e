import { describe, expect, it } from '@jest/globals';
import { StartRefused } from '@rms/service-kit/standing';
import { readConfig } from './config.js';

describe('the configuration of the gateway alone', () => {
  it('needs nothing said: the owners at their usual ports, its own address, names of trusts as their codes', () => {
    expect(readConfig({})).toMatchObject({
      owners: {
        registration: 'http://127.0.0.1:8081',
        results: 'http://127.0.0.1:8082',
        pathway: 'http://127.0.0.1:8083',
        letters: 'http://127.0.0.1:8084',
        alerting: 'http://127.0.0.1:8085',
      },
      publicUrl: undefined,
      clientId: 'rms-gateway',
      clientSecret: undefined,
      serviceName: 'Cancer follow-up',
      trustNames: new Map(),
    });
  });
  it('takes names of trusts under their codes', () => {
    expect(readConfig({ RMS_TRUST_NAMES: 'zt001=Northmoor Hospitals, ZT002 = Saltmarsh Coast' }).trustNames).toEqual(
      new Map([
        ['ZT001', 'Northmoor Hospitals'],
        ['ZT002', 'Saltmarsh Coast'],
      ]),
    );
  });
  it.each([
    ['RMS_REGISTRATION_URL', 'nowhere'],
    ['RMS_RESULTS_URL', 'nowhere'],
    ['RMS_PATHWAY_URL', 'nowhere'],
    ['RMS_LETTERS_URL', 'nowhere'],
    ['RMS_ALERTING_URL', 'nowhere'],
    ['RMS_PUBLIC_URL', 'portal.example'],
    ['RMS_PUBLIC_URL', ''],
    ['RMS_GATEWAY_CLIENT_ID', ''],
    ['RMS_GATEWAY_CLIENT_SECRET', ' '],
    ['RMS_SERVICE_NAME', ''],
    ['RMS_TRUST_NAMES', 'ZT001'],
    ['RMS_TRUST_NAMES', '!=Northmoor'],
    ['RMS_ISSUER', 'nowhere'],
  ])('refuses %s="%s" in one sentence that names it', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(StartRefused);
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name} [^\\n]+\\.$`));
  });
});
