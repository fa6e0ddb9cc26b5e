import { firstPassword } from '../first-password.js';
import type { FollowedMember, KeptSignIn, SignInKeeper } from '../sign-in-keeper.js';
import { realmAdministration, type KeycloakUser, type Named, type RealmAdministration } from './keycloak-users.js';
import { subjectAttribute, trustAttribute } from './realm-claims.js';
import type { ServiceClient } from './service-token.js';
import { followed, keptOf, noted, rolesToChange, subjectOf, trustsToChange, type Difference } from './what-follows.js';

const usersAtOnce = 200;
const conflict = 409;
const created = 201;
const quoted = (text: string): string => encodeURIComponent(text);

/** The users of a realm, made to follow the facts about staff. Users who were not made by it are none of its business. */
class KeycloakSignInKeeper implements SignInKeeper {
  readonly #turns = new Map<string, Promise<unknown>>();
  constructor(private readonly realm: RealmAdministration) {}

  async kept(): Promise<readonly KeptSignIn[]> {
    const all: KeptSignIn[] = [];
    for (let first = 0; ; first += usersAtOnce) {
      const page = await this.realm.users(`/users?first=${String(first)}&max=${String(usersAtOnce)}&briefRepresentation=false`);
      all.push(...page.map(keptOf).filter((one) => one !== undefined));
      if (page.length < usersAtOnce) return all;
    }
  }

  async reserve(username: string, subject: string): Promise<boolean> {
    const user = (await this.#bySubject(subject)) ?? (await this.#made(username, subject));
    return user?.username === username;
  }

  async release(subject: string): Promise<void> {
    const user = await this.#bySubject(subject);
    if (user !== undefined) await this.realm.send({ method: 'DELETE', path: `/users/${user.id}`, taken: 404 });
  }

  follow(member: FollowedMember): Promise<void> {
    return this.#inTurn(member.subject, async () => {
      const { subject, username, outOfUse } = member;
      const user = (await this.#bySubject(subject)) ?? (username === undefined ? undefined : await this.#made(username, subject));
      // Somebody without a sign-in cannot sign in, whatever the facts say of him.
      if (user === undefined) return;
      const write = () => this.realm.send({ method: 'PUT', path: `/users/${user.id}`, body: followed(user, member) });
      // Who is stopped is stopped before anything else; who is let in has no more than he should from the first moment.
      if (outOfUse) {
        await write();
        await this.#signOut(user);
      }
      await this.#followRoles(user, member.roles);
      await this.#followTrusts(user, member.trusts);
      if (!outOfUse) await write();
    });
  }

  giveFirstPassword(subject: string): Promise<string> {
    return this.#inTurn(subject, async () => {
      const user = await this.#known(subject);
      const value = firstPassword();
      await this.realm.send({
        method: 'PUT',
        path: `/users/${user.id}/reset-password`,
        body: { type: 'password', value, temporary: true },
      });
      await this.#signOut(user);
      return value;
    });
  }

  noteSignIn(subject: string, at: string): Promise<void> {
    return this.#inTurn(subject, async () => {
      const user = await this.#known(subject);
      await this.realm.send({ method: 'PUT', path: `/users/${user.id}`, body: noted(user, at) });
    });
  }

  async #followRoles({ id }: KeycloakUser, wanted: readonly string[]): Promise<void> {
    const path = `/users/${id}/role-mappings/realm`;
    const { taken, missing } = rolesToChange(await this.realm.named(path), wanted);
    if (taken.length > 0) await this.realm.send({ method: 'DELETE', path, body: taken });
    if (missing.length === 0) return;
    const there = await this.realm.named(`${path}/available`);
    const given = there.filter(({ name }) => missing.includes(name));
    if (given.length < missing.length) throw new Error(`The realm has no role ${missing.join(' or ')}.`);
    await this.realm.send({ method: 'POST', path, body: given });
  }

  async #followTrusts({ id }: KeycloakUser, wanted: readonly string[]): Promise<void> {
    const path = `/users/${id}/groups`;
    const { taken, missing }: Difference = trustsToChange(await this.realm.named(`${path}?briefRepresentation=false`), wanted);
    for (const group of taken) await this.realm.send({ method: 'DELETE', path: `${path}/${group.id}`, taken: 404 });
    for (const trust of missing) await this.realm.send({ method: 'PUT', path: `${path}/${(await this.#groupOf(trust)).id}` });
  }

  async #groupOf(trust: string): Promise<Named> {
    const find = async () =>
      (await this.realm.named(`/groups?search=${quoted(trust)}&exact=true&briefRepresentation=false`)).find(
        ({ attributes }) => attributes?.[trustAttribute]?.[0] === trust,
      );
    const there = await find();
    if (there !== undefined) return there;
    await this.realm.send({
      method: 'POST',
      path: '/groups',
      body: { name: trust, attributes: { [trustAttribute]: [trust] } },
      taken: conflict,
    });
    const group = await find();
    if (group === undefined) throw new Error(`The realm’s group ${trust} is not that trust’s.`);
    return group;
  }

  /** Ends somebody's sessions, and with them every token that could be renewed. */
  async #signOut({ id }: KeycloakUser): Promise<void> {
    await this.realm.send({ method: 'POST', path: `/users/${id}/logout` });
  }

  /** `undefined` where another has the username. */
  async #made(username: string, subject: string): Promise<KeycloakUser | undefined> {
    const body = { username, enabled: false, attributes: { [subjectAttribute]: [subject] } };
    const status = await this.realm.send({ method: 'POST', path: '/users', body, taken: conflict });
    // Somebody else may have made it for the same person at this moment.
    const user = await this.#bySubject(subject);
    return status === created || user?.username === username ? user : undefined;
  }

  async #known(subject: string): Promise<KeycloakUser> {
    const user = await this.#bySubject(subject);
    if (user === undefined) throw new Error(`There is no sign-in of ${subject}.`);
    return user;
  }

  async #bySubject(subject: string): Promise<KeycloakUser | undefined> {
    const found = await this.realm.users(`/users?q=${quoted(`${subjectAttribute}:"${subject}"`)}&briefRepresentation=false`);
    return found.find((user) => subjectOf(user) === subject);
  }

  // A user is read and written whole: of two who do that at once, one would undo the other.
  async #inTurn<T>(subject: string, work: () => Promise<T>): Promise<T> {
    const mine = (this.#turns.get(subject) ?? Promise.resolve()).then(work, work);
    this.#turns.set(subject, mine);
    try {
      return await mine;
    } finally {
      if (this.#turns.get(subject) === mine) this.#turns.delete(subject);
    }
  }
}

export interface KeycloakKeeperSettings extends ServiceClient {
  /** Where the realm's administration is, `https://host/admin/realms/name`, if not beside the issuer. */
  readonly adminUrl?: string;
}

/** The sign-ins of a Keycloak realm, by the realm's own client `rms-staff-keeper`, which may look after users and nothing else. */
export const keycloakSignInKeeper = (settings: KeycloakKeeperSettings): SignInKeeper =>
  new KeycloakSignInKeeper(realmAdministration(settings));
