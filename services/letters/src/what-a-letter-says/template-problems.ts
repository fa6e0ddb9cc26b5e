import type { LetterTemplate, LetterTemplateBlock } from '@rms/contracts';
import { examplesFor } from './examples.js';
import { fill, namesIn } from './fill-in.js';
import { fullContent, type LetterContent } from './letter-content.js';
import { missingForAPatient, type OwedRule } from './owed-to-every-patient.js';

/** A text of a template: its path in the content, where it stands for a reader, and what it says. */
interface Place {
  readonly at: string;
  readonly place: string;
  readonly text: string;
}
const textsOfBlock = (block: LetterTemplateBlock, index: number): readonly Place[] => {
  const place = `block ${String(index + 1)} (${block.kind})`;
  const at = `blocks.${String(index)}`;
  if (block.kind === 'list')
    return block.items.map((text, n) => ({ at: `${at}.items.${String(n)}`, place: `${place}, item ${String(n + 1)}`, text }));
  return 'text' in block ? [{ at: `${at}.text`, place, text: block.text }] : [];
};
const textsIn = (template: LetterTemplate): readonly Place[] => [
  { at: 'title', place: 'title', text: template.title },
  { at: 'subject', place: 'subject', text: template.subject },
  ...template.blocks.flatMap(textsOfBlock),
  ...(template.sms === undefined ? [] : [{ at: 'sms', place: 'sms', text: template.sms }]),
];
const problemIn = (text: string, content: LetterContent): string | undefined => {
  try {
    fill(text, content);
    return undefined;
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).split('\n')[0];
  }
};

/** One thing that is wrong with a text of a template: the rule that it breaks, and how, with the line. */
export interface TemplateProblem extends Place {
  readonly rule: 'cannot-be-filled-in' | OwedRule;
  readonly problem: string;
}
// A branch that no letter reaches is read by nobody until one does: what it names must be there all the same.
const unknownIn = (text: string, names: readonly (readonly unknown[])[]): readonly string[] =>
  names.flatMap((path) => {
    const known = path.reduce<unknown>(
      (inside, name) =>
        typeof inside === 'object' && inside !== null && Object.hasOwn(inside, String(name))
          ? (inside as Readonly<Record<string, unknown>>)[String(name)]
          : undefined,
      fullContent,
    );
    return known === undefined ? [`undefined variable: ${path.join('.')}, ${whereIn(text, path.join('.'))}`] : [];
  });
const whereIn = (text: string, name: string): string => {
  const before = text.slice(0, Math.max(0, text.indexOf(name))).split('\n');
  return `line:${String(before.length)}, col:${String((before.at(-1) ?? '').length + 1)}`;
};
/** What cannot be filled in, tried on a letter with everything, on one with next to nothing, and on those that its branches tell apart. */
const gapsIn = (template: LetterTemplate): readonly TemplateProblem[] =>
  textsIn(template).flatMap((where) => {
    const names = namesIn(where.text);
    const tried = examplesFor(names).flatMap((content) => problemIn(where.text, content) ?? []);
    const said = (name: string): boolean => tried.some((problem) => problem.startsWith(name.slice(0, name.indexOf(', line:'))));
    const found = [...tried, ...unknownIn(where.text, names).filter((problem) => !said(problem))];
    return [...new Set(found)].map((problem) => ({ ...where, rule: 'cannot-be-filled-in', problem }));
  });

/** Where what every patient is owed would stand: the text that names it, else the last one that is printed. */
const whereOwed = (template: LetterTemplate, name: string): Place | undefined => {
  const printed = textsIn(template).filter(({ at }) => (template.sms === undefined ? at.startsWith('blocks.') : at === 'sms'));
  return printed.find(({ text }) => text.includes(name)) ?? printed.at(-1);
};
const notTold = (template: LetterTemplate): readonly TemplateProblem[] =>
  missingForAPatient(template, examplesFor(textsIn(template).flatMap(({ text }) => namesIn(text)))).flatMap(({ rule, name, says }) => {
    const where = whereOwed(template, name);
    return where === undefined ? [] : [{ ...where, rule, problem: `Template ${template.name}: ${says}, ${whereIn(where.text, name)}` }];
  });

/** What is wrong with a template: texts that cannot be filled in; else what a letter to a patient always says, and this one does not. */
export const problemsIn = (template: LetterTemplate): readonly TemplateProblem[] => {
  const gaps = gapsIn(template);
  return gaps.length > 0 ? gaps : notTold(template);
};

/** The same as sentences: the place, the name and the line. */
export const problemsOf = (template: LetterTemplate): readonly string[] =>
  problemsIn(template).map(({ place, problem }) => `${place}: ${problem}`);
