/** What came of trying to sign in. */
export type TriedSignIn =
  | { readonly outcome: 'in'; /** The address to which the provider sent the browser back, with its code. */ readonly returned: string }
  | { readonly outcome: 'must-replace-password' }
  | { readonly outcome: 'refused' };

interface Shown {
  readonly at: string;
  readonly page: string;
}

const mostRedirects = 10;
const asksForANewPassword = /required-action|\/interaction\/[^/]+\/password$/;

const actionIn = ({ at, page }: Shown): string => {
  const [, action] = /<form[^>]*\saction="([^"]+)"/.exec(page) ?? [];
  if (action === undefined) throw new Error('The provider shows no form.');
  return new URL(action.replaceAll('&amp;', '&'), at).href;
};
const hiddenIn = (page: string): [string, string][] =>
  [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]);

/**
 * A browser as far as a provider’s pages need one: it keeps cookies, follows redirects and fills in a form. For Keycloak and for the
 * embedded provider alike.
 */
export class FormBrowser {
  readonly #cookies = new Map<string, string>();

  /** Opens the provider's page at an authorization request, fills in its form and follows it until it leads back. Throws where no form is shown. */
  async signIn(url: string, back: string, who: { readonly username: string; readonly password: string }): Promise<TriedSignIn> {
    const after = await this.#go(actionIn(await this.#go(url, back)), back, new URLSearchParams(who));
    if (after.at.startsWith(back)) return { outcome: 'in', returned: after.at };
    return { outcome: asksForANewPassword.test(actionIn(after)) ? 'must-replace-password' : 'refused' };
  }

  /** Follows the way out, and says yes where it is asked. Answers where it leads. */
  async signOut(url: string, back: string): Promise<string> {
    const shown = await this.#go(url, back);
    if (shown.at.startsWith(back)) return shown.at;
    const form = new URLSearchParams([...hiddenIn(shown.page), ['logout', 'yes']]);
    return (await this.#go(actionIn(shown), back, form)).at;
  }

  async #go(url: string, back: string, form?: URLSearchParams): Promise<Shown> {
    let [at, body] = [url, form];
    for (let n = 0; n < mostRedirects; n += 1) {
      if (at.startsWith(back)) return { at, page: '' };
      const answer = await this.#ask(at, body);
      const to = answer.headers.get('location');
      const page = await answer.text();
      if (to === null) return { at, page };
      [at, body] = [new URL(to, at).href, undefined];
    }
    throw new Error(`Sent from one address to the next ${String(mostRedirects)} times.`);
  }

  async #ask(url: string, body: URLSearchParams | undefined): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie }, ...(body === undefined ? {} : { method: 'POST', body }) });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /;\s*max-age=0/i.test(line)) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return answer;
  }
}
