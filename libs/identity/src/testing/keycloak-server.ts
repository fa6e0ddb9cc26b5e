import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { systemClock } from '@rms/event-sourcing';
import type { KeycloakOfTests } from './config.js';

const tokenGoodForMs = 30_000;

/** A Keycloak, as its own administrator has it: for tests, which make realms and take them away again. */
export class KeycloakServer {
  #held: { readonly token: string; readonly until: number } | undefined;
  constructor(private readonly settings: KeycloakOfTests) {}

  /** Asks the administration; a path is below `/admin/realms`. Throws on an error. */
  async ask<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await fetch(`${this.settings.url}/admin/realms${path}`, {
      method,
      headers: { authorization: `Bearer ${await this.#token()}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${String(answer.status)} ${text}`);
    // A token says nothing about realms that were made after it.
    if (path === '') this.#held = undefined;
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  /** Has the realm sign with a key that the test has too. */
  async signWithKnownKey(realm: string): Promise<KeyObject> {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    await this.ask('POST', `/${realm}/components`, {
      name: 'known',
      providerId: 'rsa',
      providerType: 'org.keycloak.keys.KeyProvider',
      config: {
        priority: ['1000'],
        enabled: ['true'],
        active: ['true'],
        algorithm: ['RS256'],
        privateKey: [privateKey.export({ type: 'pkcs8', format: 'pem' })],
      },
    });
    return privateKey;
  }

  async #token(): Promise<string> {
    if (this.#held !== undefined && systemClock.now() < this.#held.until) return this.#held.token;
    const { username, password } = this.settings.admin;
    const answer = await fetch(`${this.settings.url}/realms/master/protocol/openid-connect/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'password', client_id: 'admin-cli', username, password }),
    });
    if (!answer.ok) throw new Error(`Keycloak does not let its administrator in: ${String(answer.status)}.`);
    const { access_token: token } = (await answer.json()) as { readonly access_token: string };
    this.#held = { token, until: systemClock.now() + tokenGoodForMs };
    return token;
  }
}
