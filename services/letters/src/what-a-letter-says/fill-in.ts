import { Liquid, type Template } from 'liquidjs';
import type { LetterTemplate, LetterTemplateBlock } from '@rms/contracts';
import { examplesFor } from './examples.js';
import { fullContent, type LetterContent } from './letter-content.js';

/** A template with everything filled in: texts and nothing but texts. */
export type FilledBlock =
  | { readonly kind: 'heading' | 'paragraph' | 'important'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'chart' | 'results' };
export interface FilledIn {
  readonly title: string;
  readonly subject: string;
  readonly blocks: readonly FilledBlock[];
  readonly sms?: string;
}

const tags = ['if', 'unless', 'case', 'for'];
const filters = ['upcase', 'downcase', 'capitalize', 'join'];
// What is filled in stays in its line. A gap in a sentence is an error and never an empty place: "due on ." reads as if all were well.
const oneLine = (value: unknown): string => {
  if (value === null || value === undefined) throw new Error('this may be missing: ask {% if %} first');
  if (typeof value !== 'string' && typeof value !== 'number') throw new Error('this is not a text: name one of its parts');
  return String(value).replace(/[\p{Cc}\s]+/gu, ' ');
};

const only = <T>(all: Record<string, T>, kept: readonly string[]): void => {
  for (const name of Object.keys(all)) if (!kept.includes(name)) Reflect.deleteProperty(all, name);
};
const engine = (): Liquid => {
  const liquid = new Liquid({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    cache: false,
    // No file is ever read, and a template that runs away is stopped.
    root: [],
    parseLimit: 20_000,
    renderLimit: 500,
    memoryLimit: 200_000,
    outputEscape: oneLine,
  });
  only(liquid.tags as Record<string, unknown>, tags);
  only(liquid.filters as Record<string, unknown>, filters);
  return liquid;
};
const liquid = engine();

// The same few texts are filled in for every letter: each is read once.
const remembered = 2000;
const readTexts = new Map<string, Template[]>();
const readText = (text: string): Template[] => {
  const read = readTexts.get(text) ?? liquid.parse(text);
  if (readTexts.size >= remembered) readTexts.clear();
  readTexts.set(text, read);
  return read;
};
const fill = (text: string, content: object): string => (liquid.renderSync(readText(text), content) as string).replace(/\s+/g, ' ').trim();

const fillBlock = (block: LetterTemplateBlock, content: LetterContent, lookOutFor: readonly string[]): readonly FilledBlock[] => {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
    case 'important': {
      const text = fill(block.text, content);
      return text === '' ? [] : [{ kind: block.kind, text }];
    }
    case 'list': {
      const items = block.items.map((item) => fill(item, content)).filter((item) => item !== '');
      return items.length === 0 ? [] : [{ kind: 'list', items }];
    }
    case 'look-out-for':
      return [{ kind: 'list', items: lookOutFor }];
    case 'chart':
      return content.results.some(({ drawn }) => drawn !== null) ? [{ kind: 'chart' }] : [];
    case 'results':
      return content.results.length === 0 ? [] : [{ kind: 'results' }];
    default:
      return block satisfies never;
  }
};

/** What a patient after this cancer is to look out for by a template; `undefined` where it does not say. */
export const lookOutForIn = ({ blocks, lookOutFor }: LetterTemplate, cancer: string): readonly string[] | undefined => {
  if (!blocks.some(({ kind }) => kind === 'look-out-for')) return [];
  return Object.hasOwn(lookOutFor, cancer) ? lookOutFor[cancer] : undefined;
};

/** A heading with nothing under it is left out: “All your results” where there is none to show. */
const withSomethingUnderIt = (block: FilledBlock, index: number, all: readonly FilledBlock[]): boolean =>
  block.kind !== 'heading' || (all[index + 1]?.kind ?? 'heading') !== 'heading';

/** A template filled in. Throws with the engine’s words where it names something that is not there; `problemsOf` finds that beforehand. */
export const fillIn = (template: LetterTemplate, content: LetterContent): FilledIn => {
  const lookOutFor = lookOutForIn(template, content.followUp.cancer) ?? [];
  return {
    title: fill(template.title, content),
    subject: fill(template.subject, content),
    blocks: template.blocks.flatMap((block) => fillBlock(block, content, lookOutFor)).filter(withSomethingUnderIt),
    ...(template.sms === undefined ? {} : { sms: fill(template.sms, content) }),
  };
};

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

/** One thing that is wrong with a text of a template, in the engine’s words. */
export interface TemplateProblem extends Place {
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
const namesIn = (text: string): readonly (readonly unknown[])[] => {
  try {
    return liquid.globalVariableSegmentsSync(text);
  } catch {
    // What cannot be read at all is told when it is filled in.
    return [];
  }
};
/** What is wrong with a template, tried on a letter with everything, on one with next to nothing, and on those that its branches tell apart. */
export const problemsIn = (template: LetterTemplate): readonly TemplateProblem[] =>
  textsIn(template).flatMap((where) => {
    const names = namesIn(where.text);
    const tried = examplesFor(names).flatMap((content) => problemIn(where.text, content) ?? []);
    const said = (name: string): boolean => tried.some((problem) => problem.startsWith(name.slice(0, name.indexOf(', line:'))));
    const found = [...tried, ...unknownIn(where.text, names).filter((problem) => !said(problem))];
    return [...new Set(found)].map((problem) => ({ ...where, problem }));
  });

/** The same as sentences: the place, the name and the line. */
export const problemsOf = (template: LetterTemplate): readonly string[] =>
  problemsIn(template).map(({ place, problem }) => `${place}: ${problem}`);
