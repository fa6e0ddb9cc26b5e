import { firstPassword } from '../first-password.js';
import type { IsStillSo, SignInKeeper } from '../sign-in-keeper.js';
import { isRole } from '../roles.js';
import { saysTheSame } from '../still-so.js';
import type { IdentityStore } from './identity-store.js';
import { hashPassword, type StoredSignIn } from './sign-ins.js';

/** Asked for each token that is verified: nobody out of use gets through, nor anybody with roles that he no longer has. */
export const isStillSoIn =
  (store: IdentityStore): IsStillSo =>
  (person) => {
    const known = store.bySubject(person.subject);
    return known !== undefined && known.outOfUse !== true && saysTheSame(known, person);
  };

const changed = (store: IdentityStore, subject: string, change: (known: StoredSignIn) => StoredSignIn): void => {
  const known = store.bySubject(subject);
  if (known === undefined) throw new Error(`There is no sign-in of ${subject}.`);
  store.put(change(known));
};

/** The sign-ins of the embedded provider, made to follow the facts about staff. */
export const embeddedSignInKeeper = (store: IdentityStore): SignInKeeper => ({
  kept: () =>
    Promise.resolve(
      store.signIns().map(({ subject, username, lastSignedInAt, mustChangePassword }) => ({
        subject,
        username,
        mustChangePassword: mustChangePassword === true,
        ...(lastSignedInAt === undefined ? {} : { lastSignedInAt }),
      })),
    ),
  reserve: (username, subject) => Promise.resolve(store.reserve(username, subject)),
  release: (subject) => {
    store.remove(subject);
    return Promise.resolve();
  },
  follow: ({ subject, username, name, roles, trusts, registration, outOfUse }) => {
    if (username !== undefined) store.reserve(username, subject);
    // Somebody without a sign-in cannot sign in, whatever the facts say of him.
    if (store.bySubject(subject) === undefined) return Promise.resolve();
    changed(store, subject, ({ registration: _, outOfUse: __, ...known }) => ({
      ...known,
      name,
      roles: roles.filter(isRole),
      trusts,
      ...(registration === undefined ? {} : { registration }),
      ...(outOfUse ? { outOfUse } : {}),
    }));
    if (outOfUse) store.signOutEverywhere(subject);
    return Promise.resolve();
  },
  giveFirstPassword: async (subject) => {
    const password = firstPassword();
    const passwordHash = await hashPassword(password);
    changed(store, subject, (known) => ({ ...known, passwordHash, mustChangePassword: true }));
    store.signOutEverywhere(subject);
    return password;
  },
  noteSignIn: (subject, at) => {
    changed(store, subject, (known) => ({ ...known, lastSignedInAt: at }));
    return Promise.resolve();
  },
});
