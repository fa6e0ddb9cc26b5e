import type { Answer } from '../owners/owners.js';
import type { PageResponse } from '../session/signed-in.js';
import { formError, type FormError } from './form.js';
import type { Pages } from './pages.js';

/** After a command: waits a moment until the pages know of it, says so, and goes on. */
export const goOn = async (
  pages: Pages,
  response: PageResponse,
  order: {
    readonly receipt: { readonly stream: string; readonly published: number };
    readonly said: string;
    readonly to: string;
    /** Where to while the pages do not know of it yet, where what was recorded has a page of its own. */
    readonly meanwhile?: string;
  },
): Promise<void> => {
  const { receipt, said, to, meanwhile = to } = order;
  const arrived = await pages.arrivals.has(receipt.stream, receipt.published, 1000);
  response.req.session.flash = arrived ? said : 'Recorded, updating.';
  response.redirect(303, arrived ? to : meanwhile);
};

/** A refusal as an error of the form: at the field it is about where one is named, else at the first. */
export const errorsIn = (answer: Extract<Answer, { readonly done: false }>, first: string): readonly FormError[] =>
  answer.fields.length > 0 ? answer.fields.map(({ field, sentence }) => formError(field, sentence)) : [formError(first, answer.sentence)];

/** The values of a group of ticks, however many were ticked. */
export const ticked = (body: unknown, name: string): readonly string[] => {
  const value = (body as Readonly<Record<string, unknown>> | undefined)?.[name];
  if (typeof value === 'string') return value === '' ? [] : [value];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string' && one !== '') : [];
};
