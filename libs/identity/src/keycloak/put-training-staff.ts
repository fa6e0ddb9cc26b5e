import { derivedId } from '@rms/event-sourcing';
import type { SignIn } from '../embedded/sign-ins.js';
import { keycloakSignInKeeper, type KeycloakKeeperSettings } from './keycloak-sign-in-keeper.js';
import { realmAdministration, type KeycloakUser } from './keycloak-users.js';
import { subjectOf } from './what-follows.js';

const trainingStaffId = 'e1a5a3a2-51d7-5b0e-9c39-6a3f0f0c7d11';

/** The subject of somebody of the training region: the same in every realm. */
export const trainingSubject = (username: string): string => derivedId(trainingStaffId, username);

/**
 * Puts people into the realm with passwords that are known, for training and for nothing else. Answers the subject of each by
 * username. Safe to repeat: whoever is there keeps his subject, and has the roles, trusts and password given here again.
 */
export const putTrainingStaff = async (
  settings: KeycloakKeeperSettings,
  people: readonly (SignIn & { readonly password: string })[],
): Promise<ReadonlyMap<string, string>> => {
  const [keeper, realm] = [keycloakSignInKeeper(settings), realmAdministration(settings)];
  const userOf = async (username: string): Promise<KeycloakUser | undefined> => {
    const path = `/users?username=${encodeURIComponent(username)}&exact=true&briefRepresentation=false`;
    return (await realm.users(path))[0];
  };
  const givePassword = async ({ id }: KeycloakUser, value: string): Promise<void> => {
    const path = `/users/${id}/credentials`;
    const held = await realm.credentials(path);
    // The realm does not take the same password twice in a row.
    for (const old of held.filter(({ type }) => type === 'password')) await realm.send({ method: 'DELETE', path: `${path}/${old.id}` });
    await realm.send({ method: 'PUT', path: `/users/${id}/reset-password`, body: { type: 'password', value, temporary: false } });
  };
  const subjects = new Map<string, string>();
  for (const { password, does: _, ...person } of people) {
    const before = await userOf(person.username);
    const subject = (before === undefined ? undefined : subjectOf(before)) ?? trainingSubject(person.username);
    await keeper.follow({ ...person, subject, outOfUse: false });
    const user = await userOf(person.username);
    if (user === undefined || subjectOf(user) !== subject) throw new Error(`The username ${person.username} is somebody else’s.`);
    await givePassword(user, password);
    subjects.set(person.username, subject);
  }
  return subjects;
};
