import { serviceToken, type ServiceClient } from './service-token.js';

/** A user as Keycloak's administration tells of one, as far as it matters here. */
export interface KeycloakUser {
  readonly id: string;
  readonly username: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly email?: string;
  readonly enabled?: boolean;
  readonly attributes?: Readonly<Record<string, readonly string[]>>;
  readonly requiredActions?: readonly string[];
}
/** A role or a group, with Keycloak's own id. */
export interface Named {
  readonly id: string;
  readonly name: string;
  readonly attributes?: Readonly<Record<string, readonly string[]>>;
}
export interface Asked {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the realm's administration, with a slash before it. */
  readonly path: string;
  readonly body?: unknown;
  /** A status that is an answer and no error. */
  readonly taken?: number;
}

const withinMs = 10_000;

/** Keycloak's administration of one realm, as a client of that realm. */
export interface RealmAdministration {
  /** Rejects where it does not answer, or answers with an error; names no person. */
  ask<T>(asked: Asked): Promise<{ readonly status: number; readonly body: T }>;
}

/** Speaks with a client's own token. The administration is beside the issuer, unless another address is given. */
export const realmAdministration = (client: ServiceClient & { readonly adminUrl?: string }): RealmAdministration => {
  const token = serviceToken(client);
  const url = client.adminUrl ?? client.issuer.replace(/\/realms\/(?=[^/]+$)/, '/admin/realms/');
  return {
    ask: async <T>({ method, path, body, taken }: Asked) => {
      const answer = await fetch(`${url}${path}`, {
        method,
        headers: { authorization: `Bearer ${await token()}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(withinMs),
        redirect: 'error',
      });
      const text = await answer.text();
      if (!answer.ok && answer.status !== taken)
        throw new Error(
          `The identity provider answered ${String(answer.status)} to ${method} ${path.split(/[/?]/).slice(0, 2).join('/')}.`,
        );
      return { status: answer.status, body: (text === '' ? undefined : JSON.parse(text)) as T };
    },
  };
};
