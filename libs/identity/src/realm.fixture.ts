import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signedToken } from './testing/forged-tokens.js';

/** A realm with as much of a provider as is asked for keys, tokens and user information, which can be made to fail. */
export interface RealmOfATest {
  readonly issuer: string;
  /** Paths that were asked for, in order. */
  readonly asked: string[];
  /** What the next answers are, by the end of a path; anything else is 404. */
  readonly answers: Record<string, (response: ServerResponse) => void>;
  readonly token: (claims: Readonly<Record<string, unknown>>, kid?: string) => string;
  /** Publishes another key under this id, with which the next tokens are signed. */
  readonly rotate: (kid: string) => void;
  readonly goAway: () => Promise<void>;
  readonly comeBack: () => Promise<void>;
}

export const json = (status: number, body: unknown) => (response: ServerResponse) => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

export const startRealm = async (): Promise<RealmOfATest> => {
  const asked: string[] = [];
  const answers: RealmOfATest['answers'] = {};
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('/').at(-1) ?? '';
    asked.push(path);
    request.resume();
    (answers[path] ?? json(404, {}))(response);
  });
  const listen = (port: number) =>
    new Promise<void>((resolve) => {
      server.listen(port, '127.0.0.1', resolve);
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${String(port)}/realms/rms`;
  let signing: KeyObject;
  const rotate = (kid: string): void => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    signing = privateKey;
    answers['certs'] = json(200, { keys: [{ ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' }] });
  };
  rotate('one');
  return {
    issuer,
    asked,
    answers,
    rotate,
    token: (claims, kid = 'one') =>
      signedToken(
        { alg: 'RS256', kid },
        { iss: issuer, aud: 'rms-api', typ: 'Bearer', exp: Math.floor(Date.parse('2100-01-01') / 1000), ...claims },
        signing,
      ),
    goAway: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
    comeBack: () => listen(port),
  };
};
