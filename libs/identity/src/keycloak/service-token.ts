import type { Clock } from '@rms/event-sourcing';

export interface ServiceClient {
  /** The realm's issuer. */
  readonly issuer: string;
  readonly clientId: string;
  readonly secret: string;
  readonly clock: Clock;
}

interface Held {
  readonly token: string;
  readonly until: number;
}

const renewBeforeMs = 30_000;
const withinMs = 5000;

const basic = ({ clientId, secret }: ServiceClient): string =>
  `Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(secret)}`).toString('base64')}`;

const fetched = async (client: ServiceClient): Promise<Held> => {
  const answer = await fetch(`${client.issuer}/protocol/openid-connect/token`, {
    method: 'POST',
    headers: { authorization: basic(client) },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
    signal: AbortSignal.timeout(withinMs),
    redirect: 'error',
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`The identity provider gives ${client.clientId} no token: it answered ${String(answer.status)}.`);
  const { access_token, expires_in = 60 } = JSON.parse(text) as { readonly access_token?: string; readonly expires_in?: number };
  if (access_token === undefined) throw new Error(`The identity provider gave ${client.clientId} an answer without a token.`);
  return { token: access_token, until: client.clock.now() + expires_in * 1000 };
};

/**
 * A token for a program of ours, by its own name and secret. It is fetched when it is first asked for, and again when less than
 * half a minute is left of it; whoever asks meanwhile waits for the same one. Rejects where none can be had, and tries again when asked again.
 */
export const serviceToken = (client: ServiceClient): (() => Promise<string>) => {
  let held: Held | undefined;
  let fetching: Promise<Held> | undefined;
  return async () => {
    if (held !== undefined && client.clock.now() < held.until - renewBeforeMs) return held.token;
    fetching ??= fetched(client).finally(() => {
      fetching = undefined;
    });
    held = await fetching;
    return held.token;
  };
};
