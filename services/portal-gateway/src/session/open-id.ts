import * as client from 'openid-client';
import type { Clock } from '@rms/event-sourcing';
import type { SessionData } from 'express-session';

export interface OpenIdOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly publicUrl: string;
  readonly clock: Clock;
}
type Tokens = NonNullable<SessionData['tokens']>;
type Pending = NonNullable<SessionData['pending']>;

const renewBeforeMs = 30_000;
// The library speaks TLS only unless it is told otherwise. An issuer on this machine's loopback has none; any other is https.
const library: { readonly allowInsecureRequests: (configuration: client.Configuration) => void } = client;

/** Sign-in by OpenID Connect: code flow with PKCE, state and nonce. The provider is asked for its addresses at the first sign-in, so that it may start later. */
export class OpenId {
  #configuration: Promise<client.Configuration> | undefined;
  constructor(private readonly options: OpenIdOptions) {}

  /** Where to send the browser, and what to remember until it comes back. */
  async begin(next: string): Promise<{ readonly url: string; readonly pending: Pending }> {
    const configuration = await this.#discovered();
    const verifier = client.randomPKCECodeVerifier();
    const pending = { state: client.randomState(), nonce: client.randomNonce(), verifier, next };
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: `${this.options.publicUrl}/signed-in`,
      scope: 'openid profile',
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, pending };
  }

  /** Exchanges the code the browser came back with. Throws when state, nonce or code are not those of this browser. */
  async finish(returned: string, pending: Pending): Promise<Tokens> {
    const url = new URL(returned, this.options.publicUrl);
    return this.#tokens(
      await client.authorizationCodeGrant(await this.#discovered(), url, {
        pkceCodeVerifier: pending.verifier,
        expectedState: pending.state,
        expectedNonce: pending.nonce,
      }),
    );
  }

  /** Tokens that are good for half a minute at least; `undefined` when the provider will renew them no more. */
  async current(tokens: Tokens): Promise<Tokens | undefined> {
    if (tokens.expiresAt - renewBeforeMs > this.options.clock.now()) return tokens;
    try {
      return await this.#renewedBy(tokens);
    } catch {
      // A provider that is away is no reason to end a session whose token is still good.
      return tokens.expiresAt > this.options.clock.now() ? tokens : undefined;
    }
  }

  /** Fresh tokens whatever is left of these: what they say of the person is no longer so. `undefined` when there are none to be had. */
  async renewed(tokens: Tokens): Promise<Tokens | undefined> {
    return this.#renewedBy(tokens).catch(() => undefined);
  }

  /** `undefined` when the provider renews them no more; throws when it is away. */
  async #renewedBy(tokens: Tokens): Promise<Tokens | undefined> {
    if (tokens.refresh === undefined) return undefined;
    try {
      const renewed = this.#tokens(await client.refreshTokenGrant(await this.#discovered(), tokens.refresh));
      return { ...renewed, refresh: renewed.refresh ?? tokens.refresh, id: renewed.id ?? tokens.id };
    } catch (error) {
      if (error instanceof client.ResponseBodyError) return undefined;
      throw error;
    }
  }

  async signOutUrl(tokens: Tokens | undefined): Promise<string> {
    const parameters: Record<string, string> = { post_logout_redirect_uri: `${this.options.publicUrl}/signed-out` };
    if (tokens?.id !== undefined) parameters['id_token_hint'] = tokens.id;
    return client.buildEndSessionUrl(await this.#discovered(), parameters).href;
  }

  #discovered(): Promise<client.Configuration> {
    const insecure = this.options.issuer.startsWith('http:') ? { execute: [library.allowInsecureRequests] } : {};
    this.#configuration ??= client
      .discovery(new URL(this.options.issuer), this.options.clientId, this.options.clientSecret, undefined, insecure)
      .catch((error: unknown) => {
        this.#configuration = undefined;
        throw error;
      });
    return this.#configuration;
  }

  #tokens(answer: client.TokenEndpointResponse): Tokens {
    return {
      access: answer.access_token,
      refresh: answer.refresh_token,
      id: answer.id_token,
      expiresAt: this.options.clock.now() + (answer.expires_in ?? 60) * 1000,
    };
  }
}
