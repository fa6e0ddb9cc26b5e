import { newId } from '@rms/event-sourcing';
import type { Draft, PageRequest } from '../session/signed-in.js';

const kept = 12;

/** Keeps what somebody typed between a form and its check page, on the server: nothing clinical travels in an address. */
export const keepDraft = (request: PageRequest, draft: Omit<Draft, 'commandId'>): string => {
  const id = newId();
  const drafts = { ...request.session.drafts, [id]: { ...draft, commandId: newId() } };
  request.session.drafts = Object.fromEntries(Object.entries(drafts).slice(-kept));
  return id;
};

/** The draft of that id for that purpose; `undefined` for anything else, another person's included. */
export const draftOf = (request: PageRequest, id: string, purpose: Pick<Draft, 'kind' | 'about'>): Draft | undefined => {
  const draft = request.session.drafts?.[id];
  return draft?.kind === purpose.kind && draft.about === purpose.about ? draft : undefined;
};

/** The draft that a form was asked to be filled in from; '' for none. */
export const draftAskedFor = ({ query }: PageRequest): string => (typeof query['draft'] === 'string' ? query['draft'] : '');

/** Forgets a draft: it has been recorded. */
export const dropDraft = (request: PageRequest, id: string): void => {
  request.session.drafts = Object.fromEntries(Object.entries(request.session.drafts ?? {}).filter(([key]) => key !== id));
};

/** A form's fields as text, whatever was posted; the parts of a date, sent as `on[day]`, are named `on-day`. */
export const fieldsOf = (body: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries((body ?? {}) as Record<string, unknown>)
      .filter((pair): pair is [string, string] => typeof pair[1] === 'string')
      .map(([name, value]) => [name.replace(/\[(\w+)\]$/, '-$1'), value.trim().slice(0, 4000)]),
  );

/** One thing to mend in a form: what to do, and the field it is about. */
export interface FormError {
  readonly text: string;
  readonly href: string;
  readonly field: string;
}
/** An error about a field; `anchor` is where its link leads, for a field of several parts. */
export const formError = (field: string, text: string, anchor = field): FormError => ({ field, text, href: `#${anchor}` });
/** Errors as the fields show them: the first one of each field. */
export const errorsByField = (errors: readonly FormError[]): Readonly<Record<string, { readonly text: string }>> =>
  Object.fromEntries([...errors].reverse().map((error) => [error.field, { text: error.text }]));

/** Day, month and year as typed in three boxes, as `YYYY-MM-DD` text; '' when one is missing. */
export const dateTyped = (values: Readonly<Record<string, string>>, name: string): string => {
  const [day, month, year] = ['day', 'month', 'year'].map((part) => values[`${name}-${part}`] ?? '');
  return day === '' || month === '' || year === ''
    ? ''
    : `${(year ?? '').padStart(4, '0')}-${(month ?? '').padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`;
};
