import { canonicalText } from '../canonical.js';
import type { Filter } from '../documents.js';

// A dot or a dollar sign in a field’s name means something else to MongoDB, and which of them it takes where differs by release.
const escaped = /[%.$\0]/g;
const escape = (name: string): string =>
  name.replace(escaped, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
const unescape = (name: string): string =>
  name.replace(/%([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  Object.prototype.toString.call(value) === '[object Object]';

const renamed = (value: unknown, rename: (name: string) => string): unknown => {
  if (Array.isArray(value)) return value.map((each) => renamed(each, rename));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [rename(name), renamed(each, rename)]));
};

/** A document as it is stored: what JSON would keep of it, with field names that MongoDB takes in any place. */
export const storedForm = (document: unknown): Readonly<Record<string, unknown>> =>
  renamed(JSON.parse(canonicalText(document)), escape) as Readonly<Record<string, unknown>>;

/** A document as it was written, from its stored form. */
export const writtenForm = (stored: unknown): unknown => renamed(stored, unescape);

/** Where a field is in the stored form: its path, as in a filter or an order. */
export const storedPath = (field: string): string => field.split('.').map(escape).join('.');

const isOperator = (name: string): boolean => name.startsWith('$');
const holdsOperators = (value: unknown): value is Readonly<Record<string, unknown>> =>
  isRecord(value) && Object.keys(value).some(isOperator);

// Two objects are equal to MongoDB only where their fields are in one order.
const storedValue = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(storedValue);
  return isRecord(value) ? storedForm(value) : value;
};

const storedOperand = (operator: string, operand: unknown): unknown => {
  if (operator === '$elemMatch' && isRecord(operand)) return storedFilter(operand);
  return operator === '$not' ? storedCondition(operand) : storedValue(operand);
};

const storedCondition = (wanted: unknown): unknown =>
  holdsOperators(wanted)
    ? Object.fromEntries(Object.entries(wanted).map(([operator, operand]) => [operator, storedOperand(operator, operand)]))
    : storedValue(wanted);

const storedClause = ([name, wanted]: readonly [string, unknown]): readonly [string, unknown] => {
  if (!isOperator(name)) return [storedPath(name), storedCondition(wanted)];
  return [name, Array.isArray(wanted) ? wanted.map((each) => storedFilter(each as Filter)) : storedOperand(name, wanted)];
};

/** A filter over documents as they were written, as one over their stored form. */
export const storedFilter = (filter: Filter): Filter => Object.fromEntries(Object.entries(filter).map(storedClause));
