import type { NewId } from '@rms/event-sourcing';
import type { Draft, PageRequest, PageResponse } from '../session/signed-in.js';
import type { Values } from './form.js';

const kept = 12;

/** Keeps what somebody typed between a form and its check page, on the server: nothing clinical travels in an address. */
export const keepDraft = (request: PageRequest, draft: Omit<Draft, 'commandId'>, newId: NewId): string => {
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

interface Sought {
  readonly id: string;
  readonly purpose: Pick<Draft, 'kind' | 'about'>;
  /** Where whoever asks for a draft that is gone goes on. */
  readonly back: string;
}
/** The draft behind a check page; where it is gone, whoever asks is led back. */
export const draftOrBack = (response: PageResponse, { id, purpose, back }: Sought): Draft | undefined => {
  const draft = draftOf(response.req, id, purpose);
  if (draft === undefined) response.redirect(303, back);
  return draft;
};
/** The same with what was typed read once more: it may fit no longer, as days go by. */
export const typedOrBack = <T>(
  response: PageResponse,
  sought: Sought & { readonly read: (values: Values) => { readonly ok: true; readonly typed: T } | { readonly ok: false } },
): { readonly draft: Draft; readonly typed: T } | undefined => {
  const draft = draftOf(response.req, sought.id, sought.purpose);
  const read = draft === undefined ? undefined : sought.read(draft.values);
  if (draft !== undefined && read?.ok === true) return { draft, typed: read.typed };
  response.redirect(303, sought.back);
  return undefined;
};

/** The draft that a form was asked to be filled in from; '' for none. */
export const draftAskedFor = ({ query }: PageRequest): string => (typeof query['draft'] === 'string' ? query['draft'] : '');

/** Forgets a draft: it has been recorded. */
export const dropDraft = (request: PageRequest, id: string): void => {
  request.session.drafts = Object.fromEntries(Object.entries(request.session.drafts ?? {}).filter(([key]) => key !== id));
};
