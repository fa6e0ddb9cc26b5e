import { Router, urlencoded, type Request, type Response } from 'express';
import type Provider from 'oidc-provider';
import type { Clock } from '@rms/event-sourcing';
import { Attempts, attemptsAllowed } from './attempts.js';
import type { IdentityStore } from './identity-store.js';
import { isPassword } from './sign-ins.js';

/** What the sign-in page shows. */
export interface SignInPage {
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
  const startAgain = (response: Response): void => {
    response.redirect(303, '/');
  };

  router.get('/interaction/:uid', async (request: Request, response: Response) => {
    try {
      const { uid } = await provider.interactionDetails(request, response);
      show(response, { action: `${request.baseUrl}/interaction/${uid}`, username: '', error: undefined });
    } catch {
      startAgain(response);
    }
  });
  router.post('/interaction/:uid', urlencoded({ extended: false, limit: '4kb' }), async (request: Request, response: Response) => {
    const body = request.body as Readonly<Record<string, unknown>>;
    const username = textOf(body['username']).trim().toLowerCase();
    try {
      await provider.interactionDetails(request, response);
    } catch {
      startAgain(response);
      return;
    }
    const person = store.signIn(username);
    const right = person !== undefined && (await isPassword(textOf(body['password']), person.passwordHash)) && !attempts.isLocked(username);
    if (!right) {
      attempts.failed(username);
      show(response, { action: request.originalUrl, username, error: sorry }, 401);
      return;
    }
    attempts.succeeded(username);
    await provider.interactionFinished(
      request,
      response,
      { login: { accountId: person.subject, amr: ['pwd'] } },
      { mergeWithLastSubmission: false },
    );
  });
  return router;
};
