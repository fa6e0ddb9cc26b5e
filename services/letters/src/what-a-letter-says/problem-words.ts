import type { TemplateProblem } from './template-problems.js';

/** One thing to mend in a template: the path of the text, the line in it, and what is wrong in plain words. */
export interface ProblemTold {
  readonly at: string;
  readonly line: number;
  readonly sentence: string;
}

// What of a text stands at a line and column: `{{ next.due }}`.
const standsAt = (text: string, line: number, column: number): string => {
  const [found] = /^\{[{%].*?[%}]\}/.exec((text.split('\n')[line - 1] ?? '').slice(column - 1)) ?? [];
  return found ?? '';
};
const whatToAsk = (output: string): string => /^\{\{-?\s*(\w+)/.exec(output)?.[1] ?? 'next';

const wordings: readonly (readonly [said: RegExp, words: (found: readonly string[], at: string) => string])[] = [
  [/^undefined variable: (.+)$/, ([name = '']) => `There is no “${name}”. Use one of the names that a letter may use.`],
  [
    /^this may be missing/,
    (_, at) => `${at === '' ? 'This' : `“${at}”`} may be missing. Put it between {% if ${whatToAsk(at)} %} and {% endif %}.`,
  ],
  [/^this is not a text/, (_, at) => `${at === '' ? 'This' : `“${at}”`} is not a text. Name one of its parts.`],
  [/^undefined filter: (.+)$/, ([name = '']) => `There is no filter “${name}”.`],
  [/^tag "(.+)" not found$/, ([name = '']) => `There is no {% ${name} %}. There are if, unless, case and for.`],
  [/^tag (.+) not closed$/, ([tag = '']) => `${tag} has no end.`],
  [/^Template [a-z-]+: (.+)$/s, ([says = '']) => `${says}.`],
  [/limit exceeded$/, () => 'It would never end, or would be far too long.'],
];

/** An engine's words about a template as a person can act on them, with the line. What has no wording here is told as it is. */
export const problemTold = ({ at, text, problem }: TemplateProblem): ProblemTold => {
  const [, said = problem, line = '1', column = '1'] = /^(.*), line:(\d+), col:(\d+)$/s.exec(problem) ?? [];
  for (const [pattern, words] of wordings) {
    const found = pattern.exec(said);
    if (found !== null) return { at, line: Number(line), sentence: words(found.slice(1), standsAt(text, Number(line), Number(column))) };
  }
  return { at, line: Number(line), sentence: `This cannot be read: ${said}.` };
};
