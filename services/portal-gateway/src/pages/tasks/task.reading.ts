import { formError, tooLong, type FormError, type Values } from '../form.js';

/** To whom a task is to be given, from the value of the list; nobody for anything else. */
export const readRecipient = (value: string): { readonly person?: string; readonly team?: string } => {
  const [kind, ...rest] = value.split(':');
  const id = rest.join(':');
  if (id === '') return {};
  if (kind === 'person') return { person: id };
  return kind === 'team' ? { team: id } : {};
};

/** What is missing in the form to give a task to somebody. */
export const errorsInGiving = (values: Values): readonly FormError[] => [
  ...(Object.keys(readRecipient(values['to'] ?? '')).length === 0 ? [formError('to', 'Choose who is to have the task')] : []),
  ...((values['reason'] ?? '') === '' ? [formError('reason', 'Enter your reason')] : []),
  ...tooLong('reason', 'Your reason', values['reason'] ?? ''),
];
