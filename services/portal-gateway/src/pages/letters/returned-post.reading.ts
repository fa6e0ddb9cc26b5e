import { dateTyped, errorsInDate, formError, type FormError, type Values } from '../form.js';

const mostCharacters = 500;
const errorsInDay = (values: Values, today: string): readonly FormError[] => {
  const wrong = errorsInDate(values, 'on', 'the day on which it came back');
  if (wrong.length > 0) return wrong;
  return dateTyped(values, 'on') > today ? [formError('on', 'The day on which it came back must be today or earlier', 'on-day')] : [];
};
const errorsInWords = ({ reason = '' }: Values): readonly FormError[] => {
  if (reason === '') return [formError('reason', 'Enter what was written on it')];
  return reason.length > mostCharacters
    ? [formError('reason', `What was written on it must be 500 characters or fewer. It has ${reason.length.toLocaleString('en-GB')}`)]
    : [];
};

/** What is missing where somebody says that an envelope came back: the day, and what was written on it. */
export const errorsInReturn = (values: Values, today: string): readonly FormError[] => [
  ...errorsInDay(values, today),
  ...errorsInWords(values),
];
