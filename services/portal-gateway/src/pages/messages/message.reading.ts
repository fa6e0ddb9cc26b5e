import { formError, tooLong, type FormError } from '../form.js';

type Values = Readonly<Record<string, string>>;
const decisions = ['read-again', 'set-aside', 'map-psa'];

/** What is missing in the form about a message that waits. */
export const errorsInSettlement = (values: Values): readonly FormError[] => [
  ...(decisions.includes(values['decision'] ?? '') ? [] : [formError('decision', 'Choose what to do with the message')]),
  ...((values['reason'] ?? '') === '' ? [formError('reason', 'Enter your reason')] : []),
  ...tooLong('reason', 'Your reason', values['reason'] ?? ''),
];
