import { isIP } from 'node:net';
import { StartRefused } from './start-refused.js';

/** Settings by name, as a process is given them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A TCP port, 0 for any free one. Throws `StartRefused` naming the setting. */
export const portFrom = (text: string, name: string): number => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (!(port >= 0 && port <= 65535)) throw new StartRefused(`${name} must be a port from 0 to 65535, not "${text}".`);
  return port;
};

/** One of some words; nothing where nothing is set. Throws `StartRefused` naming the setting. */
export const oneOf = <T extends string>(text: string | undefined, allowed: readonly T[], name: string): T | undefined => {
  if (text === undefined) return undefined;
  const found = allowed.find((each) => each === text);
  if (found === undefined) throw new StartRefused(`${name} must be ${allowed.join(' or ')}, not "${text}".`);
  return found;
};

/** An address to listen on: an IP address or the name of this machine. Throws `StartRefused` naming the setting. */
export const hostFrom = (text: string, name: string): string => {
  if (isIP(text) === 0 && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text))
    throw new StartRefused(`${name} must be an IP address or a host name, not "${text}".`);
  return text;
};

const isPlain = (url: URL): boolean =>
  ['http:', 'https:'].includes(url.protocol) && [url.search, url.hash, url.username, url.password].every((part) => part === '');

/** An http or https address without a slash at its end. Throws `StartRefused` naming the setting. */
export const urlFrom = (text: string, name: string): string => {
  if (!URL.canParse(text) || !isPlain(new URL(text)))
    throw new StartRefused(`${name} must be an http or https address such as https://host:8443, not "${text}".`);
  return text.replace(/\/+$/, '');
};

/** A receiver of OTLP over HTTP (OTEL_EXPORTER_OTLP_ENDPOINT); nothing where none is named. Throws `StartRefused` naming the setting. */
export const tracesFrom = (environment: Environment): string | undefined => {
  const name = 'OTEL_EXPORTER_OTLP_ENDPOINT';
  const text = environment[name];
  return text === undefined || text === '' ? undefined : urlFrom(text, name);
};

/** The issuer of a realm, `https://host/realms/name`. Throws `StartRefused` naming the setting. */
export const issuerFrom = (text: string, name: string): string => {
  const issuer = urlFrom(text, name);
  if (!/\/realms\/[^/]+$/.test(issuer))
    throw new StartRefused(`${name} must be the address of a realm such as https://host/realms/rms, not "${text}".`);
  return issuer;
};

export const modes = ['training', 'production'] as const;
export type Mode = (typeof modes)[number];
export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;
