import { createHash, randomBytes } from 'node:crypto';
import { FormBrowser, type TriedSignIn } from './sign-in-by-form.js';

/** The gateway as the provider knows it. Nobody need listen at its address. */
export interface GatewayOfTests {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly publicUrl: string;
}
export interface IssuedTokens {
  readonly access: string;
  readonly refresh: string;
  readonly id: string;
}
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

const basic = ({ clientId, clientSecret }: Pick<GatewayOfTests, 'clientId' | 'clientSecret'>): string =>
  `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;

/** Asks the token endpoint; the answer as it came. */
export const askForTokens = (client: Omit<GatewayOfTests, 'publicUrl'>, grant: Readonly<Record<string, string>>): Promise<Response> =>
  fetch(`${client.issuer}/protocol/openid-connect/token`, {
    method: 'POST',
    headers: { authorization: basic(client) },
    body: new URLSearchParams(grant),
  });

const begun = ({ issuer, clientId, publicUrl }: GatewayOfTests) => {
  const verifier = randomBytes(32).toString('base64url');
  const back = `${publicUrl}/signed-in`;
  const question = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    redirect_uri: back,
    scope: 'openid profile',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  return { url: `${issuer}/protocol/openid-connect/auth?${question.toString()}`, back, verifier };
};

/** What comes of a username and a password at the provider's form. */
export const trySigningIn = async (gateway: GatewayOfTests, who: Credentials): Promise<TriedSignIn['outcome']> => {
  const { url, back } = begun(gateway);
  return (await new FormBrowser().signIn(url, back, who)).outcome;
};

/** Signs somebody in as the gateway does, by the code flow, and answers all three tokens. Throws where the provider refuses. */
export const signInAtGateway = async (gateway: GatewayOfTests, who: Credentials): Promise<IssuedTokens> => {
  const { url, back, verifier } = begun(gateway);
  const tried = await new FormBrowser().signIn(url, back, who);
  if (tried.outcome !== 'in') throw new Error(`${who.username} could not sign in: ${tried.outcome}.`);
  const code = new URL(tried.returned).searchParams.get('code') ?? '';
  const answer = await askForTokens(gateway, { grant_type: 'authorization_code', code, redirect_uri: back, code_verifier: verifier });
  if (!answer.ok) throw new Error(`The code was not taken: ${await answer.text()}`);
  const { access_token = '', refresh_token = '', id_token = '' } = (await answer.json()) as Record<string, string>;
  return { access: access_token, refresh: refresh_token, id: id_token };
};

/** Whether the provider renews a token still. */
export const isRenewed = async (gateway: GatewayOfTests, { refresh }: IssuedTokens): Promise<boolean> =>
  (await askForTokens(gateway, { grant_type: 'refresh_token', refresh_token: refresh })).ok;
