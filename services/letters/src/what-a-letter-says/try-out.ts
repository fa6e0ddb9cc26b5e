import type { LetterTemplate } from '@rms/contracts';
import { endingFor, recallSentence, streamSentence } from './course-words.js';
import { fillIn, type FilledIn } from './fill-in.js';
import { fullContent, sparseContent, type LetterContent } from './letter-content.js';
import { problemsIn } from './template-problems.js';
import { problemTold, type ProblemTold } from './problem-words.js';

/** A name that a template may use: what it shows in the invented letter, and whether it may be missing. */
export interface NameInLetters {
  readonly name: string;
  readonly shows: string;
  readonly mayBeMissing: boolean;
}
/** A template tried: what is to be mended, or how it reads on an invented letter with everything and on one with next to nothing. */
export interface Trial {
  readonly problems: readonly ProblemTold[];
  readonly full?: FilledIn;
  readonly sparse?: FilledIn;
  readonly names: readonly NameInLetters[];
}

const forTheGp = ({ followUp, result, recall, ended, ...content }: LetterContent): LetterContent => ({
  ...content,
  to: { name: 'Millpond Surgery', greeting: 'Doctor' },
  letter: { ...content.letter, isToGp: true },
  followUp: { ...followUp, how: streamSentence('self-management', 'gp') },
  result: result === null ? null : { ...result, sentence: `Under the limit of ${content.limit.value}.` },
  recall: recall === null ? null : { ...recall, because: recallSentence('result', 'gp') },
  ended: ended === null ? null : { ...ended, sentence: endingFor('schedule-complete', 'gp')?.sentence ?? '' },
});
const example = (content: LetterContent, { name }: Pick<LetterTemplate, 'name'>): LetterContent =>
  name.endsWith('-gp') ? forTheGp(content) : { ...content, letter: { ...content.letter, isToGp: false } };
/** An invented letter with everything, to whomever a template is for. */
export const fullExample = (template: Pick<LetterTemplate, 'name'>): LetterContent => example(fullContent, template);

const shown = (value: unknown): string => (typeof value === 'boolean' ? 'yes or no, for {% if %}' : String(value));
/** Every name that a template may use, as the invented letter has it. */
export const namesInLetters: readonly NameInLetters[] = Object.entries(fullContent).flatMap(([part, value]: [string, unknown]) => {
  const mayBeMissing = sparseContent[part as keyof LetterContent] === null;
  if (Array.isArray(value)) return [];
  if (typeof value !== 'object' || value === null) return [{ name: part, shows: shown(value), mayBeMissing }];
  return Object.entries(value).map(([name, inside]) => ({ name: `${part}.${name}`, shows: shown(inside), mayBeMissing }));
});

/** Tries a template as it is tried before it is laid down. Nothing is recorded. */
export const tryOut = (template: LetterTemplate): Trial => {
  const problems = problemsIn(template).map(problemTold);
  if (problems.length > 0) return { problems, names: namesInLetters };
  return {
    problems,
    full: fillIn(template, fullExample(template)),
    sparse: fillIn(template, example(sparseContent, template)),
    names: namesInLetters,
  };
};
