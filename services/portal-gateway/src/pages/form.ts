import { parseCivilDate } from '@rms/nhs';

/** What stands in the fields of a form. */
export type Values = Readonly<Record<string, string>>;
/** A form as it is shown: what was typed, and what is to be mended in it. */
export interface FilledIn {
  readonly values: Values;
  readonly errors: readonly FormError[];
  readonly status: number;
}

/** A form's fields as text, whatever was posted; the parts of a date, sent as `on[day]`, are named `on-day`. */
export const fieldsOf = (body: unknown): Values =>
  Object.fromEntries(
    Object.entries((body ?? {}) as Record<string, unknown>)
      .filter((pair): pair is [string, string] => typeof pair[1] === 'string')
      .map(([name, value]) => [name.replace(/\[(\w+)\]$/, '-$1'), value.trim()]),
  );

/** One thing to mend in a form: what to do, and the field it is about. */
export interface FormError {
  readonly text: string;
  readonly href: string;
  readonly field: string;
}
/** An error about a field; `anchor` is where its link leads, for a field of several parts. */
export const formError = (field: string, text: string, anchor = field): FormError => ({ field, text, href: `#${anchor}` });
const mostCharacters = 2000;
/** The error of a text that is longer than the history takes; none when it is not. */
export const tooLong = (field: string, name: string, text: string): readonly FormError[] =>
  text.length <= mostCharacters
    ? []
    : [formError(field, `${name} must be 2,000 characters or fewer. It has ${text.length.toLocaleString('en-GB')}`)];
/** Errors as the fields show them: the first one of each field. */
export const errorsByField = (errors: readonly FormError[]): Readonly<Record<string, { readonly text: string }>> =>
  Object.fromEntries([...errors].reverse().map((error) => [error.field, { text: error.text }]));

/** What the template of a form is given of it. */
export const fieldsOfForm = ({ values, errors }: Pick<FilledIn, 'values' | 'errors'>): object => ({
  values,
  errors,
  error: errorsByField(errors),
});

/** Day, month and year as typed in three boxes, as `YYYY-MM-DD` text; '' when one is missing. */
export const dateTyped = (values: Values, name: string): string => {
  const typed = (part: string): string => values[`${name}-${part}`] ?? '';
  const [day, month, year] = [typed('day'), typed('month'), typed('year')];
  if (day === '' || month === '' || year === '') return '';
  return `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
};

const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
/** What is wrong with a date that must be typed, in the words that its label has: not there in full, or a day that no calendar has. */
export const errorsInDate = (values: Values, name: string, what: string): readonly FormError[] => {
  const typed = dateTyped(values, name);
  if (typed === '') return [formError(name, `Enter ${what}: day, month and year`, `${name}-day`)];
  return parseCivilDate(typed) === undefined
    ? [formError(name, `${capital(what)} must be a real date, such as 20 1 2026`, `${name}-day`)]
    : [];
};
