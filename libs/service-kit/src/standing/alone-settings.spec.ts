import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readAloneSettings } from './alone-settings.js';
import { neighbourFrom } from './standing-settings.js';
import { StartRefused } from './start-refused.js';

const refusal = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    if (error instanceof StartRefused) return error.message;
  }
  return 'not refused';
};

describe('the settings of a service alone', () => {
  it('need nothing said: a directory of its own, this machine only, its usual port', () => {
    expect(readAloneSettings('letters', {})).toEqual({
      profile: 'single-node',
      mllpPort: undefined,
      programsPort: undefined,
      service: 'letters',
      data: resolve('.rms/letters'),
      mode: undefined,
      host: '127.0.0.1',
      port: 8084,
      issuer: 'http://127.0.0.1:8080/realms/rms',
      logLevel: 'info',
    });
  });
  it('are taken as they are said', () => {
    const environment = {
      RMS_DATA: '/srv/letters',
      RMS_MODE: 'training',
      RMS_HOST: '::',
      RMS_HTTP_PORT: '0',
      RMS_ISSUER: 'https://sign-in.example/realms/rms/',
      RMS_LOG_LEVEL: 'debug',
    };
    expect(readAloneSettings('letters', environment)).toEqual({
      profile: 'single-node',
      mllpPort: undefined,
      programsPort: undefined,
      service: 'letters',
      data: '/srv/letters',
      mode: 'training',
      host: '::',
      port: 0,
      issuer: 'https://sign-in.example/realms/rms',
      logLevel: 'debug',
    });
  });
  it.each([
    ['RMS_DATA', ' '],
    ['RMS_MODE', 'live'],
    ['RMS_HOST', 'no such host!'],
    ['RMS_HOST', ''],
    ['RMS_HTTP_PORT', ''],
    ['RMS_HTTP_PORT', '65536'],
    ['RMS_HTTP_PORT', '-1'],
    ['RMS_HTTP_PORT', '80a'],
    ['RMS_ISSUER', ''],
    ['RMS_ISSUER', 'sign-in.example/realms/rms'],
    ['RMS_ISSUER', 'https://sign-in.example'],
    ['RMS_ISSUER', 'https://sign-in.example/realms/'],
    ['RMS_ISSUER', 'ftp://sign-in.example/realms/rms'],
    ['RMS_ISSUER', 'https://user:secret@sign-in.example/realms/rms'],
    ['RMS_LOG_LEVEL', 'loud'],
  ])('refuse %s="%s" in one sentence that names it', (name, value) => {
    expect(refusal(() => readAloneSettings('letters', { [name]: value }))).toMatch(new RegExp(`^${name} must be [^\\n]+\\.$`));
  });
});

describe('a neighbour', () => {
  it('is looked for on this machine at its usual port', () => {
    expect(neighbourFrom('alerting', {})).toBe('http://127.0.0.1:8085');
  });
  it('is where its variable says', () => {
    expect(neighbourFrom('portal-gateway', { RMS_PORTAL_GATEWAY_URL: 'https://portal.example/' })).toBe('https://portal.example');
  });
  it.each(['', 'portal.example', 'https://portal.example?x=1'])('is not at "%s", and the refusal names the variable', (value) => {
    expect(refusal(() => neighbourFrom('pathway', { RMS_PATHWAY_URL: value }))).toMatch(/^RMS_PATHWAY_URL must be [^\n]+\.$/);
  });
});
