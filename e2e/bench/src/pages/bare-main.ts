import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../job/places.js';
import { serve } from '../job/served.js';

// The peer: express and nunjucks as the gateway itself has them, and a page of as many bytes from data that lies in memory. Nobody
// is signed in, nothing is looked up, no look is recorded, and no message arrives.
interface Response {
  type(name: string): Response;
  send(html: string): void;
}
interface Express {
  get(path: string, answer: (request: unknown, response: Response) => void): void;
  listen(port: number, host: string, then: () => void): { address(): { readonly port: number }; close(): void };
}
interface Nunjucks {
  Environment: new (loader: null, options: { readonly autoescape: true }) => { renderString(text: string, context: object): string };
  compile(text: string, environment: unknown): { render(context: object): string };
}
const from = createRequire(join(root, 'services', 'portal-gateway', 'package.json'));
const express = from('express') as () => Express;
const nunjucks = from('nunjucks') as Nunjucks;

const page = nunjucks.compile(
  `<!doctype html><html lang="en"><head><title>{{ title }}</title></head><body><main><h1>{{ title }}</h1><table>
{% for row in rows %}<tr>{% for cell in row %}<td class="nhsuk-table__cell">{{ cell }}</td>{% endfor %}</tr>
{% endfor %}</table></main></body></html>`,
  new nunjucks.Environment(null, { autoescape: true }),
);
const rowCount = 50;
const cellCount = 8;
const around = 36;

/** Rows that make a page of about so many bytes. */
const rowsFor = (bytes: number): readonly (readonly string[])[] => {
  const letters = Math.max(4, Math.round(bytes / (rowCount * cellCount)) - around);
  return Array.from({ length: rowCount }, (_, row) =>
    Array.from({ length: cellCount }, (__, cell) => `${String(row)}.${String(cell)} `.padEnd(letters, 'Arthur Bench ')),
  );
};

const app = express();
let listening: ReturnType<Express['listen']> | undefined;
serve(
  {
    open: async (sizes: Readonly<Record<string, number>>) => {
      for (const [name, bytes] of Object.entries(sizes)) {
        const rows = rowsFor(bytes);
        app.get(`/${name}`, (_, response) => {
          response.type('html').send(page.render({ title: name, rows }));
        });
      }
      await new Promise<void>((resolve) => {
        listening = app.listen(0, '127.0.0.1', resolve);
      });
      return `http://127.0.0.1:${String(listening?.address().port)}`;
    },
  },
  () => {
    listening?.close();
  },
);
