import { Agent, request, type IncomingMessage } from 'node:http';

/** A page as it came, and when its last byte was there. */
export interface Visited {
  readonly status: number;
  readonly html: string;
  readonly at: number;
}

const kept = { keepAlive: true, maxSockets: 8 };
const form = 'application/x-www-form-urlencoded';

/** Somebody at a browser, as far as a server can tell: keeps its cookies and connections, follows what it is sent to, and fills in the sign-in form. */
export class Visitor {
  #agent = new Agent(kept);
  readonly #cookies = new Map<string, string>();

  readonly #home: string;

  constructor(home: string) {
    this.#home = home;
  }

  async signIn(username: string, password: string): Promise<void> {
    const { html } = await this.#follow(new URL('/', this.#home));
    const action = /<form method="post" action="([^"]+)"/.exec(html)?.[1];
    if (action === undefined) throw new Error(`There is no form to sign in: ${html.slice(0, 300)}`);
    await this.#follow(new URL(action, this.#home), new URLSearchParams({ username, password }).toString());
    const { html: first } = await this.visit('/worklist');
    if (!first.includes('Sign out')) throw new Error('The sign-in did not succeed.');
  }

  /** One page, its whole text read. Throws where it is not there or leads elsewhere. */
  async visit(path: string): Promise<Visited> {
    const { response, ...visited } = await this.#send(new URL(path, this.#home));
    if (visited.status !== 200) throw new Error(`${path}: ${String(visited.status)} ${response.headers.location ?? ''}`);
    return visited;
  }

  /** Connections that were idle may have been closed by the server: a browser that comes back opens new ones. */
  comeBack(): void {
    this.close();
    this.#agent = new Agent(kept);
  }

  close(): void {
    this.#agent.destroy();
  }

  async #follow(url: URL, body?: string): Promise<Visited> {
    const { response, ...visited } = await this.#send(url, body);
    const { location } = response.headers;
    return location === undefined ? visited : this.#follow(new URL(location, url));
  }

  #send(url: URL, body?: string): Promise<Visited & { readonly response: IncomingMessage }> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return new Promise((resolve, reject) => {
      const headers = { cookie, accept: 'text/html', ...(body === undefined ? {} : { 'content-type': form }) };
      const sent = request(url, { agent: this.#agent, method: body === undefined ? 'GET' : 'POST', headers }, (response) => {
        for (const set of response.headers['set-cookie'] ?? []) this.#keep(set);
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const at = performance.now();
          resolve({ status: response.statusCode ?? 0, html: Buffer.concat(chunks).toString(), at, response });
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }

  #keep(set: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
    this.#cookies.set(name, value);
  }
}
