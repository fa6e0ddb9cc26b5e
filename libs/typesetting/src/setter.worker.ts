import { parentPort } from 'node:worker_threads';
import type { typesetter as Typesetter } from './typesetter.ts';
import type { FromSetter, ToSetter } from './typesetting-thread.ts';

const port = parentPort;
if (port === null) throw new Error('The setter is a worker thread.');

// Beside this file lies what it needs, as source where tests run it from source.
const beside = import.meta.url.endsWith('.ts') ? './typesetter.ts' : './typesetter.js';
const { typesetter } = (await import(beside)) as { readonly typesetter: typeof Typesetter };
const typeset = typesetter();

// The compiler puts its words now into the message and now into the code.
const wordsOf = (error: unknown): string => {
  const { message = '', code = '' } = error as { readonly message?: string; readonly code?: string };
  return message === '' ? code : message;
};

port.on('message', ({ n, source, content }: ToSetter) => {
  try {
    const page = new Uint8Array(typeset(source, content));
    port.postMessage({ n, page } satisfies FromSetter, [page.buffer]);
  } catch (error) {
    port.postMessage({ n, failed: wordsOf(error) } satisfies FromSetter);
  }
});
