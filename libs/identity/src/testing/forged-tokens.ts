import { createHmac, sign, type KeyObject } from 'node:crypto';

type Content = Readonly<Record<string, unknown>>;
const text = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** Header and claims of a token, unverified. */
export const partsOf = (jwt: string): readonly [Content, Content] => {
  const [header = '', content = ''] = jwt.split('.').map((part) => Buffer.from(part, 'base64url').toString());
  return [JSON.parse(header) as Content, JSON.parse(content) as Content];
};

/** A token signed with a key of one's own choice, RS256. */
export const signedToken = (header: Content, content: Content, key: KeyObject): string => {
  const body = `${text(header)}.${text(content)}`;
  return `${body}.${sign('RSA-SHA256', Buffer.from(body), key).toString('base64url')}`;
};

/** The same, signed with a shared secret, HS256. */
export const tokenUnderSharedSecret = (header: Content, content: Content, secret: string): string => {
  const body = `${text({ ...header, alg: 'HS256' })}.${text(content)}`;
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
};

/** A token that says it needs no signature, with something in its place. */
export const unsignedToken = (content: Content, signature: string): string =>
  `${text({ alg: 'none', kid: 'x' })}.${text(content)}.${signature}`;

/** A token whose claims were exchanged under its signature. */
export const tamperedToken = (jwt: string, change: Content): string => {
  const [header = '', , signature = ''] = jwt.split('.');
  return `${header}.${text({ ...partsOf(jwt)[1], ...change })}.${signature}`;
};
