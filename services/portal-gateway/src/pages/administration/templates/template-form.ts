import type { LetterTemplate, LetterTemplateBlock } from '@rms/contracts';
import { formError, type FormError, type Values } from '../../form.js';
import { blocksIn, blockValues, hasWords, mostBlocks, type FormBlock } from './template-blocks.js';

/** What to look out for after one cancer, one point on each line. */
interface FormCancer {
  readonly cancer: string;
  readonly text: string;
}
const mostCancers = 20;
const mostCharacters = 4000;
const mostOfAMessage = 600;

const numbered = (most: number): readonly number[] => Array.from({ length: most }, (_, index) => index + 1);
const cancersIn = (values: Values): readonly FormCancer[] =>
  numbered(mostCancers + 1).flatMap((n) => {
    const [cancer = '', text = ''] = [values[`cancer-${String(n)}`], values[`look-${String(n)}`]];
    return cancer === '' && text === '' ? [] : [{ cancer, text }];
  });
const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const textOf = (block: LetterTemplateBlock): string => {
  if ('items' in block) return block.items.join('\n');
  return 'text' in block ? block.text : '';
};

/** A template as the fields of its form. */
export const valuesOf = ({ title, subject, blocks, sms, lookOutFor }: LetterTemplate): Values => ({
  title,
  subject,
  ...(sms === undefined ? {} : { sms }),
  ...blockValues(blocks.map((block) => ({ kind: block.kind, text: textOf(block) }))),
  ...Object.fromEntries(
    Object.entries(lookOutFor).flatMap(([cancer, points], index) => [
      [`cancer-${String(index + 1)}`, cancer],
      [`look-${String(index + 1)}`, points.join('\n')],
    ]),
  ),
});
/** The form of a letter that has no template yet. */
export const blankTemplate: Values = { title: '', subject: '', 'kind-1': 'paragraph', 'text-1': '' };

const place = (index: number): string => `text-${String(index + 1)}`;
const errorIn = ({ kind, text }: FormBlock, index: number): readonly FormError[] => {
  if (!hasWords(kind)) return [];
  if (text.trim() === '') return [formError(place(index), `Enter the words of block ${String(index + 1)}, or remove it`)];
  if (text.length > mostCharacters) return [formError(place(index), `Block ${String(index + 1)} must be 4,000 characters or fewer`)];
  return kind === 'list' && linesOf(text).length > 30
    ? [formError(place(index), `Block ${String(index + 1)} must have 30 points or fewer`)]
    : [];
};
const errorsInCancer = ({ cancer, text }: FormCancer, index: number): readonly FormError[] => {
  const n = String(index + 1);
  if (cancer === '') return [formError(`cancer-${n}`, 'Enter the cancer to which the points belong')];
  if (linesOf(text).length === 0) return [formError(`look-${n}`, `Enter what to look out for after ${cancer}, or remove its name`)];
  return linesOf(text).length > 20 ? [formError(`look-${n}`, `There must be 20 points or fewer for ${cancer}`)] : [];
};
const errorsInBlocks = ({ length }: readonly FormBlock[]): readonly FormError[] => {
  if (length === 0) return [formError('addKind', 'Add a block: a letter must say something')];
  return length > mostBlocks ? [formError('addKind', 'There must be 60 blocks or fewer')] : [];
};
const errorsAround = ({ title = '', subject = '', sms = '' }: Values): readonly FormError[] => [
  ...(title === '' ? [formError('title', 'Enter the title')] : []),
  ...(subject === '' ? [formError('subject', 'Enter the line under the greeting')] : []),
  ...(sms.length > mostOfAMessage ? [formError('sms', 'The text message must be 600 characters or fewer')] : []),
];
const errorsInLists = (blocks: readonly FormBlock[], cancers: readonly FormCancer[]): readonly FormError[] => {
  const isAsked = blocks.some(({ kind }) => kind === 'look-out-for');
  if (isAsked && cancers.length === 0) return [formError('cancer-1', 'Enter what to look out for, for at least one cancer')];
  const twice = cancers.findIndex(({ cancer }, index) => cancers.slice(0, index).some((each) => each.cancer === cancer));
  return twice > 0 ? [formError(`cancer-${String(twice + 1)}`, 'This cancer is there already')] : [];
};

const blockOf = ({ kind, text }: FormBlock): LetterTemplateBlock => {
  switch (kind) {
    case 'heading':
    case 'paragraph':
    case 'important':
      return { kind, text: text.trim() };
    case 'list':
      return { kind, items: linesOf(text) };
    case 'look-out-for':
    case 'chart':
    case 'results':
      return { kind };
    default:
      return kind satisfies never;
  }
};

/** Reads the form of a template's next version. Whether its words can be filled in, only its owner can say. */
export const readTemplate = (
  values: Values,
  { name, version }: Pick<LetterTemplate, 'name' | 'version'>,
): { readonly content: LetterTemplate; readonly errors: readonly FormError[] } => {
  const [blocks, cancers] = [blocksIn(values), cancersIn(values)];
  const { title = '', subject = '', sms = '' } = values;
  return {
    content: {
      name,
      version,
      title,
      subject,
      blocks: blocks.map(blockOf),
      ...(sms === '' ? {} : { sms }),
      lookOutFor: Object.fromEntries(cancers.map(({ cancer, text }) => [cancer, linesOf(text)])),
    },
    errors: [
      ...errorsAround(values),
      ...errorsInBlocks(blocks),
      ...blocks.flatMap(errorIn),
      ...cancers.flatMap(errorsInCancer),
      ...errorsInLists(blocks, cancers),
    ],
  };
};

/** What the owner found wrong with a text, beside the field that it is in. */
export const problemError = ({
  at,
  line,
  sentence,
}: {
  readonly at: string;
  readonly line: number;
  readonly sentence: string;
}): FormError => {
  const [, block = '', item] = /^blocks\.(\d+)\.(?:text|items\.(\d+))$/.exec(at) ?? [];
  if (block === '')
    return formError(at, `${at === 'sms' ? 'Text message' : at === 'title' ? 'Title' : 'Line under the greeting'}: ${sentence}`);
  const where = item === undefined ? `line ${String(line)}` : `point ${String(Number(item) + 1)}`;
  return formError(place(Number(block)), `Block ${String(Number(block) + 1)}, ${where}: ${sentence}`);
};

/** Cancers of the form, with one empty place for another. */
export const shownCancers = (values: Values): readonly (FormCancer & { readonly n: number; readonly rows: number })[] =>
  [...cancersIn(values), { cancer: '', text: '' }].map((each, index) => ({
    ...each,
    n: index + 1,
    rows: 2 + each.text.split('\n').length,
  }));
