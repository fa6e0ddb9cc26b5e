import { Liquid, type Template } from 'liquidjs';
import type { LetterTemplate, LetterTemplateBlock } from '@rms/contracts';
import type { LetterContent } from './letter-content.js';

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
/** One text filled in. Throws with the engine’s words where it names something that is not there. */
export const fill = (text: string, content: object): string =>
  (liquid.renderSync(readText(text), content) as string).replace(/\s+/g, ' ').trim();

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

/** A template filled in. Throws with the engine’s words where it names something that is not there; `problemsIn` finds that beforehand. */
export const fillIn = (template: LetterTemplate, content: LetterContent): FilledIn => {
  const lookOutFor = lookOutForIn(template, content.followUp.cancer) ?? [];
  return {
    title: fill(template.title, content),
    subject: fill(template.subject, content),
    blocks: template.blocks.flatMap((block) => fillBlock(block, content, lookOutFor)).filter(withSomethingUnderIt),
    ...(template.sms === undefined ? {} : { sms: fill(template.sms, content) }),
  };
};

/** The paths of names that a text uses, in every branch of it. */
export const namesIn = (text: string): readonly (readonly unknown[])[] => {
  try {
    return liquid.globalVariableSegmentsSync(text);
  } catch {
    // What cannot be read at all is told when it is filled in.
    return [];
  }
};
