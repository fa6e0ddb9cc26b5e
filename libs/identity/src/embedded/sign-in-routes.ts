import { Router, urlencoded, type Request, type Response } from 'express';
import type Provider from 'oidc-provider';
import type { Clock } from '@rms/event-sourcing';
import { Attempts, attemptsAllowed } from './attempts.js';
import type { IdentityStore } from './identity-store.js';
import { hashPassword, isPassword, type StoredSignIn } from './sign-ins.js';

/** What the sign-in page shows; in the step `new-password` somebody replaces a first password. */
export interface SignInPage {
  readonly step: 'sign-in' | 'new-password';
  readonly action: string;
  readonly username: string;
  readonly error: string | undefined;
  readonly nonce: string;
}

export interface SignInRoutesOptions {
  readonly provider: Provider;
  readonly store: IdentityStore;
  readonly clock: Clock;
  readonly render: (page: SignInPage) => string;
  readonly nonceOf: (response: Response) => string;
}

const sorry = `Username or password is wrong. After ${String(attemptsAllowed)} wrong tries you must wait a minute.`;

const fewestCharacters = 12;
const mostCharacters = 128;
const provenForMs = 10 * 60_000;

/** What is wrong with a password that somebody chose; nothing when it will do. */
export const wrongPassword = (chosen: {
  readonly password: string;
  readonly again: string;
  readonly username: string;
}): string | undefined => {
  const { password, again, username } = chosen;
  if (password.length < fewestCharacters) return `Enter a password of ${String(fewestCharacters)} characters or more`;
  if (password.length > mostCharacters) return `Enter a password of ${String(mostCharacters)} characters or fewer`;
  if (password.toLowerCase().includes(username)) return 'Enter a password without your username in it';
  return password === again ? undefined : 'Enter the same password twice';
};

const textOf = (field: unknown): string => (typeof field === 'string' ? field : '');

/** The pages on which a person tells who he is. Mount beside the provider, under the same path. */
export const signInRoutes = ({ provider, store, clock, render, nonceOf }: SignInRoutesOptions): Router => {
  const router = Router();
  const attempts = new Attempts(clock);
  const show = (response: Response, page: Omit<SignInPage, 'nonce'>, status = 200): void => {
    response
      .status(status)
      .type('html')
      .set('cache-control', 'no-store')
      .send(render({ ...page, nonce: nonceOf(response) }));
  };
  const proven = new Map<string, { readonly subject: string; readonly until: number }>();
  const finish = async (request: Request, response: Response, person: StoredSignIn): Promise<void> => {
    await provider.interactionFinished(
      request,
      response,
      { login: { accountId: person.subject, amr: ['pwd'] } },
      { mergeWithLastSubmission: false },
    );
  };
  const startAgain = (response: Response): void => {
    response.redirect(303, '/');
  };

  const provenBy = (uid: string | undefined): StoredSignIn | undefined => {
    const shown = uid === undefined ? undefined : proven.get(uid);
    const person = shown === undefined || shown.until < clock.now() ? undefined : store.bySubject(shown.subject);
    return person?.outOfUse === true ? undefined : person;
  };
  const uidOf = async (request: Request, response: Response): Promise<string | undefined> => {
    try {
      return (await provider.interactionDetails(request, response)).uid;
    } catch {
      return undefined;
    }
  };

  router.get('/interaction/:uid', async (request: Request, response: Response) => {
    try {
      const { uid } = await provider.interactionDetails(request, response);
      show(response, { step: 'sign-in', action: `${request.baseUrl}/interaction/${uid}`, username: '', error: undefined });
    } catch {
      startAgain(response);
    }
  });
  router.post('/interaction/:uid', urlencoded({ extended: false, limit: '4kb' }), async (request: Request, response: Response) => {
    const body = request.body as Readonly<Record<string, unknown>>;
    const username = textOf(body['username']).trim().toLowerCase();
    const uid = await uidOf(request, response);
    if (uid === undefined) {
      startAgain(response);
      return;
    }
    const person = store.signIn(username);
    const right =
      person !== undefined &&
      person.outOfUse !== true &&
      (await isPassword(textOf(body['password']), person.passwordHash)) &&
      !attempts.isLocked(username);
    if (!right) {
      attempts.failed(username);
      show(response, { step: 'sign-in', action: request.originalUrl, username, error: sorry }, 401);
      return;
    }
    attempts.succeeded(username);
    if (person.mustChangePassword === true) {
      proven.set(uid, { subject: person.subject, until: clock.now() + provenForMs });
      show(response, { step: 'new-password', action: `${request.baseUrl}/interaction/${uid}/password`, username, error: undefined });
      return;
    }
    await finish(request, response, person);
  });
  // Only who has just shown the first password may replace it, and only in the same sign-in.
  router.post('/interaction/:uid/password', urlencoded({ extended: false, limit: '4kb' }), async (request: Request, response: Response) => {
    const uid = await uidOf(request, response);
    const person = provenBy(uid);
    if (uid === undefined || person === undefined) {
      startAgain(response);
      return;
    }
    const { username } = person;
    const body = request.body as Readonly<Record<string, unknown>>;
    const [password, again] = [textOf(body['password']), textOf(body['again'])];
    const isFirstAgain = await isPassword(password, person.passwordHash);
    const error = isFirstAgain ? 'Enter a password other than the first one' : wrongPassword({ password, again, username });
    if (error !== undefined) {
      show(response, { step: 'new-password', action: request.originalUrl, username, error }, 422);
      return;
    }
    const passwordHash = await hashPassword(password);
    proven.delete(uid);
    // Read once more: an administrator may have stopped this person while the password was hashed.
    const { mustChangePassword: _, ...kept } = store.bySubject(person.subject) ?? person;
    store.put({ ...kept, passwordHash });
    await finish(request, response, person);
  });
  return router;
};
