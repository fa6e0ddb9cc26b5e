import { parseCivilDate } from '@rms/nhs';

// The ledger believes nobody’s check of what it rests on. Many thousands of tests share a few hundred dates and names, so each is
// looked at and kept once.
const dates = new Map<string, string>();
const words = new Map<string, string>();
const mostKept = 20_000;

const kept = (known: Map<string, string>, text: string): string => {
  if (known.size < mostKept) known.set(text, text);
  return text;
};
const wrong = (field: string, what: string): Error => new Error(`${field} is no ${what}`);

/** A text that is there and not empty. */
export const textIn = (value: unknown, field: string): string => {
  if (typeof value !== 'string' || value === '') throw wrong(field, 'text');
  return value;
};

/** A text that many facts have in common. */
export const wordIn = (value: unknown, field: string): string => words.get(value as string) ?? kept(words, textIn(value, field));

/** A date of the calendar. */
export const dateIn = (value: unknown, field: string): string => {
  const known = dates.get(value as string);
  if (known !== undefined) return known;
  const text = textIn(value, field);
  if (parseCivilDate(text) === undefined) throw wrong(field, 'date');
  return kept(dates, text);
};

/** A yes or no. */
export const flagIn = (value: unknown, field: string): boolean => {
  if (typeof value !== 'boolean') throw wrong(field, 'yes or no');
  return value;
};

/** What is there under its rule, or nothing. */
export const maybe = <T>(value: unknown, field: string, rule: (value: unknown, field: string) => T): T | undefined =>
  value === undefined ? undefined : rule(value, field);

/** The content of a fact, nothing of which is believed yet. */
export type Content = Readonly<Record<string, unknown>>;
export const contentOf = ({ data }: { readonly data: unknown }): Content => {
  if (typeof data !== 'object' || data === null) throw wrong('its content', 'set of fields');
  return data as Content;
};
