import type { z } from 'zod';
import { protocolSchema, type Protocol } from './protocol.js';
import { problemsIn, type ProtocolProblem } from './soundness.js';

export type CheckedProtocol =
  | { readonly ok: true; readonly protocol: Protocol }
  | { readonly ok: false; readonly name: string; readonly problems: readonly ProtocolProblem[] };

type Issue = z.core.$ZodIssue;
const at = (content: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((inside, name) => (inside as Readonly<Record<PropertyKey, unknown>> | undefined)?.[name], content);
const shown = (value: unknown): string => {
  if (value === undefined) return 'absent';
  return typeof value === 'string' ? value : JSON.stringify(value).slice(0, 100);
};
const ruleOf = ({ code, message }: Issue, value: unknown): string => {
  if (value === undefined) return 'is missing';
  return code === 'invalid_union' ? 'has none of the shapes that it may have' : message;
};
const field = (path: readonly PropertyKey[]): string => (path.length === 0 ? 'the file' : path.map(String).join('.'));

const problemsOf = (content: unknown, issue: Issue): readonly ProtocolProblem[] => {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => {
      const path = [...issue.path, key];
      return { field: field(path), value: shown(at(content, path)), rule: 'is not a field of a protocol' };
    });
  const value = at(content, issue.path);
  return [{ field: field(issue.path), value: shown(value), rule: ruleOf(issue, value) }];
};

const nameIn = (content: unknown): string => {
  const named = at(content, ['name']);
  return typeof named === 'string' ? named : '';
};

/** Is this a protocol that may be published? If not: every field, value and rule that does not fit, first of its shape, then of what it says. */
export const checkProtocol = (content: unknown): CheckedProtocol => {
  const read = protocolSchema.safeParse(content);
  if (!read.success)
    return { ok: false, name: nameIn(content), problems: read.error.issues.flatMap((issue) => problemsOf(content, issue)) };
  const problems = problemsIn(read.data);
  return problems.length === 0 ? { ok: true, protocol: read.data } : { ok: false, name: read.data.name, problems };
};

/** One problem as a line: field, value and rule. */
export const problemInWords = ({ field: where, value, rule }: ProtocolProblem): string => `${where} “${value}”: ${rule}`;

/**
 * Reads a protocol that is to be published. Throws with every problem at once. History is read by `protocolSchema` alone: a check
 * that came later must not make it unreadable.
 */
export const readProtocol = (content: unknown): Protocol => {
  const checked = checkProtocol(content);
  if (checked.ok) return checked.protocol;
  throw new Error(`The protocol ${checked.name || 'without a name'} is not sound: ${checked.problems.map(problemInWords).join('; ')}`);
};
