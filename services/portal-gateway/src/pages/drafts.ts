import type { NewId } from '@rms/event-sourcing';
import type { Draft, PageRequest } from '../session/signed-in.js';

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

/** The draft that a form was asked to be filled in from; '' for none. */
export const draftAskedFor = ({ query }: PageRequest): string => (typeof query['draft'] === 'string' ? query['draft'] : '');

/** Forgets a draft: it has been recorded. */
export const dropDraft = (request: PageRequest, id: string): void => {
  request.session.drafts = Object.fromEntries(Object.entries(request.session.drafts ?? {}).filter(([key]) => key !== id));
};
