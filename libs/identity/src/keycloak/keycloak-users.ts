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
/** A thing that belongs to a user and has a type, such as a password. */
export interface Credential extends Named {
  readonly type: string;
}
export interface Order {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  /** Below the realm's administration, with a slash before it. */
  readonly path: string;
  readonly body?: unknown;
  /** A status that is an answer and no error. */
  readonly taken?: number;
}

const withinMs = 10_000;

/** Keycloak's administration of one realm, as a client of that realm. Rejects where it does not answer or answers with an error; names no person. */
export interface RealmAdministration {
  users(path: string): Promise<readonly KeycloakUser[]>;
  /** Roles or groups. */
  named(path: string): Promise<readonly Named[]>;
  credentials(path: string): Promise<readonly Credential[]>;
  /** Answers the status. */
  send(order: Order): Promise<number>;
}

// Of a path only what kind of thing it is about: what follows is somebody's id or name.
const kindOf = (path: string): string => path.split(/[/?]/).slice(0, 2).join('/');

/** Speaks with a client's own token. The administration is beside the issuer, unless another address is given. */
export const realmAdministration = (client: ServiceClient & { readonly adminUrl?: string }): RealmAdministration => {
  const token = serviceToken(client);
  const url = client.adminUrl ?? client.issuer.replace(/\/realms\/(?=[^/]+$)/, '/admin/realms/');
  const asked = async (method: string, path: string, more: Pick<Order, 'body' | 'taken'> = {}) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${await token()}`, 'content-type': 'application/json' },
      ...(more.body === undefined ? {} : { body: JSON.stringify(more.body) }),
      signal: AbortSignal.timeout(withinMs),
      redirect: 'error',
    });
    const text = await answer.text();
    if (!answer.ok && answer.status !== more.taken)
      throw new Error(`The identity provider answered ${String(answer.status)} to ${method} ${kindOf(path)}.`);
    return { status: answer.status, text };
  };
  const listed = async (path: string): Promise<unknown> => JSON.parse((await asked('GET', path)).text);
  return {
    users: async (path) => (await listed(path)) as readonly KeycloakUser[],
    named: async (path) => (await listed(path)) as readonly Named[],
    credentials: async (path) => (await listed(path)) as readonly Credential[],
    send: async ({ method, path, ...more }) => (await asked(method, path, more)).status,
  };
};
