import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const types: Readonly<Record<string, string>> = {
  string: 'not-text',
  number: 'not-a-number',
  int: 'not-a-whole-number',
  boolean: 'not-yes-or-no',
  array: 'not-a-list',
};
const formats: Readonly<Record<string, string>> = { guid: 'not-an-id', date: 'not-a-date', datetime: 'not-an-instant', regex: 'malformed' };

const whatIsWrong = (issue: Issue, isThere: boolean): string => {
  switch (issue.code) {
    case 'invalid_type':
      return isThere ? (types[issue.expected] ?? issue.expected) : 'missing';
    case 'invalid_format':
      return formats[issue.format] ?? issue.format;
    case 'invalid_value':
    case 'invalid_union':
      return 'not-known';
    case 'too_small':
      return issue.origin === 'array' ? 'empty' : 'too-small';
    case 'too_big':
      return 'too-large';
    default:
      return issue.code;
  }
};

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce((inside, name) => (inside as Readonly<Record<PropertyKey, unknown>> | undefined)?.[name], value);

/** What an example that breaks this rule is called: the field and what is wrong with it. */
export const nameOfIssue = (issue: Issue, message: unknown): string => {
  if (issue.code === 'unrecognized_keys') return 'unknown-field';
  const field = issue.path.filter((name) => typeof name === 'string').at(-1) ?? 'message';
  return `${kebab(field)}-${whatIsWrong(issue, valueAt(message, issue.path) !== undefined)}`;
};

/** Where an issue is: for an unknown field, the field itself. */
export const placeOfIssue = (issue: Issue): string =>
  [...issue.path, ...(issue.code === 'unrecognized_keys' ? issue.keys : [])].map(String).join('.');
